#include <unicode/uchar.h>

#include <algorithm>

#include "core/base/utf8.h"
#include "tests/cli/indexer.h"

namespace dixit::test {
namespace {

using nlohmann::json;
using testing::ElementsAre;
using testing::HasSubstr;

constexpr const char* kText =
    "La estrategia de financiación, según el área:\nl’Ajuntament i la col·laboració;\n"
    "¿qué dijo Núñez el 7/8 (de julio)? Co-\noperación y más…\n";

std::vector<std::string> keys_of(const std::string& line) {
  std::vector<std::string> keys;
  const nlohmann::ordered_json token = nlohmann::ordered_json::parse(line);
  for (const auto& [key, value] : token.items()) keys.push_back(key);
  return keys;
}

TEST(Analyze, PrintsTheFieldsOfATokenInTheOrderOfTheContract) {
  const Outcome outcome = run_indexer({"analyze", "--lang", "es"}, "estrategia");
  EXPECT_EQ(outcome.status, 0);
  EXPECT_EQ(outcome.err, "");
  const std::vector<std::string> lines = lines_of(outcome.out);
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_THAT(keys_of(lines[0]),
              ElementsAre("printed", "begin", "end", "line", "reading", "terms", "how", "confidence"));
  const json token = json::parse(lines[0]);
  EXPECT_EQ(token["printed"], "estrategia");
  EXPECT_EQ(token["begin"], 0);
  EXPECT_EQ(token["end"], 10);
  EXPECT_EQ(token["line"], 1);
  EXPECT_EQ(token["reading"], "estrategia");
  EXPECT_EQ(token["terms"].size(), 1U);
  EXPECT_EQ(token["how"], "same");
  EXPECT_EQ(token["confidence"], 1.0);
}

TEST(Analyze, CountsOffsetsInBytesAndLinesFromOne) {
  const std::string text = kText;
  std::size_t tokens = 0;
  for (const std::string& line : lines_of(run_indexer({"analyze"}, text).out)) {
    const json token = json::parse(line);
    const std::size_t begin = token["begin"];
    const std::size_t end = token["end"];
    ASSERT_LT(begin, end);
    EXPECT_EQ(text.substr(begin, end - begin), token["printed"]);
    EXPECT_EQ(token["line"], 1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(begin), '\n'));
    ++tokens;
  }
  EXPECT_GT(tokens, 15U);
}

TEST(Analyze, PutsEveryLetterIntoExactlyOneToken) {
  const std::string text = kText + read_file(foro()).substr(0, 4000);
  std::vector<int> covered(text.size(), 0);
  for (const std::string& line : lines_of(run_indexer({"analyze", "--lang", "es"}, text).out)) {
    const json token = json::parse(line);
    for (std::size_t at = token["begin"]; at < token["end"]; ++at) ++covered[at];
  }
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = decode_at(text, at);
    if (u_isalnum(static_cast<UChar32>(point.value)) != 0) {
      EXPECT_EQ(covered[at], 1) << "at byte " << at << " of " << text.substr(at, 20);
    }
    EXPECT_LE(covered[at], 1) << "at byte " << at;
    at += point.size_bytes;
  }
}

TEST(Analyze, FindsTheFormsOfAWordUnderOneTerm) {
  const auto term_of = [](const std::string& word, const std::string& language) {
    const std::vector<std::string> lines = lines_of(run_indexer({"analyze", "--lang", language}, word).out);
    EXPECT_EQ(lines.size(), 1U) << word;
    return json::parse(lines.at(0))["terms"];
  };
  EXPECT_EQ(term_of("financiación", "es"), term_of("financiacion", "es"));
  EXPECT_EQ(term_of("ciudad", "es"), term_of("CIUDADES", "es"));
  EXPECT_EQ(term_of("ciutat", "ca"), term_of("ciutats", "ca"));
  EXPECT_NE(term_of("publico", "es"), term_of("república", "es"));
}

TEST(Analyze, ReadsAQueryAsItReadsAText) {
  EXPECT_EQ(run_indexer({"analyze", "--query"}, "ciudades metropolitanas").out,
            run_indexer({"analyze"}, "ciudades metropolitanas").out);
}

TEST(Analyze, PrintsNothingForNothing) {
  const Outcome outcome = run_indexer({"analyze"}, " \n\n");
  EXPECT_EQ(outcome.status, 0);
  EXPECT_EQ(outcome.out, "");
}

TEST(Analyze, TakesBytesThatAreNoTextAndStillPrintsJson) {
  std::string bytes = "se\xF1or \xFF\xFE\x01 hola";
  bytes += std::string(1, '\0') + "\nfin\xC3";
  const Outcome outcome = run_indexer({"analyze"}, bytes);
  EXPECT_EQ(outcome.status, 0);
  bool hola = false;
  for (const std::string& line : lines_of(outcome.out)) {
    const json token = json::parse(line, nullptr, false);
    ASSERT_FALSE(token.is_discarded()) << line;
    hola = hola || token["printed"] == "hola";
  }
  EXPECT_TRUE(hola);
}

TEST(Analyze, RefusesALanguageThatItDoesNotKnow) {
  const Outcome outcome = run_indexer({"analyze", "--lang", "fr"}, "bonjour");
  EXPECT_EQ(outcome.status, 2);
  EXPECT_THAT(outcome.err, HasSubstr("fr"));
}

}  // namespace
}  // namespace dixit::test
