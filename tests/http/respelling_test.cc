// Tolerance of questions over HTTP: what is searched, what is said of it, and turning it off.

#include <gtest/gtest.h>

#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "tests/http/daemon.h"
#include "tests/support/index_fixture.h"

namespace dixit::test {
namespace {

using nlohmann::json;

class RespellingOverHttp : public testing::Test {
 protected:
  RespellingOverHttp() { publish(folder_.path(), sample()); }

  json ask(const std::string& parameters) {
    return json::parse(get(daemon().port(), "/api/v1/search?" + parameters).body);
  }
  std::string page(const std::string& parameters) { return get(daemon().port(), "/?" + parameters).body; }

  Daemon& daemon() {
    if (!daemon_) daemon_ = std::make_unique<Daemon>(folder_.path());
    return *daemon_;
  }

  TempDir folder_;

 private:
  std::unique_ptr<Daemon> daemon_;
};

TEST_F(RespellingOverHttp, AnswersWhatWasMeantAndSaysSo) {
  const json answer = ask("q=finaciaci%C3%B3n&lang=en");
  EXPECT_EQ(
      answer["query"],
      json::parse(
          R"({"text": "finaciación", "interpreted": "financiación → recursos económicos, sufragar, cofinanciación…", "said_by": null})"));
  EXPECT_EQ(answer["total"]["value"], 3);
  EXPECT_EQ(answer["suggestions"], json::parse(R"(["financiación"])"));
  EXPECT_EQ(answer["warnings"], json::parse(R"(["Searched for “financiación”: “finaciación” does not appear."])"));
}

TEST_F(RespellingOverHttp, IsTurnedOffByAParameter) {
  const json answer = ask("q=finaciaci%C3%B3n&fuzzy=off");
  EXPECT_EQ(answer["query"]["interpreted"], "finaciación");
  EXPECT_EQ(answer["total"]["value"], 0);
  EXPECT_EQ(answer["suggestions"], json::array());
  EXPECT_EQ(answer["warnings"], json::array());
}

TEST_F(RespellingOverHttp, IsOfferedAsALinkOnThePage) {
  const std::string spanish = page("q=finaciacion+urbana");
  EXPECT_NE(spanish.find("¿Quiso decir…?"), std::string::npos);
  EXPECT_NE(spanish.find("/?q=financiaci%C3%B3n%20urbana"), std::string::npos) << spanish;
  EXPECT_NE(page("q=finaciacion&lang=ca").find("Volíeu dir…?"), std::string::npos);
  EXPECT_NE(page("q=finaciacion&lang=en").find("Did you mean…?"), std::string::npos);
  EXPECT_EQ(page("q=financiacion").find("¿Quiso decir…?"), std::string::npos);
}

TEST_F(RespellingOverHttp, RefusesToServeWithoutLexiconsNamingTheOneThatIsMissing) {
  const Outcome outcome = run(daemon_call({"--index", folder_ / "", "--web", DIXIT_SOURCE_DIR "/web", "--data",
                                           folder_ / "nothing", "--listen", "127.0.0.1:0"}));
  EXPECT_EQ(outcome.status, 2);
  EXPECT_NE(outcome.err.find("nothing/lexicon/es.lex"), std::string::npos) << outcome.err;
}

TEST_F(RespellingOverHttp, CountsFacetsOfWhatWasMeant) {
  const json facet = json::parse(get(daemon().port(), "/api/v1/facets/city?q=finaciacion").body);
  EXPECT_EQ(facet["values"].size(), 3U);
  EXPECT_EQ(facet["warnings"].size(), 1U);
  const json off = json::parse(get(daemon().port(), "/api/v1/facets/city?q=finaciacion&fuzzy=off").body);
  EXPECT_EQ(off["values"].size(), 0U);
}

}  // namespace
}  // namespace dixit::test
