// Words as OCR prints them: each letter may be taken for what the channel of the language says it is taken for.

#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "benches/records/random.h"
#include "core/text/noisy_channel.h"

namespace dixit::bench {

// Immutable once calibrated, hence free to use from any thread.
class OcrDamage {
 public:
  // Confusions as of a page whose OCR did not know the accents of its language, as the report's did not.
  explicit OcrDamage(const text::NoisyChannel& channel);

  // A word and its part of the running text.
  struct Share {
    std::string_view word;
    double share = 0;
  };

  // Scales the chance of every confusion so that of running text of `words` the part `wanted` is damaged. No more than
  // the channel damages by itself can be had.
  void calibrate(const std::vector<Share>& words, double wanted);

  // What is printed for `word` (Latin-1, lower case) this time; mostly the same.
  std::string printed(std::string_view word, Random& random) const;

 private:
  struct Confusion {
    std::string meant;
    std::string printed;
    double probability = 0;
  };

  // The confusions that fit `word` at `at`.
  template <typename Visit>
  void for_each_at(std::string_view word, std::size_t at, Visit&& visit) const;

  std::array<std::vector<Confusion>, 256> by_letter_;  // the first of what is meant
  std::array<double, 256> most_ = {};                  // the sums of their probabilities
  double scale_ = 1;
};

}  // namespace dixit::bench
