// Cuts a text into runs to show: the whole of it, or the sentences that answer best.

#pragma once

#include <cstddef>
#include <vector>

#include "core/schema/stored_doc.h"
#include "searchd/search/marks.h"
#include "searchd/search/response.h"

namespace dixit::search {

// The characters up to which one sentence is followed by the next. A sentence is shown whole up to half as many again.
inline constexpr std::size_t kSnippetCharacters = 300;

// The whole text, line ends included. `marks` are those of `document`, in text order.
std::vector<Run> whole_text(const schema::StoredDoc& document, const std::vector<Mark>& marks);

// The sentence, or the sentences in a row of `max_characters` at most, with the most different wishes granted and,
// among equals, the most marks and the earliest; the first ones where there are none. Of a sentence longer than half as
// much again, the clauses that answer best. On one line: line ends become spaces. "…" stands where text was left out.
std::vector<Run> snippet(const schema::StoredDoc& document, const std::vector<Mark>& marks,
                         std::size_t max_characters = kSnippetCharacters);

}  // namespace dixit::search
