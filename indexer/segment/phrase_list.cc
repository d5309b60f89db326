#include "indexer/segment/phrase_list.h"

#include <algorithm>

namespace dixit::segment {
namespace {

// A damaged word is at most this much longer or shorter than meant, in bytes (a rule of the confusion file changes
// three characters at most, and two rules fit below kMaxDamage).
constexpr std::size_t kMaxLengthChange = 4;
constexpr std::size_t kMinFuzzyBytes = 4;
constexpr double kDamageALetter = 0.1;

}  // namespace

struct PhraseList::Node {
  std::unordered_map<std::string, std::unique_ptr<Node>> next;
  std::optional<std::size_t> entry;
};

PhraseList::PhraseList(const text::ConfusionTable& confusions)
    : confusions_(&confusions), root_(std::make_unique<Node>()) {}
PhraseList::~PhraseList() = default;
PhraseList::PhraseList(PhraseList&&) noexcept = default;

bool PhraseList::add(std::string_view phrase, std::size_t entry) {
  const std::vector<Word> words = words_of(phrase);
  if (words.empty()) return false;
  Node* node = root_.get();
  for (const Word& word : words) {
    if (known_.insert(word.folded).second) {
      vocabulary_[word.folded.size()].emplace_back(word.folded, word.printed);
    }
    std::unique_ptr<Node>& child = node->next[word.folded];
    if (!child) child = std::make_unique<Node>();
    node = child.get();
  }
  if (node->entry && *node->entry != entry) return false;
  node->entry = entry;
  near_.clear();
  return true;
}

std::optional<PhraseMatch> PhraseList::find_at(std::span<const Word> words) const {
  std::optional<PhraseMatch> best;
  search(*root_, words, 0, 0, best);
  return best;
}

void PhraseList::search(const Node& node, std::span<const Word> words, std::size_t depth, double cost,
                        std::optional<PhraseMatch>& best) const {
  const bool better = !best || depth > best->words || (depth == best->words && cost < best->cost);
  if (node.entry && better) best = PhraseMatch{*node.entry, depth, cost};
  if (depth == words.size()) return;
  const std::string& printed = words[depth].folded;
  if (const auto exact = node.next.find(printed); exact != node.next.end()) {
    search(*exact->second, words, depth + 1, cost, best);
  }
  // A word that the list has as it stands is not damaged.
  if (printed.size() < kMinFuzzyBytes || known_.contains(printed)) return;
  for (const Near& near : near_words(words[depth].printed)) {
    const auto child = node.next.find(*near.word);
    if (child != node.next.end()) search(*child->second, words, depth + 1, cost + near.cost, best);
  }
}

const std::vector<PhraseList::Near>& PhraseList::near_words(const std::string& printed) const {
  const auto [known, is_new] = near_.try_emplace(printed);
  if (!is_new) return known->second;
  const std::size_t shortest = printed.size() - std::min(kMaxLengthChange, printed.size() - 1);
  for (auto at = vocabulary_.lower_bound(shortest);
       at != vocabulary_.end() && at->first <= printed.size() + kMaxLengthChange; ++at) {
    if (at->first < kMinFuzzyBytes) continue;
    for (const auto& [folded, listed] : at->second) {
      // Confusions are listed with their accents: "ó" is read as "d", "o" is not.
      const double limit = std::min(kMaxDamage, kDamageALetter * static_cast<double>(folded.size()));
      const double cost = confusions_->distance(listed, printed, limit);
      if (cost <= limit) known->second.push_back({&folded, cost});
    }
  }
  return known->second;
}

}  // namespace dixit::segment
