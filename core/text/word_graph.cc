#include "core/text/word_graph.h"

#include <algorithm>
#include <map>
#include <unordered_map>

#include "core/base/check.h"

namespace dixit::text {

std::optional<WordGraph::Node> WordGraph::next(const Node& node, std::uint8_t letter) const {
  if (node.first_edge == kLeaf || (node.letters & letter_set(letter)) == 0) return std::nullopt;
  for (const Edge* edge = &edges_[node.first_edge];; ++edge) {
    if (edge->letter == letter) return behind(node, *edge);
    if (edge->last != 0 || edge->letter > letter) return std::nullopt;
  }
}

std::optional<std::uint32_t> WordGraph::find(std::string_view word) const {
  Node node = root();
  for (const char letter : word) {
    const std::optional<Node> behind_letter = next(node, static_cast<std::uint8_t>(letter));
    if (!behind_letter) return std::nullopt;
    node = *behind_letter;
  }
  return node.is_word ? std::optional(node.number) : std::nullopt;
}

std::string WordGraph::word(std::uint32_t number) const {
  std::string word;
  for (Node node = root(); !node.is_word || node.number != number;) {
    // The last of those whose words do not begin behind it.
    std::uint8_t taken = 0;
    Node to;
    for_each_next(node, [&](std::uint8_t letter, const Node& next) {
      if (next.number <= number) taken = letter, to = next;
    });
    word.push_back(static_cast<char>(taken));
    node = to;
  }
  return word;
}

namespace {

// A node under construction. Nodes of the same edges are one node: the graph is made from sorted words, so all that a
// new word does not share with the one before it is finished (Daciuk and others, "Incremental construction of minimal
// acyclic finite-state automata", 2000).
struct Draft {
  struct Link {
    std::uint8_t letter;
    bool ends_word;
    std::uint32_t node;
  };
  std::vector<Link> links;
};

class Builder {
 public:
  Builder() { drafts_.emplace_back(); }

  void add(const std::string& word) {
    DIXIT_CHECK(!word.empty() && (last_.empty() || last_ < word));
    std::size_t shared = 0;
    while (shared < last_.size() && shared < word.size() && last_[shared] == word[shared]) ++shared;
    finish(shared);
    for (std::size_t i = shared; i < word.size(); ++i) {
      const auto node = static_cast<std::uint32_t>(drafts_.size());
      drafts_[path_.empty() ? 0 : path_.back()].links.push_back(
          {static_cast<std::uint8_t>(word[i]), i + 1 == word.size(), node});
      drafts_.emplace_back();
      path_.push_back(node);
    }
    last_ = word;
  }

  std::vector<WordGraph::Edge> edges() {
    finish(0);
    order_nodes();
    std::vector<WordGraph::Edge> edges;
    for (const std::uint32_t node : order_) {
      std::uint32_t skipped = 0;
      const std::vector<Draft::Link>& links = drafts_[node].links;
      for (std::size_t i = 0; i < links.size(); ++i) {
        const Draft::Link& link = links[i];
        edges.push_back({drafts_[link.node].links.empty() ? WordGraph::kLeaf : place_.at(link.node), skipped,
                         letters_behind(link), link.letter, static_cast<std::uint8_t>(i + 1 == links.size()),
                         static_cast<std::uint8_t>(link.ends_word), letter_bit(link.letter)});
        skipped += words_behind(link);
      }
    }
    return edges;
  }

 private:
  using Key = std::string;

  static Key key_of(const Draft& draft) {
    Key key;
    for (const Draft::Link& link : draft.links) {
      key.push_back(static_cast<char>(link.letter));
      key.push_back(link.ends_word ? '\1' : '\0');
      key.append(reinterpret_cast<const char*>(&link.node), sizeof link.node);
    }
    return key;
  }

  // The nodes of the last word beyond `shared` letters are complete: exchange each for an equal one if there is.
  void finish(std::size_t shared) {
    while (path_.size() > shared) {
      const std::uint32_t node = path_.back();
      path_.pop_back();
      const auto [same, is_new] = finished_.try_emplace(key_of(drafts_[node]), node);
      if (is_new) continue;
      drafts_[path_.empty() ? 0 : path_.back()].links.back().node = same->second;
      if (node + 1 == drafts_.size()) drafts_.pop_back();
    }
  }

  void order_nodes() {
    std::vector<std::uint32_t> open = {0};
    std::uint32_t place = 0;
    while (!open.empty()) {
      const std::uint32_t node = open.back();
      open.pop_back();
      if (place_.contains(node)) continue;
      place_[node] = place;
      place += static_cast<std::uint32_t>(drafts_[node].links.size());
      order_.push_back(node);
      for (const Draft::Link& link : drafts_[node].links) {
        if (!drafts_[link.node].links.empty()) open.push_back(link.node);
      }
    }
  }

  std::uint32_t words_from(std::uint32_t node) {
    const auto known = counts_.find(node);
    if (known != counts_.end()) return known->second;
    std::uint32_t count = 0;
    for (const Draft::Link& link : drafts_[node].links) count += words_behind(link);
    counts_[node] = count;
    return count;
  }

  LetterSet letters_behind(const Draft::Link& link) const {
    LetterSet letters = 0;
    for (const Draft::Link& next : drafts_[link.node].links) letters |= letter_set(next.letter);
    return letters;
  }

  std::uint32_t words_behind(const Draft::Link& link) { return (link.ends_word ? 1U : 0U) + words_from(link.node); }

  std::vector<Draft> drafts_;
  std::vector<std::uint32_t> path_;  // nodes behind each letter of the last word
  std::string last_;
  std::unordered_map<Key, std::uint32_t> finished_;
  std::unordered_map<std::uint32_t, std::uint32_t> counts_;
  std::unordered_map<std::uint32_t, std::uint32_t> place_;
  std::vector<std::uint32_t> order_;
};

}  // namespace

std::vector<WordGraph::Edge> make_word_graph(const std::vector<std::string>& words) {
  Builder builder;
  for (const std::string& word : words) builder.add(word);
  return builder.edges();
}

}  // namespace dixit::text
