// A set of words as a graph that shares their beginnings and ends: a million forms in a few megabytes, walked letter by
// letter, each word with a number of its own.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dixit::text {

// A small Latin-1 letter without its accent; other bytes are themselves.
inline std::uint8_t bare_letter(std::uint8_t c) {
  constexpr std::string_view kBare = "aaaaaaaceeeeiiiidnooooo/ouuuuypy";  // 0xE0 to 0xFF
  return c >= 0xE0 ? static_cast<std::uint8_t>(kBare[c - 0xE0U]) : c;
}

// Letters, accents aside, a bit each; others may share one, so that a set can seem to have what it has not.
using LetterSet = std::uint32_t;
inline std::uint8_t letter_bit(std::uint8_t letter) {
  return bare_letter(letter) & 31U;
}
inline LetterSet letter_set(std::uint8_t letter) {
  return LetterSet{1} << letter_bit(letter);
}

// Words are bytes; the lexicon uses Latin-1, a letter a byte. The graph does not own its edges: they are a vector or a
// mapped file that outlives it. Reading it is safe from several threads.
class WordGraph {
 public:
  struct Edge {
    std::uint32_t target = 0;   // index of the first edge of the node it leads to; kLeaf where that has none
    std::uint32_t skipped = 0;  // words behind the edges before this one
    LetterSet letters = 0;      // of the edges of that node
    std::uint8_t letter = 0;
    std::uint8_t last = 0;       // 1 for the last edge of its node
    std::uint8_t ends_word = 0;  // 1 where a word ends behind it
    std::uint8_t bit = 0;        // of the letter, in a LetterSet
  };
  static constexpr std::uint32_t kLeaf = 0xFFFFFFFF;

  // A place in the graph: behind the letters walked so far.
  struct Node {
    std::uint32_t first_edge = 0;
    std::uint32_t number = 0;  // of the first word that begins with these letters, which is this one if `is_word`
    bool is_word = false;
    LetterSet letters = ~LetterSet{0};  // that may follow
  };

  WordGraph() = default;
  explicit WordGraph(std::span<const Edge> edges) : edges_(edges) {}

  Node root() const { return {edges_.empty() ? kLeaf : 0}; }

  // Calls `visit(letter, node)` for each letter that can follow `node`, in order.
  template <typename Visit>
  void for_each_next(const Node& node, Visit&& visit) const {
    for_each_next(node, ~LetterSet{0}, visit);
  }

  // The same for those that `letters` seems to have.
  template <typename Visit>
  void for_each_next(const Node& node, LetterSet letters, Visit&& visit) const {
    if (node.first_edge == kLeaf) return;
    for (const Edge* edge = &edges_[node.first_edge];; ++edge) {
      if ((letters >> edge->bit & 1U) != 0) visit(edge->letter, behind(node, *edge));
      if (edge->last != 0) return;
    }
  }

  std::optional<Node> next(const Node& node, std::uint8_t letter) const;

  // The number of `word`, from 0 in byte order; nothing where it is not in the set.
  std::optional<std::uint32_t> find(std::string_view word) const;

  // The word of this number, which the set has.
  std::string word(std::uint32_t number) const;

 private:
  static Node behind(const Node& node, const Edge& edge) {
    return {edge.target, node.number + (node.is_word ? 1U : 0U) + edge.skipped, edge.ends_word != 0, edge.letters};
  }
  std::span<const Edge> edges_;
};

// The edges of the smallest graph of `words`, which are sorted by their bytes, unique and not empty.
std::vector<WordGraph::Edge> make_word_graph(const std::vector<std::string>& words);

}  // namespace dixit::text
