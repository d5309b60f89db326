// Units in which words stand together: phrases and NEAR.

#pragma once

#include <cstdint>
#include <vector>

#include "searchd/query/plan.h"
#include "searchd/search/columns.h"
#include "searchd/search/generation.h"

namespace dixit::search {

// Where each of several words stands in one unit, each by ascending position.
using Places = std::vector<std::vector<std::uint32_t>>;

// Whether all words stand, each at a position of its own, within `window` positions; where `in_order`, one after the
// other.
bool stand_together(const Places& places, std::size_t window, bool in_order);

// The units that `step`, of kind kPositions, asks for; those found when the time of `lease` was over. Throws what the
// database throws.
UnitSet with_positions(const query::Step& step, Lease& lease);

}  // namespace dixit::search
