#include "benches/latency/load.h"

#include <arpa/inet.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <httplib.h>

#include <algorithm>
#include <chrono>
#include <mutex>
#include <numeric>
#include <string>
#include <thread>

namespace dixit::bench {
namespace {

using std::chrono::milliseconds;
using testing::ElementsAre;
using testing::Pair;

// Answers one request at a time, each after `pause`.
class SlowServer {
 public:
  explicit SlowServer(milliseconds pause, std::size_t requests_of_connection = 1000) {
    server_.new_task_queue = [] { return new httplib::ThreadPool(8); };
    server_.set_keep_alive_max_count(requests_of_connection);
    server_.Get("/", [this, pause](const httplib::Request&, httplib::Response& response) {
      const std::lock_guard one_at_a_time(mutex_);
      std::this_thread::sleep_for(pause);
      response.set_content("answer", "text/plain");
    });
    address_.sin_family = AF_INET;
    address_.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address_.sin_port = htons(static_cast<std::uint16_t>(server_.bind_to_any_port("127.0.0.1")));
    thread_ = std::thread([this] { server_.listen_after_bind(); });
  }
  ~SlowServer() {
    while (!server_.is_running()) std::this_thread::sleep_for(milliseconds(1));
    server_.stop();
    thread_.join();
  }
  SlowServer(const SlowServer&) = delete;
  SlowServer& operator=(const SlowServer&) = delete;

  const sockaddr_in& address() const { return address_; }

 private:
  httplib::Server server_;
  std::mutex mutex_;
  sockaddr_in address_ = {};
  std::thread thread_;
};

LoadFigures load(const SlowServer& server, const LoadOptions& options, const std::string& target = "/") {
  return run_load(server.address(), {"GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n"}, options);
}

TEST(Load, CountsTheWaitOfWhatArrivesFasterThanItIsAnswered) {
  const SlowServer server(milliseconds(20));
  const LoadFigures figures =
      load(server, {.connections = 2, .rate = 200, .time = std::chrono::duration<double>(0.5), .seed = 1});
  ASSERT_FALSE(figures.latencies_us.empty());
  // 50 a second are answered: whoever comes last waits for all before.
  EXPECT_GT(*std::max_element(figures.latencies_us.begin(), figures.latencies_us.end()), 500'000);
}

TEST(Load, AnswersAreCountedOfEachClient) {
  const SlowServer server(milliseconds(1));
  const LoadFigures figures =
      load(server, {.connections = 3, .rate = 0, .time = std::chrono::duration<double>(0.3), .seed = 1});
  ASSERT_EQ(figures.answers.size(), 3U);
  EXPECT_EQ(std::accumulate(figures.answers.begin(), figures.answers.end(), std::size_t{0}),
            figures.latencies_us.size());
  EXPECT_THAT(figures.statuses, ElementsAre(Pair(200, figures.latencies_us.size())));
  EXPECT_GE(*std::min_element(figures.latencies_us.begin(), figures.latencies_us.end()), 1000);
  EXPECT_EQ(figures.unanswered, 0U);
}

TEST(Load, GoesOnWhereTheServerClosesAfterEachAnswer) {
  const SlowServer server(milliseconds(1), 1);
  const LoadFigures figures =
      load(server, {.connections = 1, .rate = 0, .time = std::chrono::duration<double>(0.2), .seed = 1});
  ASSERT_GT(figures.latencies_us.size(), 1U);
  EXPECT_EQ(figures.reconnects, figures.latencies_us.size());  // one answer came before the clock began
}

TEST(Load, TellsFailuresFromAnswers) {
  const SlowServer server(milliseconds(1));
  const LoadFigures figures =
      load(server, {.connections = 1, .rate = 0, .time = std::chrono::duration<double>(0.1), .seed = 1}, "/nothing");
  EXPECT_EQ(figures.statuses.count(200), 0U);
  EXPECT_EQ(figures.statuses.at(404), figures.latencies_us.size());
}

}  // namespace
}  // namespace dixit::bench
