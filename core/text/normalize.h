// Cleans the encoding of a line before anything reads it, remembering where each byte came from.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/model/offset_map.h"

namespace dixit::text {

struct NormalizedText {
  std::string text;         // valid UTF-8 in NFC
  model::OffsetMap origin;  // each byte of `text` -> bytes of the raw line
};

// `raw` is one line of the source, numbered `line` (from 1), in whatever state: any bytes will do, and it cannot fail.
//
// - broken UTF-8: U+FFFD for each byte that begins no valid sequence;
// - canonical composition (NFC): "e" + acute accent becomes "é";
// - Latin ligatures of typesetters are spelled out (U+FB00 to U+FB06: "ﬁ" -> "fi");
// - what is not seen goes: soft hyphen, zero-width space and joiners, word joiner, byte order mark, direction marks;
// - every other space (no-break, thin, ideographic, tab), line end and control character becomes one plain space each.
//
// Nothing else changes: letters keep case and accents, runs of spaces keep their length. Normalising twice gives the
// same text. Line ends inside `raw` are spaces too, so that the answer is still one line.
NormalizedText normalize(std::string_view raw, std::uint32_t line = 1);

}  // namespace dixit::text
