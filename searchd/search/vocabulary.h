// The words of an index, as far as words can be near them.

#pragma once

#include <xapian.h>

#include <vector>

#include "core/text/near_words.h"
#include "searchd/search/columns.h"

namespace dixit::search {

// Every word of `database` that a unit means, with the number of its units, without a spelling; what is only
// printed, and read as another word, is left out. Throws what `database` throws.
std::vector<text::IndexWord> read_vocabulary(const Xapian::Database& database);

// Gives words of the names in `columns` (speakers, cities) the spelling of the name.
void spell_names(std::vector<text::IndexWord>& words, const Columns& columns);

}  // namespace dixit::search
