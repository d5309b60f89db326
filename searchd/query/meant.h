// From what was typed to what is meant: small words out, slips put right, ideas and names found.

#pragma once

#include <optional>
#include <vector>

#include "searchd/query/parse.h"
#include "searchd/query/respell.h"

namespace dixit::query {

// A question as it is meant.
struct Meant {
  Clause clause;  // without words that say nothing, near words and ideas in place
  std::vector<Respelt> respelt;
  std::optional<Name> said_by;  // whom the question asks for: it is a filter of the clause
};

// Words that say nothing are left out where others say something. With `names`, a question for what somebody said is
// narrowed to that person or city. Throws what the database throws.
Meant mean(const Parsed& parsed, const Sources& sources, bool names);

}  // namespace dixit::query
