// The words of a unit in their order, as the index keeps them for phrases and NEAR.

#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace dixit::schema {

// Stands for the term of a word. Two words have the same one by a chance of one in a thousand million.
using WordMark = std::uint32_t;
inline constexpr unsigned kMarkBits = 30;

WordMark mark_of(std::string_view term);

// Where a word stands.
enum class Place : std::uint32_t {
  kSame,  // where the one before does: a further reading of it
  kNext,  // behind the one before
  kFar,   // too far behind it for any phrase: it begins the text, a part of the heading or a field
};

// A word: its mark, and its place in the two bits above.
using PlacedWord = std::uint32_t;

inline PlacedWord placed_word(Place place, std::string_view term) {
  return mark_of(term) | static_cast<std::uint32_t>(place) << kMarkBits;
}
inline WordMark mark_in(PlacedWord word) {
  return word & ((1U << kMarkBits) - 1);
}
inline Place place_in(PlacedWord word) {
  return static_cast<Place>(word >> kMarkBits);
}

using WordOrder = std::vector<PlacedWord>;

}  // namespace dixit::schema
