// One word of an analysed text: where it stands, what is printed, what is meant, and what it is found under.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace dixit::text {

// What had to be done to get from the printed word to its reading.
enum class How : std::uint8_t {
  kSame,    // nothing: it says what it means
  kAccent,  // accents were restored
  kOcr,     // characters that OCR had misread were restored
  kJoined,  // it was printed in two pieces, a space or a line's end between them
  kSplit,   // it was printed run together with a neighbour
};

// The stable names "same", "accent", "ocr", "joined", "split".
std::string_view name(How how);

// Rules that hold for the tokens of one text, whatever steps the chain has:
// - tokens ascend: `begin` never goes back, and byte ranges never overlap;
// - every letter and digit of the text lies in exactly one token, and `printed` is exactly its bytes;
// - positions ascend too, by one a printed word; phrases are matched on them.
struct Token {
  std::size_t begin = 0;       // bytes [begin, end) of the text that was analysed
  std::size_t end = 0;         //
  std::uint32_t position = 0;  // number of the word in the text, from 1
  std::string printed;         // as it stands in the text
  std::string
      reading;  // the word that is meant, with its accents, in the printed letter case; kSplit: two words with a space
  std::string form;  // fold(reading) without a closing English "'s", of two the first: a quoted word matches it
  std::string stem;  // of `form`, folded too: what a plain word matches
  How how = How::kSame;
  float confidence = 1.0F;  // that `reading` is what is meant, 0 to 1; 1 when nothing was changed
};

}  // namespace dixit::text
