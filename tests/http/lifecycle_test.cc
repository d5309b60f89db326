#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <thread>
#include <vector>

#include "tests/http/daemon.h"
#include "tests/support/index_fixture.h"

namespace dixit::test {
namespace {

using nlohmann::json;

std::vector<Said> numbered(std::size_t count) {
  std::vector<Said> all;
  for (std::size_t i = 0; i < count; ++i) all.push_back({.text = "Palabra común número " + std::to_string(i) + "."});
  return all;
}

const std::string kWeb = DIXIT_SOURCE_DIR "/web";

// What a daemon that cannot start says; it must end with 2.
std::string complaint(std::vector<std::string> options, std::vector<std::string> environment = {}) {
  const Outcome outcome = run(daemon_call(std::move(options), std::move(environment)));
  EXPECT_EQ(outcome.status, 2) << outcome.err;
  EXPECT_EQ(outcome.out, "");
  return outcome.err;
}

bool says(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

TEST(Start, WithoutAnIndexSaysHowToBuildOne) {
  const TempDir folder;
  const std::string missing = complaint({"--index", folder / "nowhere", "--web", kWeb});
  EXPECT_TRUE(says(missing, "nowhere")) << missing;
  EXPECT_TRUE(says(missing, "dixit-indexer build --out DIR PATH")) << missing;
  EXPECT_TRUE(says(complaint({"--index", folder.path().string(), "--web", kWeb}), "dixit-indexer build"));
  EXPECT_TRUE(says(complaint({"--web", kWeb}), "no index is named"));
}

TEST(Start, RefusesAnIndexOfAnotherAnalysisNamingBoth) {
  const TempDir folder;
  const auto generation = publish(folder.path(), numbered(1));
  std::ofstream(generation / "lang" / "es" / "stopwords.txt", std::ios::app) << "palabra\n";
  const std::string message = complaint({"--index", folder.path().string(), "--web", kWeb, "--listen", "127.0.0.1:0"});
  EXPECT_TRUE(says(message, "was written by analysis")) << message;
  EXPECT_TRUE(says(message, "this program has analysis")) << message;
  EXPECT_TRUE(says(message, "[index-mismatch]")) << message;
}

TEST(Start, RefusesADamagedIndex) {
  const TempDir folder;
  const auto generation = publish(folder.path(), numbered(1));
  std::filesystem::resize_file(generation / "shard-00" / "postlist.glass", 10);
  std::filesystem::resize_file(generation / "shard-00" / "iamglass", 10);
  const std::string message = complaint({"--index", folder.path().string(), "--web", kWeb});
  EXPECT_TRUE(says(message, "dixit-indexer build")) << message;
}

TEST(Start, RefusesAPortInUseAndLeavesItsOwnerAlone) {
  const TempDir folder;
  publish(folder.path(), numbered(1));
  const Daemon first(folder.path());
  const std::string address = "127.0.0.1:" + std::to_string(first.port());
  const std::string message = complaint({"--index", folder.path().string(), "--web", kWeb, "--listen", address});
  EXPECT_TRUE(says(message, "another program listens on " + address)) << message;
  EXPECT_TRUE(says(message, "--listen")) << message;
  for (int i = 0; i < 10; ++i) EXPECT_EQ(get(first.port(), "/healthz").status, 200);
}

TEST(Start, NamesWhatIsWrongWithItsOptions) {
  const TempDir folder;
  publish(folder.path(), numbered(1));
  const std::string index = folder.path().string();
  EXPECT_TRUE(says(complaint({"--index", index, "--frobnicate"}), "frobnicate"));
  EXPECT_TRUE(says(complaint({"--index", index, "--listen", "nonsense"}), "'nonsense' is not HOST:PORT"));
  EXPECT_TRUE(says(complaint({"--index", index, "--listen", "127.0.0.1:99999"}), "HOST:PORT"));
  EXPECT_TRUE(says(complaint({"--index", index, "--listen", "192.0.2.1:8080", "--web", kWeb}), "192.0.2.1:8080"));
  EXPECT_TRUE(says(complaint({"--index", index, "--threads", "0"}), "threads"));
  EXPECT_TRUE(says(complaint({"--index", index, "--threads", "x"}), "threads"));
  EXPECT_TRUE(says(complaint({"--index", index, "--connections", "0"}), "connections"));
  EXPECT_TRUE(says(complaint({"--index", index, "--question-cache", "x"}), "question-cache"));
  EXPECT_TRUE(says(complaint({"--index", index, "--time-limit", "0"}), "time-limit"));
  EXPECT_TRUE(says(complaint({"--index", index, "--log-level", "loud"}), "loud"));
  EXPECT_TRUE(says(complaint({"--index", index, "--web", folder / "no-web"}), "no-web"));
  EXPECT_TRUE(says(complaint({"--index", index, "--config", folder / "no.toml"}), "no.toml"));
  EXPECT_TRUE(says(complaint({"--config", folder.write("bad.toml", "listen = ")}), "bad.toml:1"));
  EXPECT_TRUE(
      says(complaint({"--config", folder.write("odd.toml", "listne = 'x'\n")}), "'listne', which is no option"));
  EXPECT_TRUE(says(complaint({"--config", folder.write("type.toml", "listen = true\n")}), "'listen'"));
}

TEST(Start, TellsItsVersionAndItsOptions) {
  const Outcome version = run(daemon_call({"--version"}));
  EXPECT_EQ(version.status, 0);
  EXPECT_TRUE(version.out.starts_with("dixit-searchd ")) << version.out;
  const Outcome help = run(daemon_call({"--help"}));
  EXPECT_EQ(help.status, 0);
  for (const char* option : {"--index", "--listen", "--web", "--allow-origin", "--public-url", "--data", "--threads",
                             "--connections", "--question-cache", "--time-limit", "--config"}) {
    EXPECT_TRUE(says(help.out, option)) << option;
  }
}

TEST(Start, TakesFlagsBeforeVariablesBeforeTheFile) {
  const TempDir folder;
  publish(folder.path(), numbered(1));
  const std::string file =
      folder.write("searchd.toml",
                   "index = '/nowhere'\nallow-origin = ['https://file.example', 'https://two.example']\nthreads = 4\n");
  const auto allowed = [](const Daemon& daemon, const std::string& origin) {
    return get(daemon.port(), "/api/v1/search", "Origin: " + origin + "\r\n")
        .headers.contains("Access-Control-Allow-Origin");
  };
  const Daemon by_file(folder.path(), {"--config", file});
  EXPECT_TRUE(allowed(by_file, "https://file.example"));
  EXPECT_TRUE(allowed(by_file, "https://two.example"));
  const Daemon by_variable(folder.path(), {"--config", file},
                           {"DIXIT_ALLOW_ORIGIN=https://a.example,https://b.example"});
  EXPECT_TRUE(allowed(by_variable, "https://b.example"));
  EXPECT_FALSE(allowed(by_variable, "https://file.example"));
  const Daemon by_flag(folder.path(), {"--allow-origin", "https://flag.example", "--config", file},
                       {"DIXIT_ALLOW_ORIGIN=https://a.example"});
  EXPECT_TRUE(allowed(by_flag, "https://flag.example"));
  EXPECT_FALSE(allowed(by_flag, "https://a.example"));
}

TEST(Start, ServesSeveralIndexesAsOne) {
  const TempDir first;
  const TempDir second;
  publish(first.path(), numbered(2));
  publish(second.path(), {{.text = "Palabra de otro informe.", .document = "otro"}});
  const Daemon daemon(first.path(), {"--index", second.path().string()});
  EXPECT_EQ(json::parse(get(daemon.port(), "/api/v1/search?q=palabra").body)["total"]["value"], 3);
}

TEST(Running, TakesUpNewGenerationsUnderLoadWithoutAFailedRequest) {
  const TempDir folder;
  publish(folder.path(), numbered(1));
  const Daemon daemon(folder.path());
  std::atomic<bool> over = false;
  std::atomic<int> failed = 0;
  std::atomic<int> answered = 0;
  std::vector<std::thread> clients;
  for (int i = 0; i < 4; ++i) {
    clients.emplace_back([&] {
      Connection connection(daemon.port());
      for (int n = 0; !over && n < 900; ++n) {
        connection.send(request("/api/v1/search?q=palabra&per_page=100"));
        const Reply reply = connection.receive();
        ++answered;
        EXPECT_EQ(reply.status, 200) << reply.body;
        if (reply.status != 200) {
          ++failed;
          break;
        }
        const json answer = json::parse(reply.body);
        if (answer["total"]["value"] != answer["hits"].size()) ++failed;
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
      }
    });
  }
  constexpr std::size_t kGenerations = 6;
  for (std::size_t count = 2; count <= kGenerations; ++count) publish(folder.path(), numbered(count));
  EXPECT_TRUE(wait_until(
      [&] { return json::parse(get(daemon.port(), "/api/v1/search").body)["total"]["value"] == kGenerations; }));
  over = true;
  for (std::thread& client : clients) client.join();
  EXPECT_EQ(failed, 0);
  EXPECT_GT(answered, 0);
}

TEST(Running, GoesOnWithTheOldIndexWhenTheNewOneIsDamaged) {
  const TempDir folder;
  publish(folder.path(), numbered(2));
  Daemon daemon(folder.path());
  folder.write("current", "auto gen-nowhere/shard-00\n");
  std::this_thread::sleep_for(std::chrono::milliseconds(1500));
  EXPECT_EQ(json::parse(get(daemon.port(), "/api/v1/search").body)["total"]["value"], 2);
  daemon.send(SIGTERM);
  const Outcome outcome = daemon.wait();
  EXPECT_EQ(outcome.status, 0);
  EXPECT_TRUE(says(outcome.err, "the old one goes on")) << outcome.err;
}

TEST(Running, KeepsQuestionsOutOfItsLog) {
  const TempDir folder;
  publish(folder.path(), numbered(1));
  Daemon daemon(folder.path());
  get(daemon.port(), "/api/v1/search?q=secreto");
  get(daemon.port(), "/?q=secreto&foo=1");
  daemon.send(SIGTERM);
  EXPECT_FALSE(says(daemon.wait().err, "secreto"));
}

class StopBySignal : public testing::TestWithParam<int> {};
INSTANTIATE_TEST_SUITE_P(Signals, StopBySignal, testing::Values(SIGTERM, SIGINT));

TEST_P(StopBySignal, EndsAtOnceWhenIdle) {
  const TempDir folder;
  publish(folder.path(), numbered(1));
  Daemon daemon(folder.path());
  Connection idle(daemon.port());
  idle.send(request("/healthz"));
  EXPECT_EQ(idle.receive().status, 200);
  const auto start = std::chrono::steady_clock::now();
  daemon.send(GetParam());
  EXPECT_EQ(daemon.wait().status, 0);
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(2)) << "an idle connection held it";
}

TEST(Stop, UnderLoadAnswersWhatIsUnderWay) {
  const TempDir folder;
  publish(folder.path(), numbered(50));
  Daemon daemon(folder.path());
  std::atomic<int> cut = 0;
  std::atomic<int> answered = 0;
  std::vector<std::thread> clients;
  for (int i = 0; i < 6; ++i) {
    clients.emplace_back([&] {
      for (;;) {
        Connection connection(daemon.port());
        if (!connection.send(request("/api/v1/search?q=palabra&per_page=50", "Connection: close\r\n"))) return;
        if (connection.receive().status == 200) {
          ++answered;
          continue;
        }
        if (!connection.rest().empty()) ++cut;
        return;
      }
    });
  }
  EXPECT_TRUE(wait_until([&] { return answered > 50; }));
  daemon.send(SIGTERM);
  const auto start = std::chrono::steady_clock::now();
  EXPECT_EQ(daemon.wait().status, 0);
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(5));
  for (std::thread& client : clients) client.join();
  EXPECT_EQ(cut, 0) << "an answer was cut off";
}

TEST(Stop, WaitsForARequestThatHasBegun) {
  const TempDir folder;
  publish(folder.path(), numbered(1));
  Daemon daemon(folder.path());
  Connection connection(daemon.port());
  connection.send("GET /healthz HTTP/1.1\r\n");
  std::this_thread::sleep_for(std::chrono::milliseconds(200));
  daemon.send(SIGTERM);
  std::this_thread::sleep_for(std::chrono::milliseconds(200));
  connection.send("Host: test\r\n\r\n");
  EXPECT_EQ(connection.receive().status, 200);
  EXPECT_EQ(daemon.wait().status, 0);
}

}  // namespace
}  // namespace dixit::test
