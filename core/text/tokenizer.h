// Finds the words of a text: byte ranges, nothing else.

#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "core/text/language.h"

namespace dixit::text {

// Bytes [begin, end) of the text given to `words`.
struct WordSpan {
  std::size_t begin = 0;
  std::size_t end = 0;

  friend bool operator==(const WordSpan&, const WordSpan&) = default;
};

// The words of `text` in order.
//
// CONTRACT: every letter and every digit (Unicode categories L and N) of `text` lies in exactly one span; spans ascend,
// do not overlap, are not empty, and begin and end between code points. Any bytes will do; broken UTF-8 separates.
//
// Words are those of Unicode word breaking (UAX 29), with these differences:
// - a hyphen separates: "AL-LAs" -> AL, LAs; "ex-director" -> ex, director;
// - an apostrophe separates: "d'Estudis" -> d, Estudis; "L'Hospitalet" -> L, Hospitalet. Only a closing "'s" stays
//   ("city's": its form is "city"), and in English the closings of contracted verbs ("don't", "we'll");
// - a full stop or colon between letters separates ("fin.Manifestó", "amb.cat"); full stops and commas between digits
//   do not ("3.500", "1.234,5", "5.1.1");
// - Catalan "l·l" stays whole, also with the look-alikes of its dot;
// - a sign that OCR puts in place of a letter (@ ¢ £ € © ®) stays in the word when letters stand on both sides
//   ("expli¢ar", not "tom@ la"); an e-mail address is split;
// - digits stay in the word around them ("inversi6n", "G20"); superscripts, fractions and circled numbers stand alone,
// so
//   that a note's mark does not change the word before it ("GTF²" -> GTF, ²);
// - marks and invisible characters (soft hyphen) belong to the word before them.
//
// Scripts without spaces (Chinese, Japanese, Thai …) are split by ICU's dictionaries, in stretches of bounded length.
// `language` matters for apostrophes only. Takes time and memory in proportion to `text`. Thread-safe.
std::vector<WordSpan> words(std::string_view text, Language language);

}  // namespace dixit::text
