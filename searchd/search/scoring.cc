#include "searchd/search/scoring.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>

namespace dixit::search {
namespace {

// Scores are sums in another order than their bounds, which may round up where those round down.
constexpr float kRounding = 1.0001F;

using Numbers = std::span<const std::uint32_t>;
using Lists = std::vector<std::shared_ptr<const Posting>>;

// The first place from `at` on whose number is not below `number`: looks twice as far each time, since it mostly is
// near.
std::size_t seek(Numbers numbers, std::size_t at, std::uint32_t number) {
  std::size_t step = 1;
  while (at + step < numbers.size() && numbers[at + step] < number) {
    at += step;
    step *= 2;
  }
  const auto begin = numbers.begin() + static_cast<std::ptrdiff_t>(at);
  const auto end = numbers.begin() + static_cast<std::ptrdiff_t>(std::min(at + step + 1, numbers.size()));
  return static_cast<std::size_t>(std::lower_bound(begin, end, number) - numbers.begin());
}

// The places of `posting` between the first and the last of `units`.
std::pair<std::size_t, std::size_t> stretch_of(Numbers units, const Posting& posting) {
  const std::vector<std::uint32_t>& all = posting.in_order;
  const std::size_t next = units.back() / kSpan + 1;
  const bool is_near = posting.peaks && next < posting.peaks->begin.size();
  const auto begin = all.begin() + (is_near ? posting.peaks->begin[units.front() / kSpan] : 0);
  const auto end = is_near ? all.begin() + posting.peaks->begin[next] : all.end();
  const auto first = std::lower_bound(begin, end, units.front());
  return {first - all.begin(), std::upper_bound(first, end, units.back()) - all.begin()};
}

// Those of `posting` that are in `span`.
Numbers numbers_in(const Posting& posting, std::uint32_t span) {
  const Numbers all = posting.in_order;
  if (posting.peaks) {
    const std::vector<std::uint32_t>& begin = posting.peaks->begin;
    const std::size_t end = span + 1 < begin.size() ? begin[span + 1] : all.size();
    return all.subspan(begin[span], end - begin[span]);
  }
  const auto first = std::lower_bound(all.begin(), all.end(), span * kSpan);
  return {first, std::lower_bound(first, all.end(), (span + 1) * kSpan)};
}

// Calls `visit(i, occurrences)` for each of `units` that `posting` has, `i` being its place.
template <typename Visit>
void for_each_common(Numbers units, const Posting& posting, Visit&& visit) {
  // From so many numbers to each of the other side on, seeking beats stepping.
  constexpr std::size_t kFarApart = 16;
  const auto [first, last] = stretch_of(units, posting);
  const Numbers numbers(posting.in_order.data() + first, last - first);
  const std::uint8_t* occurrences = posting.occurrences.data() + first;
  const bool seek_units = units.size() / kFarApart > numbers.size();
  const bool seek_numbers = numbers.size() / kFarApart > units.size();
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < units.size() && j < numbers.size()) {
    if (units[i] == numbers[j]) {
      visit(i++, occurrences[j++]);
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

// What a part gives at most for `count` occurrences, as a share of what it gives at most of all.
float share(float count, float damping) {
  return count / (count + damping);
}

}  // namespace

Scorer::Scorer(const std::vector<query::Weight>& weights, const query::Ranking& ranking, const Lease& lease)
    : columns_(&lease.generation().columns()), k1_(static_cast<float>(ranking.k1)), b_(static_cast<float>(ranking.b)) {
  for (const query::Weight& weight : weights) {
    Part part;
    for (const std::string& term : weight.terms) {
      std::shared_ptr<const Posting> list = lease.posting(term);
      if (!list->in_order.empty()) part.lists.push_back(std::move(list));
    }
    if (part.lists.empty()) continue;
    part.is_constant = weight.is_constant;
    const double rare = weight.is_constant ? 1 : rarity(units_with_any(part.lists), columns_->all().cardinality());
    part.most = static_cast<float>(weight.factor * rare * (weight.is_constant ? 1 : ranking.k1 + 1));
    parts_.push_back(std::move(part));
  }
}

void Scorer::favour(const UnitSet& units, double more) {
  favoured_ = &units;
  favour_ = more;
}

std::vector<RankedUnit> Scorer::score(const UnitSet& units) {
  std::vector<std::uint32_t> numbers(units.cardinality());
  units.toUint32Array(numbers.data());
  std::vector<RankedUnit> scored;
  scored.reserve(numbers.size());
  score(numbers, scored);
  return scored;
}

void Scorer::score(std::span<const std::uint32_t> units, std::vector<RankedUnit>& scored) {
  if (units.empty()) return;
  scores_.assign(units.size(), 0);
  dampings_.resize(units.size());
  for (std::size_t i = 0; i < units.size(); ++i) dampings_[i] = damping(columns_->length_of(units[i]));
  for (const Part& part : parts_) add(part, units);
  for (std::size_t i = 0; i < units.size(); ++i) {
    const bool is_favoured = favoured_ != nullptr && favoured_->contains(units[i]);
    scored.push_back({units[i], scores_[i] + (is_favoured ? favour_ : 0)});
  }
}

std::vector<float> Scorer::find_bounds() {
  std::vector<float> bounds(span_count(*columns_));
  for (Part& part : parts_) {
    find_bounds(part);
    for (std::size_t span = 0; span < bounds.size(); ++span) bounds[span] += part.bounds[span];
  }
  if (favoured_ != nullptr) {
    std::size_t last = bounds.size();
    for (const std::uint32_t unit : *favoured_) {
      if (unit / kSpan != last) bounds[unit / kSpan] += static_cast<float>(favour_);
      last = unit / kSpan;
    }
  }
  for (float& bound : bounds) bound *= kRounding;
  return bounds;
}

// As MaxScore does (H. Turtle and J. Flood, Query evaluation: strategies and optimizations, 1995), a span at a time.
bool Scorer::find_hopeful(std::uint32_t span, double least, std::vector<std::uint32_t>& units) const {
  std::vector<const Part*> by_bound;
  for (const Part& part : parts_) by_bound.push_back(&part);
  std::sort(by_bound.begin(), by_bound.end(),
            [span](const Part* a, const Part* b) { return a->bounds[span] < b->bounds[span]; });
  if (favoured_ != nullptr) least -= favour_;
  float too_little = 0;
  auto needed = by_bound.begin();
  while (needed != by_bound.end() && (too_little + (*needed)->bounds[span]) * kRounding < least) {
    too_little += (*needed++)->bounds[span];
  }
  if (needed == by_bound.begin()) return false;
  std::array<std::uint64_t, kSpan / 64> hopeful = {};
  for (; needed != by_bound.end(); ++needed) {
    for (const auto& list : (*needed)->lists) {
      for (const std::uint32_t unit : numbers_in(*list, span)) hopeful[unit % kSpan / 64] |= 1ULL << (unit % 64);
    }
  }
  units.clear();
  for (std::size_t word = 0; word < hopeful.size(); ++word) {
    const auto first = static_cast<std::uint32_t>(span * kSpan + word * 64);
    for (std::uint64_t bits = hopeful[word]; bits != 0; bits &= bits - 1) {
      units.push_back(first + static_cast<std::uint32_t>(std::countr_zero(bits)));
    }
  }
  return true;
}

float Scorer::damping(float length) const {
  constexpr float kLeastLength = 0.5F;  // as a share of the average: shorter texts gain no more
  return k1_ * (1 - b_ + b_ * std::max(length, kLeastLength));
}

void Scorer::add_shares(const Posting& list, std::vector<float>& shares) const {
  for (std::size_t i = 0; i < list.in_order.size();) {
    const std::uint32_t span = list.in_order[i] / kSpan;
    float highest = 0;
    for (; i < list.in_order.size() && list.in_order[i] / kSpan == span; ++i) {
      highest = std::max(highest, share(list.occurrences[i], damping(columns_->length_of(list.in_order[i]))));
    }
    shares[span] += highest;
  }
}

void Scorer::add_shares(const Peaks& peaks, std::vector<float>& shares) const {
  std::vector<float> highest(shares.size());
  for (std::size_t i = 0; i < Peaks::kCounts; ++i) {
    const std::vector<float>& shortest = peaks.shortest[i];
    const auto count = static_cast<float>(i + 1);
    const bool is_last = i + 1 == Peaks::kCounts;
    for (std::size_t span = 0; span < shares.size(); ++span) {
      highest[span] = std::max(highest[span], share(is_last ? peaks.most[span] : count, damping(shortest[span])));
    }
  }
  for (std::size_t span = 0; span < shares.size(); ++span) shares[span] += highest[span];
}

void Scorer::add(const Part& part, std::span<const std::uint32_t> units) {
  if (part.is_constant) {
    for (const auto& list : part.lists) {
      for_each_common(units, *list, [&](std::size_t i, float) { scores_[i] += part.most; });
    }
  } else if (part.lists.size() == 1) {
    for_each_common(units, *part.lists.front(),
                    [&](std::size_t i, float count) { scores_[i] += part.most * share(count, dampings_[i]); });
  } else {
    occurrences_.assign(units.size(), 0);
    for (const auto& list : part.lists) {
      for_each_common(units, *list, [&](std::size_t i, float count) { occurrences_[i] += count; });
    }
    for (std::size_t i = 0; i < units.size(); ++i) scores_[i] += part.most * share(occurrences_[i], dampings_[i]);
  }
}

// The share of a sum of occurrences is not above the sum of their shares.
void Scorer::find_bounds(Part& part) const {
  part.bounds.assign(span_count(*columns_), 0.0F);
  for (const auto& list : part.lists) {
    if (list->peaks) {
      add_shares(*list->peaks, part.bounds);
    } else {
      add_shares(*list, part.bounds);
    }
  }
  const auto constant = static_cast<float>(part.lists.size());
  for (float& bound : part.bounds) {
    bound = part.most * (part.is_constant ? (bound > 0 ? constant : 0) : std::min(bound, 1.0F));
  }
}

}  // namespace dixit::search
