#include "searchd/search/facets.h"

#include <algorithm>
#include <string>
#include <vector>

#include "searchd/search/messages.h"

namespace dixit::search {
namespace {

// What people read for a value: the index's label, but for the kinds, which are words of ours.
std::string label_for(schema::Field field, const ColumnValue& value, text::Language language) {
  const auto kind = field == schema::Field::kKind ? model::unit_kind_from_name(value.value) : std::nullopt;
  return kind ? label_of(*kind, language) : value.label;
}

}  // namespace

Facet count_facet(schema::Field field, const UnitSet& units, const UnitSet* selection, const Columns& columns,
                  text::Language language, std::size_t most) {
  const Column& column = columns.column(field);
  const std::vector<std::size_t> counts = columns.count(column, units);
  const auto is_selected = [&](std::size_t place) {
    return selection != nullptr && selection->intersect(column.values[place].units);
  };
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (counts[i] > 0 || is_selected(i)) places.push_back(i);
  }
  const auto comes_first = [&](std::size_t a, std::size_t b) {
    return counts[a] != counts[b] ? counts[a] > counts[b] : a < b;
  };
  const auto rest = places.begin() + static_cast<std::ptrdiff_t>(std::min(most, places.size()));
  std::partial_sort(places.begin(), rest, places.end(), comes_first);
  const auto end = std::remove_if(rest, places.end(), [&](std::size_t place) { return !is_selected(place); });
  std::sort(rest, end, comes_first);
  Facet facet;
  facet.field = field;
  for (auto place = places.begin(); place != end; ++place) {
    const ColumnValue& value = column.values[*place];
    facet.values.push_back({value.value, label_for(field, value, language), counts[*place], is_selected(*place)});
  }
  return facet;
}

}  // namespace dixit::search
