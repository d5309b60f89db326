#include "core/text/sentence.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <string>

#include "core/base/utf8.h"
#include "core/text/fold.h"

namespace dixit::text {
namespace {

// Closing marks that may follow the end of a sentence.
constexpr std::array<std::string_view, 6> kClosers = {"»", "”", "’", "\"", ")", "]"};
constexpr std::array<std::string_view, 6> kBullets = {"-", "–", "—", "•", "*", "·"};

std::string_view without_closers(std::string_view line) {
  for (bool again = true; again;) {
    again = false;
    for (const std::string_view closer : kClosers) {
      if (line.ends_with(closer)) line.remove_suffix(closer.size()), again = true;
    }
  }
  return line;
}

template <std::size_t N>
bool ends_with_one_of(std::string_view line, const std::array<std::string_view, N>& ends) {
  line = without_closers(trimmed(line));
  return std::any_of(ends.begin(), ends.end(), [&](std::string_view end) { return line.ends_with(end); });
}

char32_t first_letter_or_digit(std::string_view line) {
  for (std::size_t at = 0; at < line.size();) {
    const CodePoint point = decode_at(line, at);
    if (u_isalnum(static_cast<UChar32>(point.value))) return point.value;
    at += point.size_bytes;
  }
  return 0;
}

}  // namespace

bool ends_statement(std::string_view line) {
  return ends_with_one_of(line, std::array<std::string_view, 6>{".", ":", ";", "?", "!", "…"});
}

bool ends_sentence(std::string_view line) {
  return ends_with_one_of(line, std::array<std::string_view, 4>{".", "?", "!", "…"});
}

bool begins_upper(std::string_view line) {
  return u_isupper(static_cast<UChar32>(first_letter_or_digit(line)));
}

bool begins_lower(std::string_view line) {
  return !line.empty() && u_islower(static_cast<UChar32>(decode_at(line, 0).value));
}

bool breaks_off(std::string_view line) {
  static constexpr std::array<std::string_view, 22> kLeading = {"de", "del", "la",  "las", "los", "el",  "y",  "e",
                                                                "en", "i",   "a",   "al",  "con", "por", "da", "do",
                                                                "of", "and", "the", "les", "els", "vy"};
  line = trimmed(line);
  if (line.empty() || line.ends_with(',') || line.ends_with('-')) return true;
  const std::size_t space = line.rfind(' ');
  const std::string last = fold(line.substr(space == std::string_view::npos ? 0 : space + 1));
  return std::find(kLeading.begin(), kLeading.end(), last) != kLeading.end();
}

bool begins_item(std::string_view line) {
  for (const std::string_view bullet : kBullets) {
    if (line.starts_with(bullet) && line.substr(bullet.size()).starts_with(' ')) return true;
  }
  std::size_t at = 0;
  while (at < line.size() && line[at] >= '0' && line[at] <= '9') ++at;
  if (at == 0 && !line.empty() && line[0] >= 'a' && line[0] <= 'z') at = 1;
  return at > 0 && at <= 2 && line.substr(at).starts_with(") ");
}

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(' ');
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(' ') - begin + 1);
}

}  // namespace dixit::text
