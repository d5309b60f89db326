// Which units answer a question: the exact set, without ranking.

#pragma once

#include <xapian.h>

#include <string>

#include "searchd/query/plan.h"
#include "searchd/search/columns.h"

namespace dixit::search {

// Units with `term`, from its posting list: about 20 ns a unit.
UnitSet units_with(const Xapian::Database& database, const std::string& term);

// The units that match `step`, out of `all`. Words are looked up in posting lists and combined as sets; only phrases
// and NEAR go through Xapian's matcher. Throws what `database` throws.
UnitSet matching(const query::Step& step, const Xapian::Database& database, const UnitSet& all);

}  // namespace dixit::search
