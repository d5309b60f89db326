#include "searchd/api/json_text.h"

#include <array>
#include <cmath>

#include "core/base/utf8.h"

namespace dixit::api {
namespace {

constexpr std::array<bool, 256> kNeedsEscape = [] {
  std::array<bool, 256> needs{};
  for (std::size_t control = 0; control < ' '; ++control) needs[control] = true;
  needs['"'] = needs['\\'] = true;
  return needs;
}();

void append_escaped(std::string& out, char c) {
  switch (c) {
    case '"': out += "\\\""; return;
    case '\\': out += "\\\\"; return;
    case '\b': out += "\\b"; return;
    case '\f': out += "\\f"; return;
    case '\n': out += "\\n"; return;
    case '\r': out += "\\r"; return;
    case '\t': out += "\\t"; return;
    default: break;
  }
  constexpr std::string_view kDigits = "0123456789abcdef";
  out += "\\u00";
  out += kDigits[static_cast<unsigned char>(c) >> 4];
  out += kDigits[static_cast<unsigned char>(c) & 15];
}

std::string mended(std::string_view text) {
  std::string whole;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = decode_at(text, at);
    append_utf8(whole, point.value);
    at += point.size_bytes;
  }
  return whole;
}

}  // namespace

void JsonText::begin_element() {
  if (needs_comma_) text_ += ',';
  needs_comma_ = true;
}

void JsonText::begin_member(std::string_view name) {
  begin_element();
  (text_ += '"').append(name) += "\":";
}

JsonText::Scope JsonText::open(char begin, char end) {
  text_ += begin;
  needs_comma_ = false;
  return {*this, end};
}

JsonText::Scope JsonText::object() {
  begin_element();
  return open('{', '}');
}

JsonText::Scope JsonText::object(std::string_view name) {
  begin_member(name);
  return open('{', '}');
}

JsonText::Scope JsonText::array(std::string_view name) {
  begin_member(name);
  return open('[', ']');
}

void JsonText::write_text(std::string_view text) {
  if (find_invalid_utf8(text)) return write_text(mended(text));
  text_ += '"';
  std::size_t written = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!kNeedsEscape[static_cast<unsigned char>(text[at])]) continue;
    text_.append(text, written, at - written);
    append_escaped(text_, text[at]);
    written = at + 1;
  }
  text_.append(text, written);
  text_ += '"';
}

void JsonText::write_real(double number) {
  if (!std::isfinite(number)) {
    text_ += "null";
    return;
  }
  std::array<char, 32> digits{};
  const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), number);
  const std::string_view shortest(digits.data(), static_cast<std::size_t>(end - digits.data()));
  text_ += shortest;
  // Some readers tell whole numbers from others.
  if (shortest.find_first_of(".e") == std::string_view::npos) text_ += ".0";
}

}  // namespace dixit::api
