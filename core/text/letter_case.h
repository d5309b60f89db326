// The letter case of words, in Latin-1, a letter a byte.

#pragma once

#include <string>
#include <string_view>

namespace dixit::text {

bool is_small_letter(unsigned char c);
bool is_capital_letter(unsigned char c);

// `word` in the letter case of `printed`: in capitals, or with a capital first; capitals of its own stay.
// A numeral is in capitals where anything printed is.
std::string in_case_of(std::string_view printed, std::string word);

}  // namespace dixit::text
