// The best of many units, without scoring those that cannot be among them.

#pragma once

#include <cstddef>
#include <vector>

#include "searchd/search/scoring.h"

namespace dixit::search {

// Whether `a` comes before `b`: the higher score, of equally good ones the lower number.
bool is_better(const RankedUnit& a, const RankedUnit& b);

// The `most` best of `units`, best first; all of them where they are fewer.
std::vector<RankedUnit> best(const UnitSet& units, std::size_t most, Scorer& scorer);

}  // namespace dixit::search
