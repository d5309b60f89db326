#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include "tests/http/daemon.h"
#include "tests/support/index_fixture.h"

namespace dixit::test {
namespace {

using Samples = std::map<std::string, double>;  // by name and labels, as written

// The samples of `text`, each line held against the grammar of the format: HELP and TYPE once for each metric and
// before its samples, all samples of one metric together, none twice.
Samples samples_of(const std::string& text) {
  const std::regex help(R"(# HELP ([a-zA-Z_:][a-zA-Z0-9_:]*) .+)");
  const std::regex type(R"(# TYPE ([a-zA-Z_:][a-zA-Z0-9_:]*) (counter|gauge|histogram))");
  const std::regex sample(
      R"re(([a-zA-Z_:][a-zA-Z0-9_:]*)(\{[a-z_]+="([^"\\\n]|\\["\\n])*"(,[a-z_]+="([^"\\\n]|\\["\\n])*")*\})? (\S+))re");
  EXPECT_TRUE(text.ends_with("\n"));
  Samples samples;
  std::set<std::string> helped;
  std::set<std::string> typed;
  std::string current;
  std::string current_type;
  for (const std::string& line : lines_of(text)) {
    std::smatch parts;
    if (std::regex_match(line, parts, help)) {
      EXPECT_TRUE(helped.insert(parts[1]).second) << line;
    } else if (std::regex_match(line, parts, type)) {
      EXPECT_TRUE(helped.contains(parts[1])) << line;
      EXPECT_TRUE(typed.insert(parts[1]).second) << line;
      current = parts[1];
      current_type = parts[2];
    } else if (std::regex_match(line, parts, sample)) {
      std::string metric = parts[1];
      if (current_type == "histogram") metric = std::regex_replace(metric, std::regex("_(bucket|sum|count)$"), "");
      EXPECT_EQ(metric, current) << line;
      EXPECT_EQ(current_type == "counter", metric.ends_with("_total")) << line;
      std::size_t end = 0;
      const std::string number = parts[6];
      const double value = std::stod(number, &end);
      EXPECT_EQ(end, number.size()) << line;
      EXPECT_TRUE(samples.emplace(parts[1].str() + parts[2].str(), value).second) << "twice: " << line;
    } else {
      ADD_FAILURE() << "no line of the format: " << line;
    }
  }
  return samples;
}

class Metrics : public testing::Test {
 protected:
  Samples now() const {
    Reply reply = get(daemon_.port(), "/metrics");
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(reply.headers["Content-Type"], "text/plain; version=0.0.4; charset=utf-8");
    EXPECT_EQ(reply.headers["Cache-Control"], "no-store");
    return samples_of(reply.body);
  }

  const TempDir folder_;
  const bool published_ = (publish(folder_.path(), sample()), true);
  const Daemon daemon_{folder_.path()};
};

std::string requests(const std::string& route, int status) {
  return "dixit_http_requests_total{route=\"" + route + "\",status=\"" + std::to_string(status) + "\"}";
}

TEST_F(Metrics, CountRequestsByRouteAndStatus) {
  for (const char* target :
       {"/api/v1/search?q=marca", "/api/v1/search?q=ciudad", "/api/v1/search?page=0", "/u/informe.1", "/u/nobody",
        "/api/v1/interventions/informe.1", "/static/dixit.css", "/nope", "/feed.atom", "/?q=marca"}) {
    get(daemon_.port(), target);
  }
  Samples samples = now();
  EXPECT_EQ(samples[requests("/api/v1/search", 200)], 2);
  EXPECT_EQ(samples[requests("/api/v1/search", 400)], 1);
  EXPECT_EQ(samples[requests("/u/{id}", 200)], 1);
  EXPECT_EQ(samples[requests("/u/{id}", 404)], 1);
  EXPECT_EQ(samples[requests("/api/v1/interventions/{id}", 200)], 1);
  EXPECT_EQ(samples[requests("/static/{file}", 200)], 1);
  EXPECT_EQ(samples[requests("/feed.atom", 200)], 1);
  EXPECT_EQ(samples[requests("none", 404)], 1);
  EXPECT_EQ(samples["dixit_http_request_duration_seconds_count{route=\"/api/v1/search\"}"], 3);
  EXPECT_GE(now()[requests("/metrics", 200)], 1) << "counters rise";
}

TEST_F(Metrics, TellRefusedRequestsToo) {
  Connection connection(daemon_.port());
  connection.send("GET /" + std::string(9000, 'a') + " HTTP/1.1\r\n\r\n");
  EXPECT_EQ(connection.receive().status, 414);
  EXPECT_EQ(now()[requests("none", 414)], 1);
}

TEST_F(Metrics, ClassesOfTimeAddUp) {
  for (int i = 0; i < 5; ++i) get(daemon_.port(), "/api/v1/search?q=marca");
  const std::string name = "dixit_http_request_duration_seconds_bucket{route=\"/api/v1/search\",le=\"";
  double before = 0;
  double last = -1;
  const Samples samples = now();
  for (const char* end : {"0.0005", "0.001", "0.0025", "0.005", "0.01", "0.025", "0.1", "0.25", "1", "5", "+Inf"}) {
    const auto found = samples.find(name + end + "\"}");
    ASSERT_NE(found, samples.end()) << end;
    EXPECT_GE(found->second, before) << end;
    before = last = found->second;
  }
  EXPECT_EQ(last, 5);
  EXPECT_GT(samples.at("dixit_http_request_duration_seconds_sum{route=\"/api/v1/search\"}"), 0);
}

TEST_F(Metrics, CountSearchesThatNothingAnswered) {
  get(daemon_.port(), "/api/v1/search?q=ciudad");
  get(daemon_.port(), "/api/v1/search?q=%22nadie+dijo+esto%22");
  get(daemon_.port(), "/?q=%22nadie+dijo+esto%22");
  Samples samples = now();
  EXPECT_EQ(samples["dixit_searches_total"], 3);
  EXPECT_EQ(samples["dixit_searches_without_answer_total"], 2);
}

TEST_F(Metrics, TellWhichIndexIsServed) {
  Samples before = now();
  EXPECT_EQ(before["dixit_index_units"], 6);
  EXPECT_EQ(before["dixit_index_documents"], 2);
  EXPECT_GT(before["dixit_index_built_timestamp_seconds"], 1'700'000'000);
  EXPECT_GE(before["process_start_time_seconds"], before["dixit_index_built_timestamp_seconds"]);
  const auto generation = publish(folder_.path(), {{.text = "Solo una."}}).filename().string();
  EXPECT_TRUE(wait_until([&] { return now()["dixit_index_units"] == 1; }));
  std::string info;
  for (const auto& [name, value] : now()) {
    if (name.starts_with("dixit_index_info{")) info = name;
  }
  EXPECT_NE(info.find("generation=\"" + generation + '"'), std::string::npos) << info;
}

TEST_F(Metrics, TellHowManyAreConnected) {
  const auto open = [&] { return now()["dixit_http_connections_open"]; };
  const double before = open();
  EXPECT_GE(before, 1) << "who asks is connected";
  std::vector<std::unique_ptr<Connection>> others;
  for (int i = 0; i < 5; ++i) {
    others.push_back(std::make_unique<Connection>(daemon_.port()));
    others.back()->send(request("/healthz"));
    EXPECT_EQ(others.back()->receive().status, 200);
  }
  EXPECT_GE(open(), 6);
  others.clear();
  EXPECT_TRUE(wait_until([&] { return open() <= 2; }));
}

TEST_F(Metrics, HoldNothingOfWhatWasAsked) {
  for (const char* target : {"/api/v1/search?q=secreto", "/secreto", "/u/secreto", "/api/v1/facets/secreto",
                             "/api/v1/search?secreto=1", "/static/secreto.css"}) {
    get(daemon_.port(), target, "Host: secreto\r\nUser-Agent: secreto\r\n");
  }
  EXPECT_EQ(get(daemon_.port(), "/metrics").body.find("secreto"), std::string::npos);
}

}  // namespace
}  // namespace dixit::test
