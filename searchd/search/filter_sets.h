// The filters of a request as sets of units, so that any combination of them can be counted.

#pragma once

#include <map>
#include <string>

#include "core/schema/fields.h"
#include "searchd/search/columns.h"
#include "searchd/search/generation.h"
#include "searchd/search/request.h"

namespace dixit::search {

class FilterSets {
 public:
  // Throws what the database throws. Refers to the columns of `lease`, which must outlive it.
  FilterSets(const SearchRequest& request, const Lease& lease);

  // `units` within all filters but those on `left_out`.
  UnitSet narrow(UnitSet units, const schema::Field* left_out = nullptr) const;

  // Units that the filter on `field` selects; null where there is none.
  const UnitSet* selection(schema::Field field) const;

 private:
  UnitSet units_with_value(schema::Field field, const std::string& value, const Lease& lease) const;

  const Columns& columns_;
  std::map<schema::Field, UnitSet> sets_;
  UnitSet dated_;
  bool has_dates_ = false;
};

// `iso`, YYYY-MM-DD, as the index keeps dates.
std::string date_key(const std::string& iso);

}  // namespace dixit::search
