// The server in this process, answering what each test wants it to: who waits for whom, and for how long.

#include "searchd/server.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <future>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "benches/latency/load.h"
#include "tests/http/daemon.h"

namespace dixit::test {
namespace {

using namespace std::chrono_literals;
using Answering = std::function<api::HttpResponse(const api::HttpRequest&)>;

api::HttpResponse text(std::string body) {
  return {.status = 200, .headers = {{"Content-Type", "text/plain"}}, .body = std::move(body)};
}

// A server of one thread unless told otherwise, so that whoever holds it is noticed.
class Served {
 public:
  explicit Served(Answering answer, Server::Options options = {.threads = 1}) {
    options.port = 0;
    const Service service{std::move(answer), [this](const Error& error, int status) {
                            ++refused_;
                            api::HttpResponse response = text(error.message);
                            response.status = status;
                            return response;
                          }};
    Result<std::unique_ptr<Server>> bound = Server::bind(service, std::move(options));
    if (!bound) throw std::runtime_error(bound.error().message);
    server_ = std::move(*bound);
    running_ = std::async(std::launch::async, [this] { return server_->run().has_value(); });
  }
  ~Served() { stop(); }
  Served(const Served&) = delete;
  Served& operator=(const Served&) = delete;

  std::uint16_t port() const { return server_->port(); }
  int refused() const { return refused_; }

  // Asks it to stop; and waits until it has.
  void begin_to_stop() { server_->stop(); }
  void stop() {
    server_->stop();
    if (running_.valid() && !running_.get()) ADD_FAILURE() << "it could not run";
  }
  bool ends_within(std::chrono::seconds time) const { return running_.wait_for(time) == std::future_status::ready; }

 private:
  std::atomic<int> refused_ = 0;
  std::unique_ptr<Server> server_;
  std::future<bool> running_;
};

// Holds up answers until it is opened.
class Gate {
 public:
  ~Gate() { open(); }
  void pass() {
    ++waiting_;
    opened_.wait();
  }
  void open() {
    if (!std::exchange(is_open_, true)) open_.set_value();
  }
  bool wait_for(int count) const {
    return wait_until([&] { return waiting_ >= count; });
  }

 private:
  std::promise<void> open_;
  std::shared_future<void> opened_ = open_.get_future().share();
  std::atomic<int> waiting_ = 0;
  bool is_open_ = false;
};

using Clients = std::vector<std::unique_ptr<Connection>>;

void add_clients(Clients& clients, std::uint16_t port, std::size_t count, std::string_view says) {
  for (std::size_t i = 0; i < count; ++i) {
    clients.push_back(std::make_unique<Connection>(port));
    ASSERT_TRUE(clients.back()->send(says));
  }
}

Clients quiet_clients(std::uint16_t port, std::size_t count) {
  Clients clients;
  add_clients(clients, port, count, request("/"));
  for (const auto& client : clients) EXPECT_EQ(client->receive().status, 200);
  return clients;
}

const Answering kHello = [](const api::HttpRequest&) { return text("hello"); };

TEST(Serving, QuietConnectionsHoldNoThreadAndStayOpen) {
  const Served served(kHello);
  const Clients quiet = quiet_clients(served.port(), 256);
  const auto start = std::chrono::steady_clock::now();
  EXPECT_EQ(get(served.port(), "/").body, "hello");
  EXPECT_LT(std::chrono::steady_clock::now() - start, 1s);
  for (const auto& client : quiet) {
    client->send(request("/"));
    EXPECT_EQ(client->receive().status, 200) << "it was closed";
  }
}

TEST(Serving, BusyClientsHaveEqualSharesBesideQuietOnes) {
  const Served served(
      [](const api::HttpRequest&) {
        std::this_thread::sleep_for(1ms);
        return text("worked");
      },
      {.threads = 2});
  const Clients quiet = quiet_clients(served.port(), 256);
  sockaddr_in address = {};
  address.sin_family = AF_INET;
  address.sin_port = htons(served.port());
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const bench::LoadFigures figures =
      bench::run_load(address, {request("/")}, {.connections = 64, .time = std::chrono::duration<double>(1)});
  const auto [least, most] = std::minmax_element(figures.answers.begin(), figures.answers.end());
  EXPECT_GT(*least, 0U);
  EXPECT_LE(*most, 2 * *least + 2);
  EXPECT_EQ(figures.unanswered, 0U);
  EXPECT_EQ(figures.reconnects, 0U);
}

TEST(Serving, RequestsSentWithoutWaitingAreAnsweredInOrderHoweverTheirBytesArrive) {
  const Served served([](const api::HttpRequest& asked) { return text(asked.target); });
  std::string all;
  for (int i = 0; i < 40; ++i) all += request("/" + std::to_string(i), "X-Long: " + std::string(i * 37, 'x') + "\r\n");
  for (const std::size_t step : {std::size_t{7}, std::size_t{97}, all.size()}) {
    Connection client(served.port());
    for (std::size_t at = 0; at < all.size(); at += step) ASSERT_TRUE(client.send(all.substr(at, step)));
    for (int i = 0; i < 40; ++i) EXPECT_EQ(client.receive().body, "/" + std::to_string(i)) << step;
  }
}

TEST(Serving, ClientsThatSendSlowlyHoldNoThreadAndAreToldSoInTheEnd) {
  const Served served(kHello, {.threads = 1, .patience = {.request = 300ms}});
  Clients slow;
  add_clients(slow, served.port(), 50, "GET / HTTP/1.1\r\nHost: te");
  EXPECT_EQ(get(served.port(), "/").status, 200);
  for (const auto& client : slow) {
    EXPECT_EQ(client->receive().status, 408);
    EXPECT_EQ(client->receive_all(), "") << "the connection ends";
  }
}

TEST(Serving, ConnectionsThatSayNothingAreClosedInTheEnd) {
  const Served served(kHello, {.threads = 1, .patience = {.quiet = 300ms}});
  Connection silent(served.port());
  EXPECT_EQ(silent.receive_all(), "");
  const Clients quiet = quiet_clients(served.port(), 1);
  EXPECT_EQ(quiet.front()->receive_all(), "");
  EXPECT_FALSE(quiet.front()->receive_some(0)) << "closed, not silent";
}

constexpr std::size_t kBig = 32 << 20;

api::HttpResponse big_or_small(const api::HttpRequest& asked) {
  return asked.target == "/big" ? text(std::string(kBig, 'b')) : text("small");
}

TEST(Serving, AnAnswerLargerThanAnyBufferArrivesWhole) {
  const Served served(big_or_small);
  EXPECT_EQ(get(served.port(), "/big").body, std::string(kBig, 'b'));
}

TEST(Serving, ClientsThatDoNotReadHoldNoThreadAndAreCutOffInTheEnd) {
  const Served served(big_or_small, {.threads = 1, .patience = {.answer = 500ms}});
  Connection greedy(served.port());
  greedy.send(request("/big"));
  EXPECT_EQ(get(served.port(), "/small").body, "small");
  std::this_thread::sleep_for(1s);
  EXPECT_EQ(get(served.port(), "/small").body, "small");
  EXPECT_LT(greedy.receive_all().size(), kBig);
}

TEST(Serving, AnswersThatNobodyReadsAreBoundedTogether) {
  const Served served(big_or_small);
  Clients greedy;
  for (int i = 0; i < 4; ++i) {
    add_clients(greedy, served.port(), 1, request("/big", "Connection: close\r\n"));
    EXPECT_EQ(get(served.port(), "/small").body, "small") << "the one thread has done with it";
  }
  EXPECT_LT(greedy.front()->receive_all().size(), kBig) << "the first is given up";
  EXPECT_GT(greedy.back()->receive_all().size(), kBig) << "the last is not";
}

TEST(Serving, BeyondTheMostTheLongestQuietGivesWay) {
  const Served served(kHello, {.threads = 1, .connections = 4});
  Clients clients;
  add_clients(clients, served.port(), 1, "GET / HT");  // has waited longest, but says something
  for (int i = 0; i < 3; ++i) clients.push_back(std::move(quiet_clients(served.port(), 1).front()));
  EXPECT_EQ(get(served.port(), "/").status, 200);
  EXPECT_EQ(clients[1]->receive_all(1), "");
  clients[0]->send("TP/1.1\r\n\r\n");
  clients[3]->send(request("/"));
  EXPECT_EQ(clients[0]->receive().status, 200);
  EXPECT_EQ(clients[3]->receive().status, 200);
}

TEST(Serving, WhereAllConnectionsAreBusyNewcomersAreRefusedAtOnce) {
  Gate gate;
  const Served served(
      [&](const api::HttpRequest&) {
        gate.pass();
        return text("late");
      },
      {.threads = 4, .connections = 4});
  Clients busy;
  add_clients(busy, served.port(), 4, request("/"));
  ASSERT_TRUE(gate.wait_for(4));
  for (int i = 0; i < 10; ++i) EXPECT_EQ(get(served.port(), "/").status, 503);
  gate.open();
  for (const auto& client : busy) EXPECT_EQ(client->receive().body, "late");
}

TEST(Serving, RequestsThatWaitedTooLongAreRefusedUnread) {
  std::atomic<int> answered = 0;
  const Served served(
      [&](const api::HttpRequest&) {
        ++answered;
        return text("");
      },
      {.threads = 1, .patience = {.turn = 0ms}});
  EXPECT_EQ(get(served.port(), "/").status, 503);
  EXPECT_EQ(answered, 0);
}

TEST(Serving, AClientThatWentAwayCostsNoMoreThanItsOneRequest) {
  Gate gate;
  std::atomic<int> answered = 0;
  const Served served([&](const api::HttpRequest& asked) {
    if (asked.target == "/first") gate.pass();
    ++answered;
    return text("answer");
  });
  {
    Connection gone(served.port());
    std::string many = request("/first");
    for (int i = 0; i < 100; ++i) many += request("/more");
    gone.send(many);
    ASSERT_TRUE(gate.wait_for(1));
    gone.reset();
  }
  gate.open();
  EXPECT_EQ(get(served.port(), "/").status, 200);
  EXPECT_EQ(answered, 2);
}

TEST(Serving, AClientThatHasSentAllItWillIsAnswered) {
  const Served served(kHello);
  Connection client(served.port());
  client.send(request("/"));
  client.send_no_more();
  EXPECT_EQ(client.receive().body, "hello");
}

TEST(Serving, WhatAnAnswerThrowsIsNoneOfTheClients) {
  const Served served([](const api::HttpRequest&) -> api::HttpResponse { throw std::runtime_error("secret"); });
  const Reply reply = get(served.port(), "/");
  EXPECT_EQ(reply.status, 500);
  for (const auto& [name, value] : reply.headers) EXPECT_EQ(value.find("secret"), std::string::npos) << name;
}

TEST(Serving, OnlyTextIsPacked) {
  const Served served([](const api::HttpRequest& asked) {
    api::HttpResponse response = text(std::string(5000, 'x'));
    if (asked.target == "/picture") response.headers = {{"Content-Type", "image/png"}};
    return response;
  });
  const auto encoding = [&](const char* target, const char* accepts) {
    const Reply reply = get(served.port(), target, "Accept-Encoding: " + std::string(accepts) + "\r\n");
    const auto found = reply.headers.find("Content-Encoding");
    return found == reply.headers.end() ? std::string("none") : found->second;
  };
  EXPECT_EQ(encoding("/text", "gzip"), "gzip");
  EXPECT_EQ(encoding("/text", "br, gzip;q=0.5, *;q=0"), "gzip");
  EXPECT_EQ(encoding("/text", "gzip;q=0, br"), "none");
  EXPECT_EQ(encoding("/text", "br"), "none");
  EXPECT_EQ(encoding("/picture", "gzip"), "none");
}

TEST(Stopping, AnswersWhatIsBeingWorkedOnAndClosesTheQuiet) {
  Gate gate;
  Served served([&](const api::HttpRequest& asked) {
    if (asked.target == "/slow") gate.pass();
    return text("done");
  });
  const Clients quiet = quiet_clients(served.port(), 3);
  Connection working(served.port());
  working.send(request("/slow"));
  ASSERT_TRUE(gate.wait_for(1));
  served.begin_to_stop();
  for (const auto& client : quiet) EXPECT_EQ(client->receive_all(), "");
  EXPECT_FALSE(served.ends_within(0s));
  gate.open();
  const Reply reply = working.receive();
  EXPECT_EQ(reply.body, "done");
  EXPECT_EQ(reply.headers.at("Connection"), "close");
  EXPECT_TRUE(served.ends_within(10s));
}

TEST(Stopping, MayComeBeforeItRuns) {
  const Service service{kHello, {}};
  Result<std::unique_ptr<Server>> server = Server::bind(service, {.port = 0, .threads = 1});
  ASSERT_TRUE(server);
  (*server)->stop();
  EXPECT_TRUE((*server)->run());
}

TEST(Stopping, WaitsNeitherForSlowSendersNorForThoseWhoDoNotRead) {
  Served served(big_or_small, {.threads = 1, .patience = {.request = 300ms}});
  Connection greedy(served.port());
  greedy.send(request("/big"));
  EXPECT_EQ(get(served.port(), "/small").body, "small");
  Connection slow(served.port());
  slow.send("GET / HT");
  served.begin_to_stop();
  EXPECT_TRUE(served.ends_within(10s));
}

// Pieces of 64 kB, so many or for ever.
struct Endless {
  std::shared_ptr<std::atomic<int>> made = std::make_shared<std::atomic<int>>(0);
  int most = -1;

  Result<std::string> operator()() const {
    if (*made == most) return std::string();
    ++*made;
    return std::string(65'536, 'p');
  }
};

api::HttpResponse in_pieces(api::Pieces pieces) {
  api::HttpResponse response = text("");
  response.pieces = std::move(pieces);
  return response;
}

// The body of an answer in chunks; ends where they do.
std::string unchunked(const std::string& answer) {
  std::string body;
  std::size_t at = answer.find("\r\n\r\n") + 4;
  while (at < answer.size()) {
    const std::size_t size = std::strtoul(answer.c_str() + at, nullptr, 16);
    at = answer.find("\r\n", at) + 2;
    if (size == 0) return body;
    body += answer.substr(at, size);
    at += size + 2;
  }
  return body + " and no end";
}

TEST(Pieces, AreSentInChunksOneAfterTheOther) {
  const Served served([](const api::HttpRequest&) { return in_pieces(Endless{.most = 100}); });
  Connection client(served.port());
  client.send(request("/") + request("/", "Connection: close\r\n"));
  const std::string both = client.receive_all();
  const std::size_t second = both.find("HTTP/1.1", 1);
  for (const std::string& answer : {both.substr(0, second), both.substr(second)}) {
    EXPECT_NE(answer.find("Transfer-Encoding: chunked"), std::string::npos);
    EXPECT_EQ(answer.substr(0, answer.find("\r\n\r\n")).find("Content-Length"), std::string::npos);
    EXPECT_EQ(unchunked(answer), std::string(100 * 65'536, 'p'));
  }
}

TEST(Pieces, EndWithTheConnectionForOldClientsAndAreNotMadeForHead) {
  const Endless pieces{.most = 3};
  const Served served([&](const api::HttpRequest&) { return in_pieces(pieces); });
  Connection head(served.port());
  head.send("HEAD / HTTP/1.1\r\nConnection: close\r\n\r\n");
  EXPECT_TRUE(head.receive_all().ends_with("\r\n\r\n"));
  EXPECT_EQ(*pieces.made, 0);
  Connection old(served.port());
  old.send("GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n");
  EXPECT_TRUE(old.receive_all().ends_with("\r\n\r\n" + std::string(3 * 65'536, 'p')));
}

TEST(Pieces, AreNotMadeFasterThanTheyAreReadAndHoldNoThread) {
  const Endless pieces;
  const Served served(
      [&](const api::HttpRequest& asked) { return asked.target == "/endless" ? in_pieces(pieces) : text("small"); });
  Clients greedy;
  add_clients(greedy, served.port(), 1, request("/endless"));
  EXPECT_TRUE(wait_until([&] {
    const int before = *pieces.made;
    std::this_thread::sleep_for(100ms);
    return before > 0 && *pieces.made == before;
  })) << "they are made and made";
  EXPECT_EQ(get(served.port(), "/").body, "small");
  const int before = *pieces.made;
  while (*pieces.made < before + 50) ASSERT_TRUE(greedy.front()->receive_some(10)) << "it goes on when they are read";
  EXPECT_EQ(get(served.port(), "/").body, "small");
  greedy.clear();
  EXPECT_TRUE(wait_until([&] { return pieces.made.use_count() == 1; })) << "the client has gone, its pieces are kept";
}

TEST(Pieces, ThatFailLeaveTheAnswerWithoutItsEnd) {
  const Served served([](const api::HttpRequest& asked) {
    const bool throws = asked.target == "/throws";
    return in_pieces([throws, pieces = Endless{}]() -> Result<std::string> {
      if (*pieces.made < 3) return pieces();
      if (throws) throw std::runtime_error("broken");
      return Error{ErrorCode::kIndexBroken, "broken", {}, {}};
    });
  });
  for (const char* target : {"/fails", "/throws"}) {
    const int refused = served.refused();
    Connection client(served.port());
    client.send(request(target));
    EXPECT_EQ(unchunked(client.receive_all()), std::string(3 * 65'536, 'p') + " and no end");
    EXPECT_EQ(served.refused(), refused + 1) << "nobody was told";
  }
}

TEST(Pieces, AreCutOffWhenTheServerStops) {
  Served served([](const api::HttpRequest&) { return in_pieces(Endless{}); },
                {.threads = 1, .patience = {.request = 300ms}});
  Connection client(served.port());
  client.send(request("/"));
  ASSERT_TRUE(client.receive_some(10));
  served.begin_to_stop();
  while (client.receive_some(10)) {
  }
  EXPECT_TRUE(served.ends_within(10s));
}

}  // namespace
}  // namespace dixit::test
