#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <thread>
#include <vector>

#include "tests/http/daemon.h"
#include "tests/support/index_fixture.h"

namespace dixit::test {
namespace {

using Clock = std::chrono::steady_clock;
using nlohmann::json;

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

class Limits : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = new TempDir;
    publish(folder_->path(), sample());
    daemon_ = new Daemon(folder_->path());
  }
  static void TearDownTestSuite() {
    delete daemon_;
    delete folder_;
  }

  static std::uint16_t port() { return daemon_->port(); }
  static const std::filesystem::path& index() { return folder_->path(); }

  // The one answer to `bytes`, after which the server must close.
  static Reply only_answer(std::string_view bytes) {
    Connection connection(port());
    connection.send(bytes);
    Reply reply = connection.receive();
    EXPECT_EQ(connection.receive_all(), "") << "something follows the answer";
    return reply;
  }

  static void expect_problem(const Reply& reply, int status, const std::string& code) {
    EXPECT_EQ(reply.status, status);
    ASSERT_TRUE(json::accept(reply.body)) << reply.body;
    const json problem = json::parse(reply.body);
    EXPECT_EQ(problem["status"], status);
    EXPECT_EQ(problem["code"], code);
    EXPECT_EQ(reply.headers.at("Content-Type"), "application/problem+json; charset=utf-8");
  }

 private:
  static inline TempDir* folder_ = nullptr;
  static inline Daemon* daemon_ = nullptr;
};

TEST_F(Limits, ALongAddressIsRefused) {
  EXPECT_EQ(get(port(), "/api/v1/search?facets=&lang=es&q=" + std::string(400, 'a')).status, 200);
  expect_problem(only_answer(request("/api/v1/search?q=" + std::string(9'000, 'a'))), 414, "too-large");
  expect_problem(only_answer(request("/api/v1/search?q=" + std::string(100'000, 'a'))), 414, "too-large");
  expect_problem(only_answer(std::string(1'000'000, 'a')), 414, "too-large");
}

TEST_F(Limits, LongHeadersAreRefused) {
  expect_problem(only_answer(request("/", "X-Long: " + std::string(9'000, 'a') + "\r\n")), 400, "bad-request");
  std::string many;
  for (int i = 0; i < 1000; ++i) many += "X-Header-" + std::to_string(i) + ": " + std::string(100, 'a') + "\r\n";
  expect_problem(only_answer(request("/", many)), 400, "bad-request");
}

TEST_F(Limits, BodiesAreNotRead) {
  const std::string body(500'000, 'x');
  const std::string length = "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n";
  expect_problem(only_answer("POST /api/v1/search HTTP/1.1\r\nHost: test\r\n" + length + body), 413, "too-large");
  expect_problem(only_answer("GET /api/v1/search HTTP/1.1\r\nHost: test\r\n" + length + body), 413, "too-large");
  expect_problem(
      only_answer("POST / HTTP/1.1\r\nHost: test\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"), 413,
      "too-large");
  expect_problem(only_answer("PUT / HTTP/1.1\r\nHost: test\r\nExpect: 100-continue\r\nContent-Length: 9\r\n\r\n"), 413,
                 "too-large");
}

TEST_F(Limits, ABodyIsNotTakenForTheNextRequest) {
  const std::string hidden = request("/api/v1/nope");
  const std::string size = std::to_string(hidden.size());
  for (const std::string& odd :
       {"Content-Length: 0\r\nContent-Length: " + size, "Content-Length: +" + size, "Content-Length: 0x" + size,
        "Content-Length: 0, " + size, std::string("Content-Length: -1")}) {
    const Reply only = only_answer("GET /healthz HTTP/1.1\r\nHost: test\r\n" + odd + "\r\n\r\n" + hidden);
    EXPECT_TRUE(only.status == 200 || only.status == 413) << odd;
  }
  const std::string length = "Content-Length: " + std::to_string(hidden.size()) + "\r\n\r\n";
  EXPECT_EQ(only_answer("GET /healthz HTTP/1.1\r\nHost: test\r\n" + length + hidden).status, 200);
  EXPECT_EQ(only_answer("POST /healthz HTTP/1.1\r\nHost: test\r\n" + length + hidden).status, 405);
}

TEST_F(Limits, OtherMethodsAreRefusedWithWhatIsAllowed) {
  for (const char* method : {"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT"}) {
    Connection connection(port());
    connection.send(std::string(method) + " /api/v1/search HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n");
    const Reply reply = connection.receive();
    expect_problem(reply, 405, "method-not-allowed");
    EXPECT_EQ(reply.headers.at("Allow"), "GET, HEAD") << method;
  }
}

TEST_F(Limits, WhatIsNoRequestIsAnsweredOnceAndClosed) {
  for (const char* bytes : {"BREW / HTTP/1.1\r\n\r\n", "GET /\r\n\r\n", "GET / HTTP/3.0\r\n\r\n", "\r\n\r\n\r\n",
                            "GET / HTTP/1.1 x\r\n\r\n", "\x16\x03\x01\x02\r\n\r\n", "GET /?a?b HTTP/1.1\r\n\r\n"}) {
    expect_problem(only_answer(bytes), 400, "bad-request");
  }
}

TEST_F(Limits, HeadIsGetWithoutTheBody) {
  const Reply whole = get(port(), "/api/v1/search?kind=section&facets=");
  Connection connection(port());
  connection.send("HEAD /u/informe.1 HTTP/1.1\r\nHost: test\r\n\r\n" + request("/u/informe.1"));
  const Reply head = connection.receive(10, false);
  const Reply body = connection.receive();
  EXPECT_EQ(head.status, 200);
  EXPECT_EQ(head.headers.at("Content-Length"), std::to_string(body.body.size()));
  EXPECT_EQ(head.headers.at("Content-Type"), body.headers.at("Content-Type"));
  EXPECT_EQ(whole.status, 200);
}

TEST_F(Limits, ConnectionsStayOpenForMoreRequests) {
  Connection connection(port());
  for (int i = 0; i < 20; ++i) {
    ASSERT_TRUE(connection.send(request("/api/v1/search?q=marca")));
    EXPECT_EQ(connection.receive().status, 200) << i;
  }
  connection.send(request("/healthz") + request("/readyz"));
  EXPECT_EQ(connection.receive().body, "ok\n") << "sent without waiting";
  EXPECT_EQ(connection.receive().body, "ready\n");
}

TEST_F(Limits, RangesAreIgnored) {
  EXPECT_EQ(get(port(), "/healthz", "Range: bytes=0-0\r\n").body, "ok\n");
  EXPECT_EQ(get(port(), "/healthz", "Range: bytes=0-0,0-0,0-0,0-0,0-0,0-0\r\n").body, "ok\n");
}

TEST_F(Limits, LargeAnswersAreZippedForThoseWhoTakeIt) {
  const Reply zipped = get(port(), "/", "Accept-Encoding: br, gzip\r\n");
  EXPECT_EQ(zipped.headers.at("Content-Encoding"), "gzip");
  EXPECT_EQ(zipped.headers.at("Vary"), "Accept-Encoding");
  EXPECT_TRUE(zipped.body.starts_with("\x1f\x8b"));
  const Reply plain = get(port(), "/");
  EXPECT_FALSE(plain.headers.contains("Content-Encoding"));
  EXPECT_EQ(plain.headers.at("Vary"), "Accept-Encoding");
  EXPECT_LT(zipped.body.size(), plain.body.size());
  EXPECT_FALSE(get(port(), "/healthz", "Accept-Encoding: gzip\r\n").headers.contains("Content-Encoding")) << "small";
}

TEST_F(Limits, SearchesSurviveAnyBytesInTheQuestion) {
  for (const char* q : {"%00", "%FF", "%", "%zz", "a%00b", "%C3%28", "%F0%9F%98%80", "\xff\xfe", "%22%22%22", "((((",
                        "AND+OR+NOT", "-", "*", "NEAR/0", "%E2%80%AEabc", "city:", "a:b:c"}) {
    const Reply reply = get(port(), "/api/v1/search?q=" + std::string(q));
    EXPECT_EQ(reply.status, 200) << q;
    EXPECT_TRUE(json::accept(reply.body)) << q;
    EXPECT_EQ(get(port(), "/?q=" + std::string(q)).status, 200) << q;
  }
}

TEST_F(Limits, SlowClientsDoNotHoldUpOthers) {
  std::vector<std::unique_ptr<Connection>> slow;
  for (int i = 0; i < 40; ++i) {
    slow.push_back(std::make_unique<Connection>(port()));
    slow.back()->send("GET /api/v1/search?q=mar");
  }
  const Clock::time_point start = Clock::now();
  EXPECT_EQ(get(port(), "/healthz").status, 200);
  EXPECT_LT(seconds_since(start), 2.0);
  slow.front()->send("ca HTTP/1.1\r\nHost: test\r\n\r\n");
  EXPECT_EQ(slow.front()->receive().status, 200) << "slow, but in time";
}

TEST_F(Limits, AClientThatSendsByteByByteIsCutOff) {
  Connection connection(port());
  const Clock::time_point start = Clock::now();
  connection.send("GET / HTTP/1.1\r\nX-Slow: ");
  while (seconds_since(start) < 20 && connection.send("a")) std::this_thread::sleep_for(std::chrono::milliseconds(200));
  EXPECT_LT(seconds_since(start), 12) << "each byte came in time, the request did not";
}

TEST_F(Limits, QuietConnectionsHoldNoThread) {
  const Daemon small(index(), {"--threads", "2"});
  Connection first(small.port());
  Connection second(small.port());
  for (Connection* idle : {&first, &second}) {
    idle->send(request("/healthz"));
    EXPECT_EQ(idle->receive().status, 200);
  }
  const Clock::time_point start = Clock::now();
  EXPECT_EQ(get(small.port(), "/healthz").status, 200);
  EXPECT_LT(seconds_since(start), 1.0);
}

TEST_F(Limits, ConnectionsBeyondTheMostTakeThePlaceOfQuietOnes) {
  // Enough that some have been put by when one more comes, and two more than fit, since whoever asked whether the
  // daemon is there may still be one of them.
  const Daemon small(index(), {"--connections", "8"});
  std::vector<std::unique_ptr<Connection>> quiet;
  for (int i = 0; i < 10; ++i) {
    quiet.push_back(std::make_unique<Connection>(small.port()));
    quiet.back()->send(request("/healthz"));
    EXPECT_EQ(quiet.back()->receive().status, 200);
  }
  EXPECT_EQ(quiet.front()->receive_all(), "");
  quiet.back()->send(request("/healthz"));
  EXPECT_EQ(quiet.back()->receive().status, 200);
}

}  // namespace
}  // namespace dixit::test
