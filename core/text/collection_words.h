// The words of the collection that is being read, as far as they are known: a first pass counts them, a second one
// reads by them.

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/text/token.h"
#include "core/text/word_graph.h"

namespace dixit::text {

// Words are Latin-1 in lower case, a letter a byte. Filled by one thread; reading it is safe from several.
struct CollectionWords {
  // Readings, and how often each occurs.
  std::unordered_map<std::string, std::uint32_t> counts;
  std::uint64_t total = 0;

  // Words of five letters and more, read for sure, that end in each letter: whether a report tells what somebody said
  // (señaló) or lets him say it (señalé) decides where OCR leaves both open.
  std::array<std::uint32_t, 256> last_letters{};

  std::uint64_t accents = 0;  // letters that stand in print only where OCR knew the accents
  std::uint64_t damaged = 0;  // words with letters misread

  // Words that recur and that no lexicon has, and how often each occurs, by its number in the graph.
  std::vector<WordGraph::Edge> own_edges;
  std::vector<std::uint32_t> own_counts;

  void add(const std::vector<Token>& tokens);

  WordGraph own_words() const { return WordGraph(own_edges); }
};

// How many of the letters á í ó ú ñ, small or capital, stand in UTF-8 `text`. (é is printed for others where accents
// are lost.)
std::size_t count_accents(std::string_view text);

}  // namespace dixit::text
