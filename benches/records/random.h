// Chance that is the same on every machine: the standard's engine, whose numbers it fixes, under distributions of our
// own, because it leaves its own ones to each library.

#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <random>
#include <span>
#include <vector>

namespace dixit::bench {

// For one thread.
class Random {
 public:
  // Different streams of one seed have nothing to do with each other.
  explicit Random(std::uint64_t seed, std::uint64_t stream = 0) : engine_(mixed(seed + mixed(stream))) {}

  // In [0, 1).
  double unit() { return static_cast<double>(engine_() >> 11U) * 0x1.0p-53; }

  // In [0, n); `n` is at least 1.
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(unit() * static_cast<double>(n)); }

  bool chance(double probability) { return unit() < probability; }

 private:
  static std::uint64_t mixed(std::uint64_t x) {  // splitmix64: neighbouring streams begin far apart
    x += 0x9E3779B97F4A7C15ULL;
    x = (x ^ (x >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    x = (x ^ (x >> 27U)) * 0x94D049BB133111EBULL;
    return x ^ (x >> 31U);
  }

  std::mt19937_64 engine_;
};

// Picks one of several by weight. Immutable once filled.
class Weighted {
 public:
  void add(double weight) { sums_.push_back(total() + weight); }
  std::size_t size() const { return sums_.size(); }
  double total() const { return sums_.empty() ? 0 : sums_.back(); }

  // At least one weight above 0.
  std::size_t pick(Random& random) const {
    const auto at = std::upper_bound(sums_.begin(), sums_.end(), random.unit() * total());
    return static_cast<std::size_t>(at - sums_.begin());
  }

  // The first of `n` is the most frequent, the k-th about k^-skew times as frequent.
  static Weighted zipf(std::size_t n, double skew) {
    Weighted made;
    for (std::size_t k = 1; k <= n; ++k) made.add(std::pow(static_cast<double>(k), -skew));
    return made;
  }

 private:
  std::vector<double> sums_;
};

// One number by its quantiles: `at[i].value` is what a share of `at[i].share` stays below, straight lines between; the
// first share is 0, the last 1.
struct Quantile {
  double share = 0;
  double value = 0;
};

inline double pick(Random& random, std::span<const Quantile> at) {
  const double share = random.unit();
  std::size_t i = 1;
  while (i + 1 < at.size() && at[i].share < share) ++i;
  const Quantile &low = at[i - 1], &high = at[i];
  return low.value + (high.value - low.value) * (share - low.share) / (high.share - low.share);
}

}  // namespace dixit::bench
