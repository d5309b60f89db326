// Makes one running text of the lines of a unit: words broken over a line end become whole, paragraphs stay apart.

#pragma once

#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "core/model/offset_map.h"
#include "indexer/clean/clean_document.h"

namespace dixit::clean {

// The hyphenated compounds that a document prints in the middle of its lines, folded: "euro-latinoamericana". They
// tell the author's hyphens from the printer's.
using Compounds = std::unordered_set<std::string>;
Compounds compounds_of(const CleanDocument& document);

struct JoinedText {
  std::string text;         // lines joined by a space, paragraphs by "\n"
  model::OffsetMap origin;  // each byte of `text` -> its place in the source; a joining space stands for a line's end
};

// Joins `lines`, in the order given. Body lines make the text; footnotes follow the paragraphs they interrupt at its
// end, a paragraph each; all other lines are left out.
//
// A hyphen at a line's end is the author's and stays when the next line begins with a capital or a digit
// ("Euro-Latinoamericana"), or when `compounds` has the whole; otherwise it is the printer's and goes. A paragraph ends
// at a blank line or page end if the text before it ends a statement and the text after it begins a new one, and before
// an item of a list.
JoinedText join_lines(const std::vector<const CleanLine*>& lines, const Compounds& compounds);

}  // namespace dixit::clean
