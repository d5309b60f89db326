// Finds the words of a graph that another word can stand for: by listed rewritings of letters, and by letters lost,
// added, changed or exchanged for no listed reason.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/text/word_graph.h"

namespace dixit::text {

// Letters of the given word that stand for others in the word to be found; one to three each, Latin-1 in lower case.
struct Rewriting {
  std::string from;
  std::string to;
  float cost = 0;  // in nats
};

struct Spelling {
  std::string word;          // as the graph has it
  std::uint32_t number = 0;  // in the graph
  float cost = 0;            // 0: the word itself, accents aside
};

// Immutable, hence free to use from any thread.
class SpellingSearch {
 public:
  // Rewritings between spellings of the same bare letters are left out: accents cost nothing.
  explicit SpellingSearch(std::vector<Rewriting> rewritings);

  // The words of `graph` that `word` can stand for at a total cost of up to `limit`, cheapest first. With `edits` a
  // letter may also be lost, added or changed at kEdit, and two neighbours exchanged at kSwap. `word` is Latin-1 in
  // lower case; longer ones than kMaxLetters are near nothing. At most kMaxSteps letters of the graph are walked; what
  // was found until then is returned. Deterministic.
  std::vector<Spelling> find(std::string_view word, const WordGraph& graph, float limit, bool edits) const;

  static constexpr float kEdit = 6;
  static constexpr float kSwap = 5;
  static constexpr std::size_t kMaxLetters = 40;
  static constexpr std::size_t kMaxSteps = 50'000;

 private:
  class Walk;

  std::vector<std::vector<Rewriting>> by_last_letter_;  // of `from`
};

}  // namespace dixit::text
