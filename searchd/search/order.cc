#include "searchd/search/order.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "searchd/search/best.h"

namespace dixit::search {
namespace {

// Keeps the first unit of each value of `field` as `before` orders them, and all that have none.
template <typename Before>
void keep_first_of_each(std::vector<RankedUnit>& units, const Column& column, Before before) {
  std::vector<RankedUnit> first(column.values.size());
  std::vector<RankedUnit> kept;
  for (const RankedUnit& unit : units) {
    const std::uint32_t value = column.of_unit[unit.unit];
    if (value == 0) {
      kept.push_back(unit);
    } else if (RankedUnit& best = first[value - 1]; best.unit == 0 || before(unit, best)) {
      best = unit;
    }
  }
  std::copy_if(first.begin(), first.end(), std::back_inserter(kept),
               [](const RankedUnit& unit) { return unit.unit != 0; });
  units = std::move(kept);
}

template <typename Before>
std::vector<RankedUnit> page(std::vector<RankedUnit> units, const SearchRequest& request, const Columns& columns,
                             Before before) {
  if (request.group) keep_first_of_each(units, columns.column(*request.group), before);
  return stretch(std::move(units), (request.page - 1) * request.per_page, request.per_page, before);
}

std::vector<RankedUnit> unscored(const UnitSet& units) {
  std::vector<RankedUnit> all;
  all.reserve(units.cardinality());
  for (const std::uint32_t unit : units) all.push_back({unit, 0});
  return all;
}

}  // namespace

std::vector<RankedUnit> page_of(const UnitSet& units, const Question& question, const SearchRequest& request,
                                const query::Ranking& ranking, const Lease& lease) {
  const Columns& columns = lease.generation().columns();
  const auto comes_first = [&](const RankedUnit& a, const RankedUnit& b) {
    if (request.sort == Sort::kDate && columns.date_of(a.unit) != columns.date_of(b.unit)) {
      return columns.date_of(a.unit) > columns.date_of(b.unit);
    }
    return columns.place_of(a.unit) < columns.place_of(b.unit);
  };
  if (request.sort != Sort::kRelevance || question.plan.weights.empty()) {
    return page(unscored(units), request, columns, comes_first);
  }
  if (question.order.empty()) {
    Scorer scorer = scorer_for(question, ranking, lease);
    if (request.group) return page(scorer.score(units), request, columns, is_better);
    return best(units, (request.page - 1) * request.per_page, request.per_page, scorer);
  }
  std::vector<RankedUnit> left = question.order;
  std::erase_if(left, [&](const RankedUnit& unit) { return !units.contains(unit.unit); });
  const std::size_t first = std::min((request.page - 1) * request.per_page, left.size());
  const std::size_t last = std::min(first + request.per_page, left.size());
  return {left.begin() + static_cast<std::ptrdiff_t>(first), left.begin() + static_cast<std::ptrdiff_t>(last)};
}

}  // namespace dixit::search
