// What a damaged text says: its words as they are meant, beside those that are printed.

#pragma once

#include <vector>

#include "core/schema/stored_doc.h"
#include "searchd/search/response.h"

namespace dixit::search {

// The whole text of `document` with every repaired word as it is meant, line ends included. Accents that were given
// back are part of the text; words with misread letters are runs of their own. Empty where there is none of those.
std::vector<ReadRun> read_runs(const schema::StoredDoc& document);

}  // namespace dixit::search
