#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "core/schema/fields.h"
#include "searchd/api/routes.h"
#include "tests/http/daemon.h"
#include "tests/support/index_fixture.h"

namespace dixit::test {
namespace {

using nlohmann::json;

class OpenApi : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = std::make_unique<TempDir>();
    publish(folder_->path(), sample());
    daemon_ = std::make_unique<Daemon>(folder_->path());
    document_ = json::parse(get(daemon_->port(), "/api/v1/openapi.json").body);
  }
  static void TearDownTestSuite() {
    daemon_.reset();
    folder_.reset();
  }

  // What the validator says against `document` and `answers`; empty where nothing is wrong.
  static std::string complaints(const json& document, const json& answers) {
    Invocation check;
    check.program = DIXIT_SOURCE_DIR "/tests/http/openapi.py";
    check.arguments = {folder_->write("openapi.json", document.dump()), folder_->write("answers.json", answers.dump())};
    const Outcome outcome = run(check);
    EXPECT_EQ(outcome.err, "");
    return outcome.out;
  }

  // The parameters of `path`, by name.
  static std::map<std::string, json> parameters(const std::string& path) {
    std::map<std::string, json> all;
    for (const json& parameter : document_["paths"][path]["get"]["parameters"]) all[parameter["name"]] = parameter;
    return all;
  }

  static inline std::unique_ptr<TempDir> folder_;
  static inline std::unique_ptr<Daemon> daemon_;
  static inline json document_;
};

TEST_F(OpenApi, DescribesEveryRouteAndNoOther) {
  std::vector<std::string> described;
  for (const auto& [path, item] : document_["paths"].items()) described.push_back(path);
  const std::vector<std::string_view> routes = api::Routes::paths();
  EXPECT_THAT(described, testing::UnorderedElementsAreArray(routes));
}

TEST_F(OpenApi, IsWhatItsSpecificationSays) {
  EXPECT_EQ(complaints(document_, json::array()), "");
}

TEST_F(OpenApi, HasTheParametersThatAreTaken) {
  for (const std::string path : {"/api/v1/search", "/api/v1/export", "/api/v1/matrix", "/feed.atom", "/"}) {
    const auto all = parameters(path);
    for (const std::string_view facet : schema::facet_names()) {
      EXPECT_TRUE(all.contains(std::string(facet))) << path << " " << facet;
    }
    EXPECT_EQ(all.at("q")["schema"]["maxLength"], 500);
  }
  // Each described is taken, and what is not described is refused.
  for (const auto& [path, item] : document_["paths"].items()) {
    if (!item["get"].contains("parameters") || path.find('{') != std::string::npos) continue;
    std::string needed;
    for (const auto& [name, parameter] : parameters(path)) {
      if (!parameter.value("required", false)) continue;
      const bool is_choice = parameter["schema"].contains("enum");
      needed += "&" + name + "=" + (is_choice ? parameter["schema"]["enum"][0].get<std::string>() : "informe.1");
    }
    for (const auto& [name, parameter] : parameters(path)) {
      const json& schema = parameter["schema"];
      const std::string value = name == "id"                           ? "informe.1"
                                : name == "kind"                       ? "theme"
                                : name == "year"                       ? "2016"
                                : schema.contains("enum")              ? schema["enum"].back().get<std::string>()
                                : schema["type"] == "integer"          ? schema["maximum"].dump()
                                : schema.value("format", "") == "date" ? "2016-07-07"
                                : schema["type"] == "array" && schema["items"].contains("enum") ? "city,kind"
                                                                                                : "x";
      if (name == "page") continue;  // as deep as it goes only with few answers on a page
      const bool is_needed = parameter.value("required", false);
      const std::string others = name == "rows" && value == "year" ? "&cols=city" : "";
      const std::string target = path + "?" + name + "=" + value + (is_needed ? "" : needed) + others;
      EXPECT_EQ(get(daemon_->port(), target).status, 200) << target;
    }
    const Reply refused = get(daemon_->port(), path + "?undescribed=1" + needed);
    EXPECT_EQ(refused.status, 400) << path;
  }
}

TEST_F(OpenApi, AnswersAreAsDescribed) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"/api/v1/search", "Search"},
      {"/api/v1/search?q=ciudad&facets=city,kind,year&group=city&lang=en", "Search"},
      {"/api/v1/search?q=financiacon&city=Lima", "Search"},
      {"/api/v1/search?q=que+dijo+Jaime+Salinas", "Search"},
      {"/api/v1/search?q=%22nadie%22&facets=", "Search"},
      {"/api/v1/interventions/informe.1?q=marca", "Intervention"},
      {"/api/v1/interventions/otro.1", "Intervention"},
      {"/api/v1/facets/city?q=ciudad", "FacetValues"},
      {"/api/v1/matrix?q=ciudad", "Matrix"},
      {"/api/v1/similar?id=informe.2", "Similar"},
      {"/api/v1/suggest?q=Lima", "Suggestions"},
      {"/api/v1/suggest?q=Lima&format=opensearch", "OpenSearchSuggestions"},
      {"/api/v1/search?page=0", "Problem"},
      {"/api/v1/nope", "Problem"},
      {"/api/v1/similar?id=nobody", "Problem"},
      {"/feed.atom?foo=1", "Problem"},
  };
  json answers = json::array();
  for (const auto& [target, schema] : cases) {
    answers.push_back(
        {{"what", target}, {"schema", schema}, {"answer", json::parse(get(daemon_->port(), target).body)}});
  }
  EXPECT_EQ(complaints(document_, answers), "");
}

TEST_F(OpenApi, AnswersThatAreOtherwiseAreFound) {
  const json good = json::parse(get(daemon_->port(), "/api/v1/search?q=ciudad").body);
  const auto found = [&](const json& answer) {
    return complaints(document_, json::array({{{"what", "x"}, {"schema", "Search"}, {"answer", answer}}})) != "";
  };
  EXPECT_FALSE(found(good));
  json answer = good;
  answer["novelty"] = 1;
  EXPECT_TRUE(found(answer));
  answer = good;
  answer["hits"][0]["novelty"] = 1;
  EXPECT_TRUE(found(answer));
  answer = good;
  answer["hits"][0].erase("kind");
  EXPECT_TRUE(found(answer));
  answer = good;
  answer["total"]["value"] = "2";
  EXPECT_TRUE(found(answer));
  json document = document_;
  document["paths"]["/api/v1/search"]["get"]["responses"]["200"]["content"]["application/json"]["schema"]["$ref"] =
      "#/components/schemas/Nothing";
  EXPECT_NE(complaints(document, json::array()), "");
}

}  // namespace
}  // namespace dixit::test
