// Running Spanish as a chain of words: each follows the one before it as often as it does in parliamentary speech and
// in the report, so that words are as frequent, and phrases as common, as in what is searched.

#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "benches/records/random.h"
#include "core/base/result.h"
#include "core/text/language.h"

namespace dixit::bench {

// Words are Latin-1, lower case. Immutable once made, hence free to use from any thread.
class WordChain {
 public:
  using Number = std::uint32_t;  // of a word

  struct Sources {
    std::filesystem::path counts;   // core/lang/es/counts.tsv
    std::filesystem::path report;   // plain text; words of it that the counts lack are damaged ones and are left out
    std::filesystem::path lexicon;  // es.lex: words too rare to have been counted
  };

  // The part of the text that is as the report has it.
  static constexpr double kReportShare = 0.4;
  // The part of the text that is words which the counts lack. Of running words, about as many are new as have been met
  // once (Good and Turing); the counts leave out those, which are some 50,000 of 19 million.
  static constexpr double kRareShare = 0.003;

  // Fails with kInputMissing where a file is not there or holds nothing.
  static Result<std::shared_ptr<const WordChain>> load(const Sources& sources);

  // What may begin a sentence, and what follows `before`. Never kNumber's end of a sentence: how long those are is the
  // caller's choice.
  Number begin(Random& random) const { return next(kStart, random); }
  Number next(Number before, Random& random) const;

  static constexpr Number kStart = 0;   // of a sentence; never returned
  static constexpr Number kDigits = 1;  // some number, for the caller to write

  std::string_view word(Number number) const { return words_[number]; }

  // Numbers below this are of counted words, the others of rare ones.
  Number counted() const { return static_cast<Number>(counts_.size()); }

  // The part of the running text that is the counted word `number`.
  double share(Number number) const { return counts_[number] / any_.total(); }

 private:
  struct Followers {
    std::vector<Number> words;
    Weighted weights;
    double rest = 0;  // weight of all words that were not counted behind this one
  };

  Number number_of(const std::string& latin1);
  Status add_counts(const std::filesystem::path& file);
  Status add_report(const std::filesystem::path& file);
  Status add_rare_words(const std::filesystem::path& file);
  void add(Number before, Number word, double weight);
  void finish();

  std::vector<std::string> words_;  // counted ones, then rare ones
  std::unordered_map<std::string, Number> numbers_;
  std::vector<double> counts_;                                 // of counted words
  std::vector<std::unordered_map<Number, double>> following_;  // while loading
  std::vector<Followers> followers_;
  Weighted any_;  // counted words
};

}  // namespace dixit::bench
