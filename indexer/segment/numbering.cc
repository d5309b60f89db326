#include "indexer/segment/numbering.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/base/check.h"
#include "core/text/sentence.h"

namespace dixit::segment {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// The digit that `c` is or stands for; -1 when it is none.
int digit_of(char c) {
  if (is_digit(c)) return c - '0';
  if (c == 'l' || c == 'I' || c == '|') return 1;
  if (c == 'O' || c == 'o') return 0;
  return -1;
}

constexpr std::size_t kMaxParts = 6;
constexpr unsigned kMaxPart = 99;

char roman_class(char c) {
  switch (c) {
    case 'I':
    case 'i':
    case 'l':
    case 'L':
    case '1':
    case '|':
    case '!': return 'i';
    case 'V':
    case 'v': return 'v';
    case 'X':
    case 'x': return 'x';
    default: return c;
  }
}

}  // namespace

std::optional<NumberedLine> section_number_at(std::string_view line) {
  if (line.empty() || !is_digit(line[0])) return std::nullopt;
  NumberedLine found;
  std::size_t at = 0;
  bool closed = false;
  while (at < line.size() && found.number.size() < kMaxParts) {
    unsigned part = 0;
    std::size_t digits = 0;
    while (at < line.size() && digit_of(line[at]) >= 0 && digits < 3) {
      part = part * 10 + static_cast<unsigned>(digit_of(line[at]));
      ++at, ++digits;
    }
    if (digits == 0 || part > kMaxPart) return std::nullopt;
    found.number.push_back(part);
    closed = at < line.size() && line[at] == '.';
    if (closed) ++at;
    if (!closed || (at < line.size() && line[at] == ' ')) break;
  }
  if (at >= line.size() || line[at] != ' ' || (!closed && found.number.size() < 2)) return std::nullopt;
  found.end = at + 1;
  if (!text::begins_upper(line.substr(found.end))) return std::nullopt;
  return found;
}

std::string to_string(const SectionNumber& number) {
  std::string text;
  for (const unsigned part : number) text += (text.empty() ? "" : ".") + std::to_string(part);
  return text;
}

bool can_follow(const SectionNumber& last, const SectionNumber& next) {
  if (next.empty()) return false;
  if (last.empty()) return next.size() == 1 && next[0] <= 2;
  if (next.size() > last.size()) {
    return next.size() == last.size() + 1 && std::equal(last.begin(), last.end(), next.begin()) && next.back() <= 2;
  }
  const std::size_t level = next.size() - 1;
  const bool same_parent = std::equal(next.begin(), next.end() - 1, last.begin());
  return same_parent && next[level] > last[level] && next[level] <= last[level] + 2;
}

std::string roman(unsigned number) {
  DIXIT_CHECK(number >= 1 && number <= 99);
  static constexpr std::array<std::pair<unsigned, std::string_view>, 9> kDigits = {
      {{90, "xc"}, {50, "l"}, {40, "xl"}, {10, "x"}, {9, "ix"}, {5, "v"}, {4, "iv"}, {1, "i"}, {0, ""}}};
  std::string text;
  for (const auto& [value, digits] : kDigits) {
    while (value > 0 && number >= value) {
      text += digits;
      number -= value;
    }
  }
  return text;
}

std::optional<std::size_t> roman_item_at(std::string_view line, unsigned expected) {
  const std::string wanted = roman(expected);
  if (line.size() < wanted.size() + 3) return std::nullopt;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    if (roman_class(line[i]) != roman_class(wanted[i])) return std::nullopt;
  }
  const std::string_view rest = line.substr(wanted.size());
  if (!rest.starts_with(". ") || !text::begins_upper(rest)) return std::nullopt;
  return wanted.size() + 2;
}

}  // namespace dixit::segment
