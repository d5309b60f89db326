// The best of many units are those that scoring every one of them finds.

#include "searchd/search/best.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <initializer_list>
#include <random>
#include <string>
#include <vector>

#include "searchd/search/generation.h"
#include "tests/support/index_fixture.h"
#include "tests/support/program.h"

namespace dixit::search {
namespace {

const std::vector<std::string> kWords = {"puerto", "museo", "barrio", "mercado", "plaza"};

// So many that some spans are passed over; the first words are in most units, the last in few.
std::vector<test::Said> many_units() {
  constexpr std::size_t kUnits = 2600;
  std::mt19937 random(7);
  std::vector<test::Said> all;
  for (std::size_t i = 0; i < kUnits; ++i) {
    std::string text = "Unas";
    for (std::size_t word = 0; word < kWords.size(); ++word) {
      if (random() % (2 * word + 1) > 0) continue;
      for (std::size_t times = 0; times <= random() % 6; ++times) text += " " + kWords[word];
    }
    for (std::size_t times = 0; times < random() % 5; ++times) text += " cosas";
    all.push_back({.text = text});
  }
  return all;
}

class Best : public testing::TestWithParam<std::size_t> {
 protected:
  Best() {
    test::publish(folder_.path(), many_units(), GetParam());
    EXPECT_TRUE(generations_.refresh().has_value());
  }

  // The `most` best of `units`, and what scoring all of them says; where some are `favoured`, they get 1 more.
  void expect_best(const std::vector<query::Weight>& weights, const UnitSet& units, std::size_t most, Lease& lease,
                   const UnitSet* favoured) {
    const query::Ranking ranking;
    Scorer scorer(weights, ranking, lease);
    if (favoured != nullptr) scorer.favour(*favoured, 1);
    std::vector<RankedUnit> all = scorer.score(units);
    std::sort(all.begin(), all.end(), is_better);
    const std::size_t first = std::min(most / 3, all.size());  // the places before are left out
    all = {all.begin() + static_cast<std::ptrdiff_t>(first),
           all.begin() + static_cast<std::ptrdiff_t>(std::min(most, all.size()))};
    const std::vector<RankedUnit> found = best(units, first, most - first, scorer);
    ASSERT_EQ(found.size(), all.size());
    for (std::size_t i = 0; i < all.size(); ++i) {
      EXPECT_EQ(found[i].unit, all[i].unit) << "place " << i << " of " << most;
      EXPECT_EQ(found[i].score, all[i].score);
    }
  }

  test::TempDir folder_;
  Generations generations_{{folder_.path()}, {}};
};

INSTANTIATE_TEST_SUITE_P(Shards, Best, testing::Values(1, 3));

TEST_P(Best, AreThoseThatScoringAllFinds) {
  Lease lease = generations_.borrow().value();
  const UnitSet& all = lease.generation().columns().all();
  UnitSet some = all;
  for (std::uint32_t unit = 1; unit < all.maximum(); unit += 7) some.remove(unit);
  const UnitSet favoured(3, std::vector<std::uint32_t>{5, 300, 2599}.data());
  const std::vector<std::vector<query::Weight>> plans = {
      {{{"puerto"}, 1}},
      {{{"plaza"}, 1}},
      {{{"puerto"}, 1}, {{"museo"}, 0.5}, {{"plaza"}, 2}},
      {{{"puerto", "museo", "plaza"}, 1}, {{"barrio"}, 0.3}},
      {{{"museo"}, 1}, {{"mercado", "plaza"}, 0.4, true}},
      {{{"inexistente"}, 1}},
  };
  for (const std::vector<query::Weight>& weights : plans) {
    for (const std::size_t most : {1U, 10U, 100U, 5000U}) {
      for (const UnitSet* units : std::initializer_list<const UnitSet*>{&all, &some, &favoured}) {
        expect_best(weights, *units, most, lease, nullptr);
        expect_best(weights, *units, most, lease, &favoured);
      }
    }
  }
}

}  // namespace
}  // namespace dixit::search
