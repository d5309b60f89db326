#include "searchd/search/scoring.h"

#include <algorithm>
#include <cmath>
#include <memory>

namespace dixit::search {
namespace {

using Numbers = std::vector<std::uint32_t>;
using Lists = std::vector<std::shared_ptr<const Posting>>;

// The first place from `at` on whose number is not below `number`: looks twice as far each time, since it mostly is
// near.
std::size_t seek(const Numbers& numbers, std::size_t at, std::uint32_t number) {
  std::size_t step = 1;
  while (at + step < numbers.size() && numbers[at + step] < number) {
    at += step;
    step *= 2;
  }
  const auto begin = numbers.begin() + static_cast<std::ptrdiff_t>(at);
  const auto end = numbers.begin() + static_cast<std::ptrdiff_t>(std::min(at + step + 1, numbers.size()));
  return static_cast<std::size_t>(std::lower_bound(begin, end, number) - numbers.begin());
}

// Calls `visit(i, occurrences)` for each of `units` that `posting` has, `i` being its place.
template <typename Visit>
void for_each_common(const Numbers& units, const Posting& posting, Visit&& visit) {
  // From so many numbers to each of the other side on, seeking beats stepping.
  constexpr std::size_t kFarApart = 16;
  const Numbers& numbers = posting.in_order;
  const bool seek_units = units.size() / kFarApart > numbers.size();
  const bool seek_numbers = numbers.size() / kFarApart > units.size();
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < units.size() && j < numbers.size()) {
    if (units[i] == numbers[j]) {
      visit(i++, posting.occurrences[j++]);
    } else if (units[i] < numbers[j]) {
      i = seek_units ? seek(units, i, numbers[j]) : i + 1;
    } else {
      j = seek_numbers ? seek(numbers, j, units[i]) : j + 1;
    }
  }
}

std::size_t units_with_any(const Lists& lists) {
  if (lists.size() == 1) return lists.front()->in_order.size();
  std::vector<const UnitSet*> sets;
  for (const auto& list : lists) sets.push_back(&list->units);
  return UnitSet::fastunion(sets.size(), sets.data()).cardinality();
}

// How rare a word is. Below a third of the units, its odds; from there on falling to 0 slowly rather than to less than
// nothing, since even a word of most units tells something.
double rarity(std::size_t with, std::size_t all) {
  const double has = static_cast<double>(with);
  const double odds = (static_cast<double>(all) - has + 0.5) / (has + 0.5);
  return std::log(odds < 2 ? odds / 2 + 1 : odds);
}

}  // namespace

std::vector<RankedUnit> scored(const UnitSet& units, const std::vector<query::Weight>& weights,
                               const query::Ranking& ranking, const Lease& lease) {
  constexpr float kLeastLength = 0.5F;  // as a share of the average: shorter texts gain no more
  const Columns& columns = lease.generation().columns();
  Numbers numbers(units.cardinality());
  units.toUint32Array(numbers.data());
  std::vector<float> scores(numbers.size());
  std::vector<float> dampings(numbers.size());
  const auto b = static_cast<float>(ranking.b);
  const auto k1 = static_cast<float>(ranking.k1);
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    dampings[i] = k1 * (1 - b + b * std::max(columns.length_of(numbers[i]), kLeastLength));
  }
  std::vector<float> occurrences(numbers.size());
  for (const query::Weight& weight : weights) {
    Lists lists;
    for (const std::string& term : weight.terms) {
      std::shared_ptr<const Posting> list = lease.posting(term);
      if (!list->in_order.empty()) lists.push_back(std::move(list));
    }
    if (lists.empty()) continue;
    const double rare = weight.is_constant ? 1 : rarity(units_with_any(lists), columns.all().cardinality());
    const auto most = static_cast<float>(weight.factor * rare * (weight.is_constant ? 1 : ranking.k1 + 1));
    if (weight.is_constant) {
      for (const auto& list : lists) {
        for_each_common(numbers, *list, [&](std::size_t i, float) { scores[i] += most; });
      }
    } else if (lists.size() == 1) {
      for_each_common(numbers, *lists.front(),
                      [&](std::size_t i, float count) { scores[i] += most * count / (count + dampings[i]); });
    } else {
      std::fill(occurrences.begin(), occurrences.end(), 0.0F);
      for (const auto& list : lists) {
        for_each_common(numbers, *list, [&](std::size_t i, float count) { occurrences[i] += count; });
      }
      for (std::size_t i = 0; i < numbers.size(); ++i) {
        scores[i] += most * occurrences[i] / (occurrences[i] + dampings[i]);
      }
    }
  }
  std::vector<RankedUnit> ranked(numbers.size());
  for (std::size_t i = 0; i < numbers.size(); ++i) ranked[i] = {numbers[i], scores[i]};
  return ranked;
}

}  // namespace dixit::search
