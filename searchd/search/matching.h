// Which units answer a question: the exact set, without ranking.

#pragma once

#include "searchd/query/plan.h"
#include "searchd/search/columns.h"
#include "searchd/search/generation.h"

namespace dixit::search {

// The units that match `step`. Words are looked up in posting lists and combined as sets; phrases and NEAR read the
// order of words besides. Once the time of `lease` is over the rest is left out. Throws what the database throws.
UnitSet matching(const query::Step& step, Lease& lease);

}  // namespace dixit::search
