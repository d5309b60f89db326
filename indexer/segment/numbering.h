// Reads the numbers that open headings, also where OCR took a digit for a letter.

#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dixit::segment {

// "5.1.2" as {5, 1, 2}.
using SectionNumber = std::vector<unsigned>;

struct NumberedLine {
  SectionNumber number;
  std::size_t end = 0;  // bytes of the line that the number and the space after it take
};

// The decimal number that `line` begins with, before a space and a capital: "5.1.1. Sesión", "5.2.5 Conclusiones". A
// single number needs its full stop ("3. Metodología"). l, I and | read as 1, O and o as 0 where digits surround them.
std::optional<NumberedLine> section_number_at(std::string_view line);

// "5.1.2".
std::string to_string(const SectionNumber& number);

// Whether a heading numbered `next` can follow one numbered `last` (empty: none yet): its first child, or the next
// sibling of it or of one of its ancestors. One number may be missing in between.
bool can_follow(const SectionNumber& last, const SectionNumber& next);

// Bytes of `line` that the lower-case roman number `expected` (from 1 to 99), its full stop and space take; nothing
// where the line does not begin with them. Case is free, and i, l, 1, | and ! are one letter, as OCR has them.
std::optional<std::size_t> roman_item_at(std::string_view line, unsigned expected);

// `number` (1 to 99) in lower-case roman digits.
std::string roman(unsigned number);

}  // namespace dixit::segment
