#include "searchd/search/order.h"

#include <algorithm>
#include <set>
#include <string>

#include "core/schema/terms.h"
#include "searchd/search/filter_sets.h"

namespace dixit::search {
namespace {

// The question and the filters as one query of Xapian's.
Xapian::Query narrowed(Xapian::Query query, const SearchRequest& request) {
  for (const auto& [field, values] : request.filters) {
    std::vector<std::string> terms;
    for (const std::string& value : values) terms.push_back(schema::value_term(schema::row(field), value));
    query =
        Xapian::Query(Xapian::Query::OP_FILTER, query, Xapian::Query(Xapian::Query::OP_OR, terms.begin(), terms.end()));
  }
  if (request.from.empty() && request.to.empty()) return query;
  const unsigned slot = schema::row(schema::Field::kDate).slot;
  const Xapian::Query dated(Xapian::Query::OP_VALUE_RANGE, slot, request.from.empty() ? "0" : date_key(request.from),
                            request.to.empty() ? "99999999" : date_key(request.to));
  return {Xapian::Query::OP_FILTER, query, dated};
}

// Keeps the first unit of each value of `field`, and all that have none.
void keep_first_of_each(std::vector<RankedUnit>& units, schema::Field field, const Columns& columns) {
  const std::vector<std::uint32_t>& value_of = columns.column(field).of_unit;
  std::set<std::uint32_t> seen;
  std::erase_if(units, [&](const RankedUnit& unit) {
    const std::uint32_t value = value_of[unit.unit];
    return value != 0 && !seen.insert(value).second;
  });
}

std::vector<RankedUnit> stretch(const std::vector<RankedUnit>& units, std::size_t first, std::size_t count) {
  if (first >= units.size()) return {};
  const auto begin = units.begin() + static_cast<std::ptrdiff_t>(first);
  return {begin, begin + static_cast<std::ptrdiff_t>(std::min(count, units.size() - first))};
}

// In document order, or newest first.
std::vector<RankedUnit> sorted_page(const UnitSet& units, const SearchRequest& request, std::size_t first,
                                    const Columns& columns) {
  std::vector<RankedUnit> sorted;
  sorted.reserve(units.cardinality());
  for (const std::uint32_t unit : units) sorted.push_back({unit, 0});
  // A group may take any number of places, hence all of them have to be in order.
  const std::size_t end = request.group ? sorted.size() : std::min(first + request.per_page, sorted.size());
  std::partial_sort(sorted.begin(), sorted.begin() + static_cast<std::ptrdiff_t>(end), sorted.end(),
                    [&](const RankedUnit& a, const RankedUnit& b) {
                      if (request.sort == Sort::kDate && columns.date_of(a.unit) != columns.date_of(b.unit)) {
                        return columns.date_of(a.unit) > columns.date_of(b.unit);
                      }
                      return columns.place_of(a.unit) < columns.place_of(b.unit);
                    });
  sorted.resize(end);
  if (request.group) keep_first_of_each(sorted, *request.group, columns);
  return stretch(sorted, first, request.per_page);
}

}  // namespace

std::vector<RankedUnit> best_units(const Xapian::Query& query, std::size_t first, std::size_t count,
                                   const query::Ranking& ranking, const Xapian::Database& database,
                                   std::optional<schema::Field> of_each) {
  constexpr double kLeastLength = 0.5;  // of texts, as a share of the average: shorter ones gain no more
  Xapian::Enquire enquire(database);
  enquire.set_query(query);
  enquire.set_weighting_scheme(Xapian::BM25Weight(ranking.k1, 0, 0, ranking.b, kLeastLength));
  if (of_each) enquire.set_collapse_key(schema::row(*of_each).slot);
  const Xapian::MSet found =
      enquire.get_mset(static_cast<Xapian::doccount>(first), static_cast<Xapian::doccount>(count));
  std::vector<RankedUnit> units;
  for (auto hit = found.begin(); hit != found.end(); ++hit) units.push_back({*hit, hit.get_weight()});
  return units;
}

std::vector<RankedUnit> page_of(const UnitSet& units, const Question& question, const SearchRequest& request,
                                const query::Ranking& ranking, const Lease& lease) {
  const std::size_t first = (request.page - 1) * request.per_page;
  const Columns& columns = lease.generation().columns();
  if (request.sort != Sort::kRelevance || !question.plan.is_ranked) return sorted_page(units, request, first, columns);
  if (question.order.empty()) {
    return best_units(narrowed(question.ranked, request), first, request.per_page, ranking, lease.database(),
                      request.group);
  }
  std::vector<RankedUnit> left = question.order;
  std::erase_if(left, [&](const RankedUnit& unit) { return !units.contains(unit.unit); });
  return stretch(left, first, request.per_page);
}

}  // namespace dixit::search
