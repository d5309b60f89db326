#include "core/text/word_graph.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>
#include <string>
#include <vector>

namespace dixit::text {
namespace {

TEST(WordGraph, FindsEachWordByItsNumberAndNothingElse) {
  const std::vector<std::string> words = {"casa", "casas", "cosa", "cosas", "mesa", "mesas", "sol"};
  const std::vector<WordGraph::Edge> edges = make_word_graph(words);
  const WordGraph graph(edges);
  for (std::size_t i = 0; i < words.size(); ++i) EXPECT_EQ(graph.find(words[i]), i) << words[i];
  for (const char* other : {"", "c", "cas", "casass", "cosa ", "so", "mesás"}) EXPECT_FALSE(graph.find(other)) << other;
}

TEST(WordGraph, SharesBeginningsAndEnds) {
  // c-a/o-s-a-(s) and m-e-s-a-(s): what follows the first two letters is one path.
  EXPECT_EQ(make_word_graph({"casa", "casas", "cosa", "cosas", "mesa", "mesas"}).size(), 8U);
}

TEST(WordGraph, KnowsOfEachNodeWhichLettersFollowAccentsAside) {
  const std::vector<WordGraph::Edge> edges = make_word_graph({"mesa", "mes\xF3n", "m\xE1s"});
  const WordGraph graph(edges);
  const WordGraph::Node behind = *graph.next(graph.root(), 'm');
  EXPECT_EQ(behind.letters, letter_set('a') | letter_set('e'));
  EXPECT_EQ(graph.next(*graph.next(behind, 'e'), 's')->letters, letter_set('a') | letter_set('o'));
  EXPECT_EQ(graph.next(*graph.next(behind, 0xE1), 's')->letters, LetterSet{0});
}

TEST(WordGraph, HoldsNothingWhenNothingIsPutIn) {
  const WordGraph graph;
  EXPECT_FALSE(graph.find("casa"));
  EXPECT_FALSE(graph.next(graph.root(), 'c'));
}

TEST(WordGraph, NumbersRandomSetsInOrder) {
  std::mt19937 random(3);
  for (int round = 0; round < 50; ++round) {
    std::set<std::string> set;
    for (int i = 0; i < 200; ++i) {
      std::string word;
      for (std::size_t length = 1 + random() % 6; word.size() < length;)
        word.push_back(static_cast<char>('a' + random() % 3));
      set.insert(word);
    }
    const std::vector<std::string> words(set.begin(), set.end());
    const std::vector<WordGraph::Edge> edges = make_word_graph(words);
    const WordGraph graph(edges);
    for (std::size_t i = 0; i < words.size(); ++i) {
      ASSERT_EQ(graph.find(words[i]), i) << words[i];
      ASSERT_EQ(graph.word(static_cast<std::uint32_t>(i)), words[i]);
    }
    for (int i = 0; i < 100; ++i) {
      std::string word;
      for (std::size_t length = random() % 8; word.size() < length;)
        word.push_back(static_cast<char>('a' + random() % 4));
      EXPECT_EQ(graph.find(word).has_value(), set.contains(word)) << word;
    }
  }
}

}  // namespace
}  // namespace dixit::text
