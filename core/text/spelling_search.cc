#include "core/text/spelling_search.h"

#include <algorithm>
#include <limits>
#include <unordered_map>
#include <utility>

#include "core/text/lexicon.h"

namespace dixit::text {
namespace {

constexpr float kNever = std::numeric_limits<float>::infinity();
constexpr std::uint8_t kMiddleDot = 0xB7;  // of Catalan l·l, which stands for nothing by itself
constexpr std::size_t kMaxRewritten = 3;

std::uint8_t bare(char c) {
  return bare_letter(static_cast<std::uint8_t>(c));
}

bool same_but_for_accents(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return bare(x) == bare(y); });
}

// Up to three letters as a number.
std::uint32_t key_of(std::string_view letters) {
  std::uint32_t key = 0;
  for (const char letter : letters) key = key << 8U | static_cast<std::uint8_t>(letter);
  return key;
}

}  // namespace

// Walks the graph letter by letter with a row of costs for each: `rows_[d][i]` is what it costs that the first `i`
// letters of the word stand for the `d` letters walked. Branches whose costs are all above the limit are not followed.
class SpellingSearch::Walk {
 public:
  Walk(const SpellingSearch& search, std::string_view word, const WordGraph& graph, float limit, bool edits)
      : word_(word), graph_(graph), limit_(limit), edit_(edits ? kEdit : kNever), swap_(edits ? kSwap : kNever) {
    for (std::size_t end = 1; end <= word.size(); ++end) {
      const std::string_view begun = word.substr(0, end);
      for (const Rewriting& rewriting : search.by_last_letter_[static_cast<std::uint8_t>(begun.back())]) {
        if (rewriting.cost > limit || !begun.ends_with(rewriting.from)) continue;
        const Jump jump{end - rewriting.from.size(), end, rewriting.cost};
        jumps_[key_of(rewriting.to)].whole.push_back(jump);
        for (std::size_t letters = 1; letters < rewriting.to.size(); ++letters) {
          jumps_[key_of(std::string_view(rewriting.to).substr(0, letters))].begun.push_back(jump);
        }
      }
    }
  }

  std::vector<Spelling> run() {
    std::vector<float>& first = row(0);
    for (std::size_t i = 0; i <= word_.size(); ++i) first[i] = i == 0 ? 0 : first[i - 1] + edit_;
    step(graph_.root());
    std::sort(found_.begin(), found_.end(), [](const Spelling& a, const Spelling& b) {
      return a.cost != b.cost ? a.cost < b.cost : a.number < b.number;
    });
    return std::move(found_);
  }

 private:
  // Letters [begin, end) of the word stand for others.
  struct Jump {
    std::size_t begin = 0;
    std::size_t end = 0;
    float cost = 0;
  };

  // Jumps by the letters that they stand for, and by the first one or two of these.
  struct Jumps {
    std::vector<Jump> whole;
    std::vector<Jump> begun;
  };

  std::vector<float>& row(std::size_t depth) {
    while (rows_.size() <= depth) rows_.emplace_back(word_.size() + 1);
    return rows_[depth];
  }

  void step(const WordGraph::Node& node) {
    graph_.for_each_next(node, [&](std::uint8_t letter, const WordGraph::Node& next) {
      if (++steps_ > kMaxSteps) return;
      path_.push_back(static_cast<char>(letter));
      if (letter == kMiddleDot) {
        step(next);
      } else {
        walked_.push_back(static_cast<char>(letter));
        const float hope = fill_row();
        const float cost = row(walked_.size())[word_.size()];
        if (next.is_word && cost <= limit_) found_.push_back({path_, next.number, cost});
        if (hope <= limit_) step(next);
        walked_.pop_back();
      }
      path_.pop_back();
    });
  }

  // Fills the row of the last letter walked. Returns the least that any word further on can cost.
  float fill_row() {
    const std::size_t depth = walked_.size();
    std::vector<float>& here = row(depth);
    const std::vector<float>& before = rows_[depth - 1];
    float hope = kNever;
    std::fill(here.begin(), here.end(), kNever);
    for (std::size_t letters = 1; letters <= std::min(depth, kMaxRewritten); ++letters) {
      const auto jumps = jumps_.find(key_of(std::string_view(walked_).substr(depth - letters)));
      if (jumps == jumps_.end()) continue;
      const std::vector<float>& from = rows_[depth - letters];
      for (const Jump& jump : jumps->second.whole) {
        here[jump.end] = std::min(here[jump.end], from[jump.begin] + jump.cost);
      }
      for (const Jump& jump : jumps->second.begun) hope = std::min(hope, from[jump.begin] + jump.cost);
    }
    const std::uint8_t letter = bare(walked_.back());
    for (std::size_t i = 0; i <= word_.size(); ++i) {
      float cost = std::min(here[i], before[i] + edit_);
      if (i > 0) {
        const float changed = before[i - 1] + (bare(word_[i - 1]) == letter ? 0 : edit_);
        cost = std::min({cost, changed, here[i - 1] + edit_});
      }
      if (i > 1 && depth > 1 && bare(word_[i - 2]) == letter && bare(word_[i - 1]) == bare(walked_[depth - 2])) {
        cost = std::min(cost, rows_[depth - 2][i - 2] + swap_);
      }
      here[i] = cost;
      hope = std::min(hope, cost);
      // The second of two exchanged letters comes before the first.
      if (i + 1 < word_.size() && bare(word_[i + 1]) == letter) hope = std::min(hope, before[i] + swap_);
    }
    return hope;
  }

  std::string_view word_;
  const WordGraph& graph_;
  float limit_;
  float edit_;
  float swap_;
  std::unordered_map<std::uint32_t, Jumps> jumps_;
  std::vector<std::vector<float>> rows_;
  std::string walked_;
  std::string path_;  // the same with middle dots
  std::size_t steps_ = 0;
  std::vector<Spelling> found_;
};

SpellingSearch::SpellingSearch(std::vector<Rewriting> rewritings) : by_last_letter_(256) {
  for (Rewriting& rewriting : rewritings) {
    if (same_but_for_accents(rewriting.from, rewriting.to)) continue;
    by_last_letter_[static_cast<std::uint8_t>(rewriting.from.back())].push_back(std::move(rewriting));
  }
}

std::vector<Spelling> SpellingSearch::find(std::string_view word, const WordGraph& graph, float limit,
                                           bool edits) const {
  if (word.empty() || word.size() > kMaxLetters) return {};
  return Walk(*this, word, graph, limit, edits).run();
}

}  // namespace dixit::text
