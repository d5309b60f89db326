// What some units speak of, as a question to the others.

#pragma once

#include <xapian.h>

#include <cstddef>
#include <vector>

#include "searchd/query/plan.h"
#include "searchd/search/columns.h"
#include "searchd/search/generation.h"

namespace dixit::search {

// The terms that tell most about units: enough that no single one decides, few enough to be looked up at once.
inline constexpr std::size_t kTellingTerms = 30;

// Units that speak of the same, with what counts for how much.
struct Likeness {
  UnitSet units;
  std::vector<query::Weight> weights;
};

// The units that share concepts or words of their texts with `units`, themselves included, by how well these tell them
// from the rest of the collection; in a large collection those that share the most telling ones. None where they share
// nothing with others. Who speaks, and where, does not count: it is what is said that is alike. Throws what the
// database throws.
Likeness likeness_of(const std::vector<Xapian::docid>& units, const Lease& lease);

}  // namespace dixit::search
