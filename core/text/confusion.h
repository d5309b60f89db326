// What OCR takes for what: a weighted edit distance between the word that was meant and the word that was read.

#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/diagnostic.h"
#include "core/base/result.h"

namespace dixit::text {

// Immutable once loaded, hence free to use from any thread.
class ConfusionTable {
 public:
  // Costs of edits that the file does not list. Unlisted insertion, deletion or substitution of a letter costs 1.
  static constexpr double kAccentCost = 0.05;  // an accent lost, gained or changed
  static constexpr double kOtherCost = 1.0;

  // Reads lines of three fields separated by tabs or spaces: what was meant (1 to 3 characters), what is printed
  // instead (1 to 3 characters), and the cost, above 0 and at most 1; `#` at the start of a line begins a comment.
  // Fails when the file is missing or unreadable. Any other line is left out and becomes a warning in `diagnostics`
  // with code "confusion.bad-line", its place and the cure.
  static Result<ConfusionTable> load(const std::filesystem::path& file, Diagnostics& diagnostics);

  // The cheapest way to misread `intended` as `printed`; 0 when they are equal. Letter case is free on both sides.
  // A listed confusion counts in its direction only (list it twice for both). Gives up once it must exceed `limit` and
  // then returns some value above `limit`. Takes at most |intended| x |printed| steps, fewer with a small limit.
  double distance(std::string_view intended, std::string_view printed, double limit) const;

  // What may have been meant by `printed` according to the listed confusions alone, those that change no more than an
  // accent left out (they would make every vowel two readings, and are undone by folding), each with its cost, cheapest
  // first: at most `kMaxReadings`, `printed` itself excluded, all within `limit`. Lower case; accents as the file has
  // them. Most of them are not words: ask a lexicon.
  std::vector<std::pair<std::string, double>> undo(std::string_view printed, double limit) const;

  static constexpr std::size_t kMaxReadings = 200;

  // Number of confusions listed.
  std::size_t size() const { return rules_.size(); }

 private:
  struct Rule {
    std::u32string intended;
    std::u32string printed;
    double cost = kOtherCost;
    bool accents_only = false;
  };

  std::vector<Rule> rules_;  // ordered by `printed`, so that those that begin alike stand together
};

}  // namespace dixit::text
