// Small questions about lines of prose that several passes ask.

#pragma once

#include <string_view>

namespace dixit::text {

// Whether `line` ends where a sentence or an item of a list can: . : ; ? ! … or a closing bracket or quote after one.
// False for an empty line.
bool ends_statement(std::string_view line);

// The same for a sentence alone: . ? ! …
bool ends_sentence(std::string_view line);

// Whether the first letter of `line` is upper case; false where it has no letter before its first digit.
bool begins_upper(std::string_view line);

// Whether `line` begins with a lower-case letter, so that it must continue what stands before it.
bool begins_lower(std::string_view line);

// Whether `line` breaks off: it ends with a comma, a hyphen, or a small word such as "de" that needs another after it.
// True for an empty line.
bool breaks_off(std::string_view line);

// Whether `line` begins an item of a list: a dash, bullet or asterisk and a space, or "a)", "1)".
bool begins_item(std::string_view line);

// The text without spaces at its ends.
std::string_view trimmed(std::string_view text);

}  // namespace dixit::text
