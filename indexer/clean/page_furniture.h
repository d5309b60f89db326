// Finds the lines that belong to the page and not to the text: running heads, page numbers, footnotes.

#pragma once

#include "core/text/confusion.h"
#include "indexer/clean/clean_document.h"

namespace dixit::clean {

// Marks as kFurniture:
// - a line of digits alone at the top or foot of a page;
// - a block of up to three lines at the top or foot that returns, much alike, on at least one page in six (and on two);
// - a block of up to three lines at the top of a page that is not the first, looks like a title (begins with a capital,
//   ends without punctuation, carries no number) and stands where no title can: between two halves of a sentence, or
//   right above a numbered heading.
void mark_furniture(CleanDocument& document, const text::ConfusionTable& confusions);

// Marks as kFootnote a block that begins with a note's number (up to 99), where the text above is broken off in the
// middle of a sentence, or carries the number as a mark behind a word (“GTF2”, “GTF²”); with it the blocks that go on
// with its sentence, and the notes right behind it. Run after `mark_furniture`.
void mark_footnotes(CleanDocument& document);

}  // namespace dixit::clean
