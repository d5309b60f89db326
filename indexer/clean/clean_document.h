// A document whose lines are told apart: what was said, and what the printer put around it.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/model/offset_map.h"

namespace dixit::clean {

enum class LineKind {
  kBlank,
  kBody,
  kHeading,    // of a session, section, theme, debate or intervention; set by the layout that reads the document
  kFurniture,  // running heads and page numbers
  kFootnote,
};

// The stable names "blank", "body", "heading", "furniture", "footnote".
std::string_view name(LineKind kind);

// One line of the source, whatever it holds: a document has exactly one for each.
struct CleanLine {
  std::uint32_t number = 0;  // in the raw file, from 1
  std::uint32_t page = 0;    // from 1
  bool starts_page = false;  // first line of its page that is not blank
  LineKind kind = LineKind::kBody;
  std::string text;         // valid UTF-8 in NFC, without spaces at its ends; empty when blank
  model::OffsetMap origin;  // each byte of `text` -> bytes of the raw line
};

struct CleanDocument {
  std::vector<CleanLine> lines;  // in source order
};

}  // namespace dixit::clean
