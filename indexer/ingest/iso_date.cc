#include "indexer/ingest/iso_date.h"

#include <algorithm>
#include <chrono>

namespace dixit::ingest {

bool is_iso_date(std::string_view text) {
  constexpr std::string_view kPattern = "dddd-dd-dd";
  if (text.size() != 4 && text.size() != 7 && text.size() != 10) return false;
  const bool fits = std::equal(text.begin(), text.end(), kPattern.begin(), [](char c, char pattern) {
    return pattern == 'd' ? c >= '0' && c <= '9' : c == pattern;
  });
  if (!fits) return false;
  const auto number = [&](std::size_t at, std::size_t digits) {
    int value = 0;
    for (const char digit : text.substr(at, digits)) value = value * 10 + (digit - '0');
    return value;
  };
  const auto month = text.size() > 4 ? static_cast<unsigned>(number(5, 2)) : 1U;
  const auto day = text.size() > 7 ? static_cast<unsigned>(number(8, 2)) : 1U;
  return std::chrono::year_month_day(std::chrono::year(number(0, 4)), std::chrono::month(month), std::chrono::day(day))
      .ok();
}

}  // namespace dixit::ingest
