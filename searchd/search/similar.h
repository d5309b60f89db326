// What one unit speaks of, as a question to the others.

#pragma once

#include <xapian.h>

#include <cstddef>
#include <string_view>

namespace dixit::search {

// The terms that tell most about a unit: enough that no single one decides, few enough to be looked up at once.
inline constexpr std::size_t kTellingTerms = 30;

// Matches the units that share concepts or words of their text with `unit`, whose id is `id`, and weighs these by how
// well they tell it from the rest of the collection; never the unit itself. Matches nothing where it shares nothing.
// Who speaks, and where, does not count: it is what is said that is alike. Throws what `database` throws.
Xapian::Query similar_to(Xapian::docid unit, std::string_view id, const Xapian::Database& database);

}  // namespace dixit::search
