// What some units speak of, as a question to the others.

#pragma once

#include <xapian.h>

#include <cstddef>
#include <vector>

namespace dixit::search {

// The terms that tell most about units: enough that no single one decides, few enough to be looked up at once.
inline constexpr std::size_t kTellingTerms = 30;

// Matches the units that share concepts or words of their texts with `units`, themselves included, and weighs these by
// how well they tell them from the rest of the collection. Matches nothing where they share nothing with others. Who
// speaks, and where, does not count: it is what is said that is alike. Throws what `database` throws.
Xapian::Query similar_to(const std::vector<Xapian::docid>& units, const Xapian::Database& database);

}  // namespace dixit::search
