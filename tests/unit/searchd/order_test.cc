#include "searchd/search/order.h"

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

using schema::Field;
using Ids = std::vector<std::string>;

// Three who speak of waste, one of them twice, with few words for it or for bins; the rest speaks of other things.
std::vector<test::Said> forty_units() {
  std::vector<test::Said> all = {
      {.text = "Recogemos la basura en contenedores soterrados.", .speaker = "Ana Vila", .city = "Lima"},
      {.text = "La basura y sus contenedores soterrados son caros.", .speaker = "Ana Vila", .city = "Lima"},
      {.text = "Ya no hay basura en la calle.", .speaker = "Joan Mas", .city = "Turín"},
      {.text = "Los contenedores soterrados huelen menos.", .speaker = "Eva Roca", .city = "Turín"},
      {.text = "Contenedores soterrados, y nada más.", .speaker = "Luis Gil", .city = "Lima"},
      {.text = "Unas palabras sobre la basura, de nadie."},
  };
  for (int i = 0; i < 34; ++i) {
    all.push_back({.text = "Se habló del puerto y de su historia.", .speaker = "Otro Orador", .city = "Sevilla"});
  }
  for (test::Said& said : all) said.session = "1.1";
  return all;
}

class Order : public testing::TestWithParam<std::size_t> {
 protected:
  Order() {
    test::publish(folder_.path(), forty_units(), GetParam());
    generations_ = std::make_unique<Generations>(std::vector{folder_.path()}, Generations::Events{});
    EXPECT_TRUE(generations_->refresh().has_value());
  }

  SearchResponse ask(const SearchRequest& request, bool concepts = true) {
    return Searcher(*generations_, {{}, concepts}).search(request).value();
  }

  UnitView view(const std::string& id, const std::string& question) {
    return Searcher(*generations_).unit(id, question, text::Language::kSpanish).value();
  }

 private:
  test::TempDir folder_;
  std::unique_ptr<Generations> generations_;
};

INSTANTIATE_TEST_SUITE_P(Shards, Order, testing::Values(1, 3));

Ids ids(const SearchResponse& response, bool alike) {
  Ids found;
  for (const Hit& hit : response.hits) {
    if (hit.is_alike == alike) found.push_back(hit.unit.id);
  }
  std::sort(found.begin(), found.end());
  return found;
}

TEST_P(Order, FewAnswersAreFollowedByWhatSpeaksOfTheSame) {
  const SearchResponse response = ask({.text = "basura"});
  EXPECT_EQ(ids(response, false), (Ids{"informe.1", "informe.2", "informe.3", "informe.6"}));
  EXPECT_EQ(ids(response, true), (Ids{"informe.4", "informe.5"})) << "they speak of the same bins";
  EXPECT_EQ(response.total, 6U);
  EXPECT_TRUE(response.hits.back().is_alike) << "answers come first";
  ASSERT_FALSE(response.warnings.empty());
  EXPECT_NE(response.warnings.back().find("cosas parecidas"), std::string::npos);
  EXPECT_TRUE(view("informe.1", "basura").warnings.empty()) << "one unit is shown, no other after it";
  EXPECT_FALSE(view("informe.1", "basuraa").warnings.empty()) << "how it was read is said there too";
}

TEST_P(Order, WhatIsAlikeIsPagedFilteredAndCountedAsAnswersAre) {
  Ids paged;
  for (std::size_t page = 1; page <= 6; ++page) {
    for (const Hit& hit : ask({.text = "basura", .page = page, .per_page = 1}).hits) paged.push_back(hit.unit.id);
  }
  Ids whole;
  for (const Hit& hit : ask({.text = "basura"}).hits) whole.push_back(hit.unit.id);
  EXPECT_EQ(paged, whole);

  const SearchResponse narrowed = ask({.text = "basura", .filters = {{Field::kCity, {"Turín"}}}});
  EXPECT_EQ(ids(narrowed, false), (Ids{"informe.3"}));
  EXPECT_EQ(ids(narrowed, true), (Ids{"informe.4"}));
  EXPECT_EQ(narrowed.total, 2U);
  EXPECT_EQ(narrowed.facets.front().values.front().count, 3U) << "Lima, which is not chosen";
}

TEST_P(Order, AnswersWithSomeOfAQuestionAndWhatIsAlikeHaveOneOrder) {
  const SearchResponse response = ask({.text = "basura zepelines"});
  EXPECT_FALSE(ids(response, true).empty());
  EXPECT_FALSE(response.hits.front().is_alike) << "the best answers stay first";
  for (std::size_t i = 1; i < response.hits.size(); ++i) {
    EXPECT_GE(response.hits[i - 1].score, response.hits[i].score) << i;
  }
}

TEST_P(Order, FiltersOfTheQuestionHoldForWhatIsAlike) {
  EXPECT_EQ(ids(ask({.text = "basura city:Lima"}), true), (Ids{"informe.5"}));
}

TEST_P(Order, NothingAlikeIsShownWhereVeryWordsAreAskedFor) {
  for (const char* text : {"\"basura\"", "basura AND hay", "basura -calle", "", "city:Lima", "basur*"}) {
    EXPECT_EQ(ids(ask({.text = text}), true), Ids{}) << text;
  }
  EXPECT_EQ(ids(ask({.text = "basura", .fuzzy = false}), true), Ids{});
  EXPECT_EQ(ids(ask({.text = "basura"}, false), true), Ids{}) << "without concepts";
  EXPECT_EQ(ids(ask({.text = "puerto"}), true), Ids{}) << "enough answers";
}

TEST_P(Order, OneAnswerOfEachStandsForItsGroup) {
  const SearchResponse response = ask({.text = "basura", .group = Field::kSpeaker});
  EXPECT_EQ(response.total, 4U);
  EXPECT_EQ(response.groups, 3U) << "Ana Vila, Joan Mas, and the unit that nobody speaks";
  ASSERT_EQ(response.hits.size(), 3U);
  std::vector<std::size_t> counts;
  for (const Hit& hit : response.hits) counts.push_back(hit.group_count);
  std::sort(counts.begin(), counts.end());
  EXPECT_EQ(counts, (std::vector<std::size_t>{1, 1, 2}));
  EXPECT_EQ(ids(response, true), Ids{}) << "groups compare answers";
}

TEST_P(Order, GroupsArePagedInEveryOrder) {
  for (const Sort sort : {Sort::kRelevance, Sort::kDate, Sort::kOrder}) {
    Ids paged;
    SearchRequest request{.text = "basura OR puerto", .sort = sort, .group = Field::kSpeaker, .per_page = 1};
    for (request.page = 1; request.page <= 5; ++request.page) {
      const SearchResponse response = ask(request);
      EXPECT_EQ(response.groups, 4U);
      for (const Hit& hit : response.hits) paged.push_back(hit.unit.id);
    }
    request.page = 1;
    request.per_page = 10;
    Ids whole;
    for (const Hit& hit : ask(request).hits) whole.push_back(hit.unit.id);
    EXPECT_EQ(paged, whole);
    EXPECT_EQ(whole.size(), 4U);
  }
}

}  // namespace
}  // namespace dixit::search
