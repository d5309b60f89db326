// The form of a word under which all its spellings meet: no case, no accents, no typographic variants.

#pragma once

#include <string>
#include <string_view>

namespace dixit::text {

// `text` in lower case, without diacritics: "Qué señaló el Ángel" -> "que senalo el angel".
//
// - compatibility decomposition and full case folding ("ß" -> "ss", "ﬁ" -> "fi", "²" -> "2", "ª" -> "a"), then every
//   combining mark goes: ñ -> n, ç -> c, ü -> u; letters that Unicode does not decompose too: ø -> o, ł -> l, æ -> ae;
// - Catalan l·l (middle dot, its look-alikes, or the precomposed ŀ) -> ll;
// - apostrophes and their look-alikes (’ ‘ ʼ ´ ` ′) -> ';
// - invisible characters (soft hyphen, zero-width) go; bytes that are not UTF-8 become U+FFFD.
//
// Digits, punctuation and other scripts stay. Folding twice gives the same as once, and folding a text piece by piece
// the same as folding it whole, except where a piece would end inside "l·l". Thread-safe.
std::string fold(std::string_view text);

// The same, appended to `out`, for callers that reuse a buffer.
void append_folded(std::string& out, std::string_view text);

}  // namespace dixit::text
