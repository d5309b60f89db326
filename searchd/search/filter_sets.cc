#include "searchd/search/filter_sets.h"

#include <algorithm>

#include "core/schema/terms.h"
#include "core/text/fold.h"

namespace dixit::search {

FilterSets::FilterSets(const SearchRequest& request, const Lease& lease) : columns_(lease.generation().columns()) {
  for (const auto& [field, values] : request.filters) {
    UnitSet& units = sets_[field];
    for (const std::string& value : values) units |= units_with_value(field, value, lease);
  }
  if (!request.from.empty() || !request.to.empty()) {
    dated_ = columns_.dated(date_key(request.from), date_key(request.to));
    has_dates_ = true;
  }
}

UnitSet FilterSets::narrow(UnitSet units, const schema::Field* left_out) const {
  if (has_dates_) units &= dated_;
  for (const auto& [field, set] : sets_) {
    if (left_out == nullptr || field != *left_out) units &= set;
  }
  return units;
}

const UnitSet* FilterSets::selection(schema::Field field) const {
  const auto found = sets_.find(field);
  return found == sets_.end() ? nullptr : &found->second;
}

// The column spares reading a long posting list where it says as much; aliases are known to the index only.
UnitSet FilterSets::units_with_value(schema::Field field, const std::string& value, const Lease& lease) const {
  const std::string term = schema::value_term(schema::row(field), value);
  const std::string folded = text::fold(value);
  UnitSet units;
  for (const ColumnValue& known : columns_.column(field).values) {
    if (known.folded == folded) units |= known.units;
  }
  return units.cardinality() == lease.database().get_termfreq(term) ? units : lease.posting(term)->units;
}

std::string date_key(const std::string& iso) {
  std::string key = iso;
  key.erase(std::remove(key.begin(), key.end(), '-'), key.end());
  return key;
}

}  // namespace dixit::search
