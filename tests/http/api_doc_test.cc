// Runs every example of docs/api.md against the reports in corpus/.

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "searchd/api/routes.h"
#include "tests/http/daemon.h"

namespace dixit::test {
namespace {

using nlohmann::json;

struct Example {
  std::string target;  // path and query
  std::string expected;
  bool is_json = true;  // false: lines of the answer, or how they begin, in order
};

constexpr std::string_view kCommand = "curl -s 'http://127.0.0.1:8080";

// Each ```sh block with a curl and the block after it, ```json or ```text.
std::vector<Example> examples_of(const std::string& document) {
  std::vector<Example> examples;
  std::string* block = nullptr;
  for (const std::string& line : lines_of(document)) {
    if (line == "```json" || line == "```text") {
      if (!examples.empty()) examples.back().is_json = line == "```json";
      block = examples.empty() ? nullptr : &examples.back().expected;
    } else if (line == "```") {
      block = nullptr;
    } else if (line.starts_with(kCommand)) {
      examples.push_back({.target = line.substr(kCommand.size(), line.rfind('\'') - kCommand.size()), .expected = {}});
    } else if (block != nullptr) {
      *block += line + "\n";
    }
  }
  return examples;
}

// The path of the first part of `expected` that `answer` does not have; empty when it has all. Objects may have more
// keys and lists more elements at their end.
std::string missing(const json& expected, const json& answer, const std::string& path = "$") {
  if (expected.is_object() && answer.is_object()) {
    for (const auto& [key, value] : expected.items()) {
      if (!answer.contains(key)) return path + "." + key;
      if (std::string part = missing(value, answer[key], path + "." + key); !part.empty()) return part;
    }
    return {};
  }
  if (expected.is_array() && answer.is_array()) {
    if (expected.empty() != answer.empty() && expected.empty()) return path + " should be empty";
    for (std::size_t i = 0; i < expected.size(); ++i) {
      const std::string place = path + "[" + std::to_string(i) + "]";
      if (i >= answer.size()) return place;
      if (std::string part = missing(expected[i], answer[i], place); !part.empty()) return part;
    }
    return {};
  }
  return expected == answer ? std::string() : path + ": " + answer.dump();
}

// The first line of `expected` that no further line of `answer` begins with; empty when all are there in order.
std::string missing_line(const std::string& expected, const std::string& answer) {
  const std::vector<std::string> lines = lines_of(answer);
  auto at = lines.begin();
  for (const std::string& wanted : lines_of(expected)) {
    at = std::find_if(at, lines.end(), [&](const std::string& line) { return line.starts_with(wanted); });
    if (at == lines.end()) return wanted;
    ++at;
  }
  return {};
}

// As `get`, under the address that the document uses.
Reply ask(std::uint16_t port, const std::string& target) {
  Connection connection(port);
  connection.send("GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1:8080\r\n\r\n");
  return connection.receive();
}

class ApiDocument : public testing::Test {
 protected:
  // A daemon on an index of the reports, made for the first test that asks.
  static const Daemon& daemon() {
    static const TempDir folder;
    static const Outcome built = [] {
      Invocation build;
      build.program = DIXIT_BIN_DIR "/dixit-indexer";
      build.arguments = {"build", "--out", folder / "index", DIXIT_SOURCE_DIR "/corpus/reports"};
      return run(build);
    }();
    EXPECT_EQ(built.status, 0) << built.err;
    static const Daemon started(folder.path() / "index");
    return started;
  }

  const std::string document_ = read_file(DIXIT_SOURCE_DIR "/docs/api.md");
};

TEST_F(ApiDocument, ShowsWhatIsReallyAnswered) {
  const std::vector<Example> examples = examples_of(document_);
  EXPECT_GE(examples.size(), 7U);
  for (const Example& example : examples) {
    SCOPED_TRACE(example.target);
    const Reply reply = ask(daemon().port(), example.target);
    if (!example.is_json) {
      EXPECT_FALSE(example.expected.empty());
      EXPECT_EQ(missing_line(example.expected, reply.body), "") << reply.body.substr(0, 5000);
      continue;
    }
    ASSERT_TRUE(json::accept(example.expected)) << example.expected;
    ASSERT_TRUE(json::accept(reply.body)) << reply.body;
    EXPECT_EQ(missing(json::parse(example.expected), json::parse(reply.body)), "");
  }
}

TEST_F(ApiDocument, ListsEveryParameterFacetMatchAndCode) {
  for (const char* name : {"q",    "from",   "to",    "sort",   "page",    "per_page", "facets",       "fuzzy",
                           "lang", "prefix", "city",  "role",   "session", "speaker",  "organisation", "document",
                           "kind", "year",   "exact", "accent", "stem",    "ocr",      "synonym",      "translation",
                           "rows", "cols",   "id",    "word",   "concept", "filter",   "names",        "said_by"}) {
    EXPECT_NE(document_.find("`" + std::string(name) + "`"), std::string::npos) << name;
  }
  for (const ErrorCode code :
       {ErrorCode::kBadRequest, ErrorCode::kNotFound, ErrorCode::kNotAllowed, ErrorCode::kTooLarge,
        ErrorCode::kIndexMissing, ErrorCode::kOverloaded, ErrorCode::kIndexBroken, ErrorCode::kInternal}) {
    EXPECT_NE(document_.find("`" + std::string(error_name(code)) + "`"), std::string::npos) << error_name(code);
  }
}

TEST_F(ApiDocument, ListsEveryPath) {
  for (const std::string_view path : api::Routes::paths()) {
    if (path.find("{file}") != std::string_view::npos) continue;
    EXPECT_NE(document_.find("`" + std::string(path) + "`"), std::string::npos) << path;
  }
}

TEST_F(ApiDocument, ListsEveryMetric) {
  for (const std::string& line : lines_of(get(daemon().port(), "/metrics").body)) {
    if (!line.starts_with("# TYPE ")) continue;
    const std::string name = line.substr(7, line.rfind(' ') - 7);
    EXPECT_NE(document_.find("`" + name + "`"), std::string::npos) << name;
  }
}

TEST_F(ApiDocument, ExamplesWouldFailOnAnotherAnswer) {
  EXPECT_NE(missing(json::parse(R"({"a": 1})"), json::parse(R"({"a": 2})")), "");
  EXPECT_NE(missing(json::parse(R"({"a": {"b": []}})"), json::parse(R"({"a": {"b": [1]}})")), "");
  EXPECT_NE(missing(json::parse(R"([{"a": 1}])"), json::parse(R"([])")), "");
  EXPECT_EQ(missing(json::parse(R"({"a": [{"b": 1}]})"), json::parse(R"({"a": [{"b": 1, "c": 2}, 3], "d": 4})")), "");
  EXPECT_EQ(missing_line("a\nc", "a1\nb\nc2"), "");
  EXPECT_EQ(missing_line("c\na", "a\nb\nc"), "a");
  EXPECT_EQ(missing_line("b", "ab"), "b");
}

}  // namespace
}  // namespace dixit::test
