#include "searchd/api/clean_text.h"

#include <cstddef>

#include "core/base/utf8.h"

namespace dixit::api {

std::string clean_text(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = decode_at(text, at);
    at += point.size_bytes;
    const bool is_control = point.value < ' ' || (point.value >= 0x7F && point.value < 0xA0);
    const bool is_none = point.value == 0xFFFE || point.value == 0xFFFF;
    append_utf8(out, is_control ? U' ' : is_none ? kReplacementCharacter : point.value);
  }
  return out;
}

}  // namespace dixit::api
