#include "benches/latency/load.h"

#include <sys/epoll.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cmath>
#include <deque>
#include <memory>
#include <system_error>

#include "benches/records/random.h"

namespace dixit::bench {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::seconds kPatience{2};  // for what was asked in time

class Load {
 public:
  Load(const sockaddr_in& server, const std::vector<std::string>& requests, const LoadOptions& options)
      : requests_(requests), options_(options), random_(options.seed), epoll_(epoll_create1(EPOLL_CLOEXEC)) {
    if (epoll_ < 0) throw std::system_error(errno, std::generic_category(), "epoll_create1");
    for (std::size_t i = 0; i < options.connections; ++i) {
      clients_.push_back(std::make_unique<Client>(server));
      // One after the other: a server's queue of connections may be short, and what fills it is not what is measured.
      clients_.back()->connection.ask_and_wait(requests.front());
    }
    for (std::size_t i = 0; i < clients_.size(); ++i) idle_.push_back(i);
    figures_.answers.resize(clients_.size());
  }
  ~Load() { close(epoll_); }
  Load(const Load&) = delete;
  Load& operator=(const Load&) = delete;

  LoadFigures run() {
    begin_ = Clock::now();
    end_ = begin_ + std::chrono::duration_cast<Clock::duration>(options_.time);
    next_ = begin_;
    while (Clock::now() < end_ || (busy_ > 0 && Clock::now() < end_ + kPatience)) {
      arrive();
      dispatch();
      wait();
    }
    figures_.unanswered = busy_ + arrived_.size();
    figures_.seconds = options_.time.count();
    for (const auto& client : clients_) figures_.reconnects += client->connection.connected() - 1;
    return std::move(figures_);
  }

 private:
  struct Client {
    explicit Client(const sockaddr_in& server) : connection(server) {}
    HttpConnection connection;
    const std::string* request = nullptr;  // that is under way
    Clock::time_point since;
    std::size_t watched = 0;  // which of its connections epoll knows
    bool watched_writing = false;
  };

  // Requests whose time has come wait for a connection.
  void arrive() {
    const Clock::time_point now = std::min(Clock::now(), end_);
    if (options_.rate <= 0) return;
    for (; next_ < now; next_ += gap()) arrived_.push_back(next_);
  }

  Clock::duration gap() {
    const std::chrono::duration<double> gap(-std::log(1 - random_.unit()) / options_.rate);
    return std::chrono::duration_cast<Clock::duration>(gap);
  }

  void dispatch() {
    // The connection that has been idle longest: all of them are in use, as those of many clients are.
    while (!idle_.empty()) {
      Clock::time_point since = Clock::now();
      if (options_.rate > 0) {
        if (arrived_.empty()) return;
        since = arrived_.front();
        arrived_.pop_front();
      } else if (since >= end_) {
        return;
      }
      const std::size_t number = idle_.front();
      idle_.pop_front();
      Client& client = *clients_[number];
      client.request = &requests_[random_.below(requests_.size())];
      client.since = since;
      ++busy_;
      proceed(number, client.connection.ask(*client.request));
    }
  }

  void proceed(std::size_t number, HttpConnection::Progress progress) {
    Client& client = *clients_[number];
    // A server may close when it likes; a browser then asks again.
    while (progress == HttpConnection::Progress::kClosed) {
      if (Clock::now() > end_ + kPatience) return;
      client.connection.close();
      progress = client.connection.ask(*client.request);
    }
    if (progress == HttpConnection::Progress::kAnswered) {
      const auto took = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - client.since);
      figures_.latencies_us.push_back(took.count());
      ++figures_.statuses[client.connection.status()];
      ++figures_.answers[number];
      client.request = nullptr;
      --busy_;
      idle_.push_back(number);
      return;
    }
    watch(number);
  }

  void watch(std::size_t number) {
    Client& client = *clients_[number];
    const bool writes = client.connection.wants_to_write();
    const bool is_known = client.watched == client.connection.connected();
    if (is_known && !writes && !client.watched_writing) return;
    epoll_event event = {};
    event.events = writes ? EPOLLIN | EPOLLOUT : EPOLLIN;
    event.data.u64 = number;
    if (epoll_ctl(epoll_, is_known ? EPOLL_CTL_MOD : EPOLL_CTL_ADD, client.connection.socket(), &event) != 0) {
      throw std::system_error(errno, std::generic_category(), "epoll_ctl");
    }
    client.watched = client.connection.connected();
    client.watched_writing = writes;
  }

  void wait() {
    Clock::time_point until = Clock::now() < end_ ? end_ : end_ + kPatience;
    if (options_.rate > 0 && arrived_.empty()) until = std::min(until, next_);
    const auto left = std::max(Clock::duration::zero(), until - Clock::now());
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(left);
    const timespec timeout = {seconds.count(),
                              std::chrono::duration_cast<std::chrono::nanoseconds>(left - seconds).count()};
    std::array<epoll_event, 256> events;
    const int ready = epoll_pwait2(epoll_, events.data(), static_cast<int>(events.size()), &timeout, nullptr);
    if (ready < 0 && errno != EINTR) throw std::system_error(errno, std::generic_category(), "epoll_pwait2");
    for (int i = 0; i < ready; ++i) {
      const std::size_t number = events[static_cast<std::size_t>(i)].data.u64;
      Client& client = *clients_[number];
      if (client.request != nullptr) {
        proceed(number, client.connection.go_on());
      } else {
        client.connection.close();  // the server did so between two requests; closing leaves epoll, too
      }
    }
  }

  const std::vector<std::string>& requests_;
  LoadOptions options_;
  Random random_;
  int epoll_;
  std::vector<std::unique_ptr<Client>> clients_;
  std::deque<std::size_t> idle_;
  std::deque<Clock::time_point> arrived_;
  std::size_t busy_ = 0;
  Clock::time_point begin_, end_, next_;
  LoadFigures figures_;
};

}  // namespace

LoadFigures run_load(const sockaddr_in& server, const std::vector<std::string>& requests, const LoadOptions& options) {
  return Load(server, requests, options).run();
}

}  // namespace dixit::bench
