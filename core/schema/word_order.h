// The words of a unit in their order, as the index keeps them for phrases and NEAR. Xapian keeps places too, word by
// word: to read those of two words in one unit takes twenty times as long as to read all of a unit here.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace dixit::schema {

// Stands for a word. Two words have the same one by a chance of one in a thousand million.
using WordMark = std::uint32_t;
inline constexpr unsigned kMarkBits = 30;

WordMark mark_of(std::string_view form);

// The value slot of the word order, beyond those of the field table.
inline constexpr unsigned kWordOrderSlot = 32;

// Words with their positions, of which several may have the same one. Four bytes a word, four more for a gap.
class WordOrderWriter {
 public:
  // Positions must not fall.
  void add(std::uint32_t position, std::string_view form);

  // The words added so far; empty without any.
  const std::string& bytes() const { return bytes_; }

 private:
  std::string bytes_;
  std::uint32_t last_ = 0;
};

struct PlacedWord {
  std::uint32_t position = 0;
  WordMark mark = 0;
};

class WordOrderReader {
 public:
  // `bytes` must stay; what no writer can have written ends the words.
  explicit WordOrderReader(std::string_view bytes) : bytes_(bytes) {}

  // The next word; false at the end.
  bool next(PlacedWord& word);

 private:
  std::string_view bytes_;
  std::uint32_t position_ = 0;
};

}  // namespace dixit::schema
