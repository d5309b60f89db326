// The names that questions may mention: of those who speak, and of their cities.

#pragma once

#include <map>
#include <string>

#include "core/text/lexicon.h"
#include "searchd/query/clause.h"
#include "searchd/search/columns.h"

namespace dixit::search {

// By their words, folded and parted by single spaces: the full names of speakers and cities; the last name alone where
// no other speaker has it and none of `lexicons` has it as a word.
std::map<std::string, query::Name, std::less<>> names_in(const Columns& columns, const text::Lexicons& lexicons);

}  // namespace dixit::search
