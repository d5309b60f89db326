// Scores, held against Xapian's own on a real index.

#include "searchd/search/scoring.h"

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "core/schema/terms.h"
#include "tests/support/index_fixture.h"
#include "tests/support/program.h"

namespace dixit::search {
namespace {

std::vector<test::Said> fifty_units() {
  const std::vector<std::string> words = {"puerto", "museo", "barrio", "mercado", "plaza"};
  std::vector<test::Said> all;
  for (std::size_t i = 0; i < 50; ++i) {
    std::string text = "Unas palabras";
    for (std::size_t j = 0; j < words.size(); ++j) {
      for (std::size_t times = 0; times < (i * (j + 3)) % (j + 2); ++times) text += " " + words[j];
    }
    for (std::size_t times = 0; times < i % 7; ++times) text += " de más sobre la historia";
    all.push_back({.text = text + "."});
  }
  return all;
}

class Scoring : public testing::TestWithParam<std::size_t> {
 protected:
  Scoring() {
    test::publish(folder_.path(), fifty_units(), GetParam());
    EXPECT_TRUE(generations_.refresh().has_value());
  }

  // By unit.
  std::map<Xapian::docid, double> ours(const std::vector<query::Weight>& weights) {
    const Lease lease = generations_.borrow().value();
    std::map<Xapian::docid, double> scores;
    for (const RankedUnit& unit : Scorer(weights, ranking_, lease).score(lease.generation().columns().all())) {
      if (unit.score > 0) scores[unit.unit] = unit.score;
    }
    return scores;
  }

  std::map<Xapian::docid, double> xapians(const Xapian::Query& query) {
    const Lease lease = generations_.borrow().value();
    Xapian::Enquire enquire(lease.database());
    enquire.set_query(query);
    enquire.set_weighting_scheme(Xapian::BM25Weight(ranking_.k1, 0, 0, ranking_.b, 0.5));
    const Xapian::MSet found = enquire.get_mset(0, 1000);
    std::map<Xapian::docid, double> scores;
    for (auto hit = found.begin(); hit != found.end(); ++hit) scores[*hit] = hit.get_weight();
    return scores;
  }

  static void expect_same(const std::map<Xapian::docid, double>& got, const std::map<Xapian::docid, double>& wanted) {
    ASSERT_FALSE(wanted.empty());
    ASSERT_EQ(got.size(), wanted.size());
    for (const auto& [unit, score] : wanted) EXPECT_NEAR(got.at(unit), score, 1e-4 * score) << unit;
  }

  const query::Ranking ranking_;

 private:
  test::TempDir folder_;
  Generations generations_{{folder_.path()}, {}};
};

INSTANTIATE_TEST_SUITE_P(Shards, Scoring, testing::Values(1, 3));

TEST_P(Scoring, OfAWordIsXapiansBm25) {
  for (const std::string word : {"puerto", "museo", "barrio", "mercado", "plaza", "historia"}) {
    const std::string term = schema::exact_term(word);
    expect_same(ours({{{term}, 1}}), xapians(Xapian::Query(term)));
  }
}

TEST_P(Scoring, IsTheSumOfItsWeights) {
  const Xapian::Query scaled(Xapian::Query::OP_SCALE_WEIGHT, Xapian::Query("museo"), 0.3);
  expect_same(ours({{{"puerto"}, 1}, {{"museo"}, 0.3}}),
              xapians(Xapian::Query(Xapian::Query::OP_OR, Xapian::Query("puerto"), scaled)));
}

TEST_P(Scoring, TakesTermsThatMeanTheSameAsOneWord) {
  const auto together = ours({{{"puerto", "museo"}, 1}});
  const auto apart = ours({{{"puerto"}, 1}, {{"museo"}, 1}});
  ASSERT_EQ(together.size(), apart.size());
  for (const auto& [unit, score] : together) EXPECT_LT(score, apart.at(unit)) << "a frequent word tells less";
}

TEST_P(Scoring, OfAConstantWeightIsTheSameForAllThatHaveATerm) {
  const auto scores = ours({{{"puerto"}, 2.5, true}});
  ASSERT_FALSE(scores.empty());
  for (const auto& [unit, score] : scores) EXPECT_DOUBLE_EQ(score, 2.5) << unit;
}

TEST_P(Scoring, OfAWordThatNoUnitHasIsNothing) {
  EXPECT_TRUE(ours({{{"inexistente"}, 1}}).empty());
}

}  // namespace
}  // namespace dixit::search
