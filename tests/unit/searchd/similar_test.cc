// Related interventions, on a real index.

#include "searchd/search/similar.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "searchd/search/generation.h"
#include "searchd/search/searcher.h"
#include "tests/support/index_fixture.h"
#include "tests/support/program.h"

namespace dixit::search {
namespace {

// Four on transport, two on museums, one on nothing that others speak of; all by the same person of the same city.
std::vector<test::Said> speeches() {
  std::vector<test::Said> all;
  for (const char* text :
       {"El transporte público y los tranvías reducen la contaminación de la ciudad.",
        "Los tranvías son el transporte público que menos contaminación causa.",
        "El museo abre sus colecciones a las escuelas del barrio.",
        "Las escuelas visitan las colecciones del museo cada semana.", "Sin transporte público no hay ciudad.",
        "Zanahorias.", "El autobús es transporte público."}) {
    all.push_back({.text = text, .speaker = "Ana Pérez", .city = "Lima"});
  }
  return all;
}

class Similar : public testing::TestWithParam<std::size_t> {
 protected:
  Similar() {
    test::publish(folder_.path(), speeches(), GetParam());
    EXPECT_TRUE(generations_.refresh().has_value());
  }

  std::vector<std::string> like(const std::string& id, std::size_t count = 20) {
    std::vector<std::string> ids;
    const SimilarResponse found = Searcher(generations_).similar(id, count).value();
    for (const Hit& hit : found.hits) ids.push_back(hit.unit.id);
    return ids;
  }

  test::TempDir folder_;
  Generations generations_{{folder_.path()}, {}};
};

INSTANTIATE_TEST_SUITE_P(Shards, Similar, testing::Values(1, 3));

TEST_P(Similar, AreThoseThatSpeakOfTheSameLikestFirst) {
  const std::vector<std::string> found = like("informe.1");
  ASSERT_GE(found.size(), 3U);
  EXPECT_EQ(found[0], "informe.2");
  EXPECT_EQ(like("informe.3").at(0), "informe.4");
  EXPECT_EQ(like("informe.4").at(0), "informe.3");
}

TEST_P(Similar, NeverIncludeTheUnitItself) {
  for (std::size_t i = 1; i <= speeches().size(); ++i) {
    const std::string id = "informe." + std::to_string(i);
    const std::vector<std::string> found = like(id);
    EXPECT_EQ(std::count(found.begin(), found.end(), id), 0) << id;
  }
}

TEST_P(Similar, AreNoneForWhatNobodyElseSpeaksOfWhoeverSaysIt) {
  EXPECT_TRUE(like("informe.6").empty());
}

TEST_P(Similar, AreAsManyAsAskedForAndBeginWithTheirTexts) {
  EXPECT_EQ(like("informe.1", 1).size(), 1U);
  const SimilarResponse found = Searcher(generations_).similar("informe.1", 1).value();
  EXPECT_EQ(found.id, "informe.1");
  EXPECT_GT(found.hits.at(0).score, 0);
  EXPECT_EQ(found.hits[0].snippet, (std::vector<search::Run>{{speeches()[1].text, std::nullopt}}));
}

TEST_P(Similar, ToNothingIsNotFound) {
  const Result<SimilarResponse> missing = Searcher(generations_).similar("informe.99", 5);
  ASSERT_FALSE(missing.has_value());
  EXPECT_EQ(missing.error().code, ErrorCode::kNotFound);
}

}  // namespace
}  // namespace dixit::search
