// Cuts a text into runs to show: the whole of it, or the sentences that answer best.

#pragma once

#include <cstddef>
#include <vector>

#include "core/schema/stored_doc.h"
#include "searchd/search/marks.h"
#include "searchd/search/response.h"

namespace dixit::search {

// The characters that a snippet aims at; the rest of the last word may go beyond.
inline constexpr std::size_t kSnippetCharacters = 300;

// The whole text, line ends included. `marks` are those of `document`, in text order.
std::vector<Run> whole_text(const schema::StoredDoc& document, const std::vector<Mark>& marks);

// The stretch of about `max_characters` with the most different wishes granted and, among equals, the most marks; the
// beginning of the text where there are none. Begins and ends with sentences where that keeps what is marked, with
// whole words otherwise. On one line: line ends become spaces. "…" stands where text was left out.
std::vector<Run> snippet(const schema::StoredDoc& document, const std::vector<Mark>& marks,
                         std::size_t max_characters = kSnippetCharacters);

}  // namespace dixit::search
