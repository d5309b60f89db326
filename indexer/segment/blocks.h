// Body lines that stand together, the way headings and paragraphs are set off on a page.

#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "indexer/clean/clean_document.h"
#include "indexer/clean/dehyphenate.h"

namespace dixit::segment {

// Indices of body lines in their document, in order; never empty. No blank line and no page end lies between them.
struct Block {
  std::vector<std::size_t> lines;
};

// The body of `document` in blocks: a new one after a blank line and at the top of a page.
std::vector<Block> blocks_of(const clean::CleanDocument& document);

// The lines of `document` with index in [first, end), for clean::join_lines.
std::vector<const clean::CleanLine*> lines_between(const clean::CleanDocument& document, std::size_t first,
                                                   std::size_t end);

// The text of the lines named, as one run without paragraphs.
std::string text_of(const clean::CleanDocument& document, const std::vector<std::size_t>& lines,
                    const clean::Compounds& compounds);

}  // namespace dixit::segment
