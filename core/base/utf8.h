// Reading and cutting UTF-8 by code points.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace dixit {

// One code point and the bytes it takes.
struct CodePoint {
  char32_t value = 0;
  std::size_t size_bytes = 1;
};

// What the replacement of a broken sequence reads as (U+FFFD).
inline constexpr char32_t kReplacementCharacter = 0xFFFD;

// The code point that begins at `text[at]`, which must exist. A byte that begins no valid sequence (stray
// continuation, overlong form, surrogate, beyond U+10FFFF, cut off) reads as U+FFFD of one byte.
CodePoint decode_at(std::string_view text, std::size_t at);

// Appends `value` to `out`. Surrogates and values beyond U+10FFFF are appended as U+FFFD.
void append_utf8(std::string& out, char32_t value);

// Offset of the first byte that is not part of valid UTF-8; empty when all of `text` is valid.
std::optional<std::size_t> find_invalid_utf8(std::string_view text);

// The longest beginning of `text` of at most `max_bytes` bytes that does not cut a code point in two.
std::string_view truncate_utf8(std::string_view text, std::size_t max_bytes);

}  // namespace dixit
