// Questions for what somebody said: "qué dijo Sergi Alegre de las ciudades pequeñas".

#pragma once

#include <optional>

#include "core/text/analyzer.h"
#include "searchd/query/clause.h"

namespace dixit::query {

// Where `clause`, with ideas in place, begins with a name that a verb of saying stands before or behind, with nothing
// but small words around, puts a filter on who speaks in place of all of these and returns the name. A word of saying
// is one that Analyzer::is_saying has; `language` is the question's.
std::optional<Name> restrict_to_name(Clause& clause, text::Language language, const text::Analyzer& analyzer);

}  // namespace dixit::query
