// The words of an index, as far as words can be near them.

#pragma once

#include <xapian.h>

#include <vector>

#include "core/text/near_words.h"
#include "searchd/search/columns.h"

namespace dixit::search {

// Every word of `database` that a unit means, with the number of its units; what is only printed, and read as another
// word, is left out. Words of the names in `columns` (speakers, cities) have the spelling of the name.
// Throws what `database` throws.
std::vector<text::IndexWord> read_vocabulary(const Xapian::Database& database, const Columns& columns);

}  // namespace dixit::search
