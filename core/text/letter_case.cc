#include "core/text/letter_case.h"

#include <cstddef>

namespace dixit::text {

bool is_small_letter(unsigned char c) {
  return (c >= 'a' && c <= 'z') || c >= 0xDF;
}

bool is_capital_letter(unsigned char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE);
}

std::string in_case_of(std::string_view printed, std::string word) {
  const auto raise = [](char& c) {
    const auto letter = static_cast<unsigned char>(c);
    if (is_small_letter(letter) && letter != 0xDF && letter != 0xFF && letter != 0xF7)
      c = static_cast<char>(letter - 0x20);
  };
  std::size_t capitals = 0;
  std::size_t small = 0;
  for (const char c : printed) {
    if (is_capital_letter(static_cast<unsigned char>(c))) ++capitals;
    if (is_small_letter(static_cast<unsigned char>(c))) ++small;
  }
  // Roman numerals, whose small letters are capitals misread: "Ill", "XXl".
  const bool is_numeral = capitals > 0 && word.size() > 1 && word.find_first_not_of("ivx") == std::string::npos;
  if (is_numeral || (capitals > 1 && small == 0)) {
    for (char& c : word) raise(c);
  } else if (!printed.empty() && is_capital_letter(static_cast<unsigned char>(printed[0]))) {
    raise(word[0]);
  }
  return word;
}

}  // namespace dixit::text
