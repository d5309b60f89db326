// How many of the answers have each value of a facet.

#pragma once

#include <cstddef>

#include "core/schema/fields.h"
#include "core/text/language.h"
#include "searchd/search/columns.h"
#include "searchd/search/response.h"

namespace dixit::search {

inline constexpr std::size_t kAllValues = static_cast<std::size_t>(-1);

// The `most` values of `field` that most of `units` have, and all that `selection` has, which may be null: those are
// there even when none of `units` has them. `units` are what all filters but those on `field` leave.
Facet count_facet(schema::Field field, const UnitSet& units, const UnitSet* selection, const Columns& columns,
                  text::Language language, std::size_t most = kAllValues);

}  // namespace dixit::search
