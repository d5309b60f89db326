// The best of many units, without scoring those that cannot be among them.

#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

#include "searchd/search/scoring.h"

namespace dixit::search {

// Whether `a` comes before `b`: the higher score, of equally good ones the lower number.
bool is_better(const RankedUnit& a, const RankedUnit& b);

// Places [first, first + count) of `units` as `before` orders them; the rest is not put in order.
template <typename Before>
std::vector<RankedUnit> stretch(std::vector<RankedUnit> units, std::size_t first, std::size_t count, Before before) {
  if (first >= units.size()) return {};
  const auto begin = units.begin() + static_cast<std::ptrdiff_t>(first);
  const auto end = begin + static_cast<std::ptrdiff_t>(std::min(count, units.size() - first));
  if (begin != units.begin()) std::nth_element(units.begin(), begin, units.end(), before);
  std::partial_sort(begin, end, units.end(), before);
  return {begin, end};
}

// Places [first, first + count) of `units`, best first; fewer where there are no more.
std::vector<RankedUnit> best(const UnitSet& units, std::size_t first, std::size_t count, Scorer& scorer);

}  // namespace dixit::search
