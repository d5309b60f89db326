// A list of phrases that can be found in text although OCR damaged some of their words.

#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "core/text/confusion.h"
#include "indexer/segment/word.h"

namespace dixit::segment {

struct PhraseMatch {
  std::size_t entry = 0;  // what `add` was given
  std::size_t words = 0;  // how many words it takes
  double cost = 0;        // of the damage, summed over its words; 0 for a phrase read as listed
};

// Filled first, then only read. `find_at` remembers the damaged words it has met, so an object is for one thread.
class PhraseList {
 public:
  // `confusions` must outlive the list.
  explicit PhraseList(const text::ConfusionTable& confusions);
  ~PhraseList();
  PhraseList(PhraseList&&) noexcept;

  // Adds `phrase`, folded and split here, for `entry`. False when it is empty or already listed for another entry,
  // which then stays.
  bool add(std::string_view phrase, std::size_t entry);

  // The longest listed phrase that `words` begin with; of equally long ones the least damaged. A word of up to three
  // letters must be as listed; a longer one that is no word of the list may be damaged by a tenth for each letter, up
  // to kMaxDamage.
  std::optional<PhraseMatch> find_at(std::span<const Word> words) const;

  // Two confusions in a word (a confusion costs 0.2 to 0.3), or one and a few accents.
  static constexpr double kMaxDamage = 0.6;

 private:
  struct Node;

  struct Near {
    const std::string* word;
    double cost;
  };
  const std::vector<Near>& near_words(const std::string& printed) const;
  void search(const Node& node, std::span<const Word> words, std::size_t depth, double cost,
              std::optional<PhraseMatch>& best) const;

  const text::ConfusionTable* confusions_;
  std::unique_ptr<Node> root_;
  // By folded length: words folded and as listed, each once.
  std::map<std::size_t, std::vector<std::pair<std::string, std::string>>> vocabulary_;
  std::unordered_set<std::string> known_;  // folded
  mutable std::unordered_map<std::string, std::vector<Near>> near_;
};

}  // namespace dixit::segment
