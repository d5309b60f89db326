// The search by rows of costs finds what comparing with every word finds, at the same cost.

#include "core/text/spelling_search.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dixit::text {
namespace {

const std::vector<Rewriting>& some_rewritings() {
  static const std::vector<Rewriting> all = {{"a", "b", 1},      {"ab", "c", 2},  {"c", "ab", 1.5F},
                                             {"d", "acb", 2.5F}, {"bcd", "a", 3}, {"dd", "bb", 2}};
  return all;
}

// What it costs that `word` stands for `other`, by definition: the cheapest way to use up both from their ends.
class ByDefinition {
 public:
  ByDefinition(std::string_view word, std::string_view other, bool edits) : word_(word), other_(other), edits_(edits) {}

  float cost() { return cost(word_.size(), other_.size()); }

 private:
  static constexpr float kFarAway = 1e9F;

  float cost(std::size_t i, std::size_t j) {
    if (i == 0 && j == 0) return 0;
    if (const auto known = known_.find({i, j}); known != known_.end()) return known->second;
    float best = kFarAway;
    const auto try_step = [&](bool possible, std::size_t of_word, std::size_t of_other, float more) {
      if (possible && i >= of_word && j >= of_other) best = std::min(best, cost(i - of_word, j - of_other) + more);
    };
    const bool both = i > 0 && j > 0;
    try_step(both && word_[i - 1] == other_[j - 1], 1, 1, 0);
    try_step(edits_, 1, 0, SpellingSearch::kEdit);
    try_step(edits_, 0, 1, SpellingSearch::kEdit);
    try_step(edits_ && both, 1, 1, SpellingSearch::kEdit);
    const bool swapped = i > 1 && j > 1 && word_[i - 1] == other_[j - 2] && word_[i - 2] == other_[j - 1];
    try_step(edits_ && swapped, 2, 2, SpellingSearch::kSwap);
    for (const Rewriting& rewriting : some_rewritings()) {
      const bool fits = word_.substr(0, i).ends_with(rewriting.from) && other_.substr(0, j).ends_with(rewriting.to);
      try_step(fits, rewriting.from.size(), rewriting.to.size(), rewriting.cost);
    }
    return known_[{i, j}] = best;
  }

  std::string_view word_;
  std::string_view other_;
  bool edits_;
  std::map<std::pair<std::size_t, std::size_t>, float> known_;
};

TEST(SpellingSearch, FindsWhatComparingWithEveryWordFinds) {
  std::mt19937 random(2016);
  const auto any_word = [&] {
    std::string word(1 + random() % 7, 'a');
    for (char& letter : word) letter = static_cast<char>('a' + random() % 4);
    return word;
  };
  std::set<std::string> unique;
  for (int i = 0; i < 300; ++i) unique.insert(any_word());
  const std::vector<std::string> words(unique.begin(), unique.end());
  const std::vector<WordGraph::Edge> edges = make_word_graph(words);
  const SpellingSearch search(some_rewritings());
  for (int i = 0; i < 60; ++i) {
    const std::string word = any_word();
    const bool edits = i % 2 == 0;
    const auto limit = static_cast<float>(random() % 14);
    std::map<std::string, float> expected;
    for (const std::string& other : words) {
      const float cost = ByDefinition(word, other, edits).cost();
      if (cost <= limit) expected[other] = cost;
    }
    std::map<std::string, float> found;
    float last = 0;
    for (const Spelling& spelling : search.find(word, WordGraph(edges), limit, edits)) {
      EXPECT_GE(spelling.cost, last) << "cheapest first";
      EXPECT_EQ(words[spelling.number], spelling.word);
      last = found[spelling.word] = spelling.cost;
    }
    EXPECT_EQ(found, expected) << word << (edits ? " with edits" : "") << " up to " << limit;
  }
}

TEST(SpellingSearch, TakesNoAccountOfAccentsAndOfTheDotInCatalanWords) {
  const std::vector<WordGraph::Edge> edges = make_word_graph({"col\xB7laboraci\xF3"});
  const std::vector<Spelling> found = SpellingSearch({}).find("collaboracio", WordGraph(edges), 0, false);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].word, "col\xB7laboraci\xF3");
}

}  // namespace
}  // namespace dixit::text
