#include "searchd/search/best.h"

#include <algorithm>
#include <numeric>

namespace dixit::search {
namespace {

// The spans whose bounds are highest come first: they raise what the others have to surpass.
std::vector<std::uint32_t> most_promising_first(const std::vector<float>& bounds, std::size_t count) {
  std::vector<std::uint32_t> spans(bounds.size());
  std::iota(spans.begin(), spans.end(), 0);
  const auto middle = spans.begin() + static_cast<std::ptrdiff_t>(std::min(count, spans.size()));
  std::partial_sort(spans.begin(), middle, spans.end(),
                    [&](std::uint32_t a, std::uint32_t b) { return bounds[a] > bounds[b]; });
  std::sort(middle, spans.end());
  return spans;
}

// The best seen so far; the last of them is known.
class Podium {
 public:
  explicit Podium(std::size_t most) : most_(most) {}

  // Whoever scores less has no place.
  double least() const { return units_.size() < most_ ? 0 : units_.front().score; }

  void offer(const RankedUnit& unit) {
    if (units_.size() == most_) {
      if (!is_better(unit, units_.front())) return;
      std::pop_heap(units_.begin(), units_.end(), is_better);
      units_.pop_back();
    }
    units_.push_back(unit);
    std::push_heap(units_.begin(), units_.end(), is_better);
  }

  std::vector<RankedUnit> take() && {
    std::sort_heap(units_.begin(), units_.end(), is_better);
    return std::move(units_);
  }

 private:
  std::size_t most_;
  std::vector<RankedUnit> units_;  // a heap, the last in front
};

// Those of `units` that are in `span`.
void read_span(const UnitSet& units, std::uint32_t span, std::vector<std::uint32_t>& numbers) {
  numbers.clear();
  roaring_uint32_iterator_t at;
  roaring_init_iterator(&units.roaring, &at);
  if (!roaring_move_uint32_iterator_equalorlarger(&at, span * kSpan)) return;
  numbers.resize(kSpan);
  numbers.resize(roaring_read_uint32_iterator(&at, numbers.data(), kSpan));
  numbers.erase(std::lower_bound(numbers.begin(), numbers.end(), (span + 1) * kSpan), numbers.end());
}

std::vector<RankedUnit> best_by_spans(const UnitSet& units, std::size_t most, Scorer& scorer) {
  const std::vector<float> bounds = scorer.find_bounds();
  Podium podium(most);
  std::vector<RankedUnit> scored;
  std::vector<std::uint32_t> numbers;
  for (const std::uint32_t span : most_promising_first(bounds, most)) {
    if (bounds[span] < podium.least()) continue;
    if (scorer.find_hopeful(span, podium.least(), numbers)) {
      std::erase_if(numbers, [&](std::uint32_t unit) { return !units.contains(unit); });
    } else {
      read_span(units, span, numbers);
    }
    scored.clear();
    scorer.score(numbers, scored);
    for (const RankedUnit& unit : scored) podium.offer(unit);
  }
  return std::move(podium).take();
}

}  // namespace

bool is_better(const RankedUnit& a, const RankedUnit& b) {
  return a.score != b.score ? a.score > b.score : a.unit < b.unit;
}

std::vector<RankedUnit> best(const UnitSet& units, std::size_t first, std::size_t count, Scorer& scorer) {
  // Below, scoring them all is as quick as telling which could be left out.
  constexpr std::size_t kMany = 2048;
  constexpr std::size_t kFew = 16;  // one in so many, at most, that is wanted or comes before
  const std::size_t most = first + count;
  if (units.cardinality() < kMany || units.cardinality() / kFew < most || count == 0) {
    return stretch(scorer.score(units), first, count, is_better);
  }
  std::vector<RankedUnit> found = best_by_spans(units, most, scorer);
  found.erase(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(std::min(first, found.size())));
  return found;
}

}  // namespace dixit::search
