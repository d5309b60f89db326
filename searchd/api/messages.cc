#include "searchd/api/messages.h"

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "core/base/check.h"

namespace dixit::api {
namespace {

constexpr std::string_view kMonth = "month_";           // as a date with a day says it: "de julio"
constexpr std::string_view kBareMonth = "bare_month_";  // as a month and year say it: "julio"

bool all_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool is_month(std::string_view text) {
  return text.size() == 2 && all_digits(text) && text >= "01" && text <= "12";
}

std::string two_digits(int value) {
  return {static_cast<char>('0' + value / 10), static_cast<char>('0' + value % 10)};
}

Error rejected(const std::filesystem::path& file, const std::string& why) {
  return {ErrorCode::kInputRejected,
          "'" + file.string() + "' " + why,
          "Every language has the same keys: take what is missing from another file beside it.",
          {}};
}

std::string filled(std::string_view text, Messages::Values values) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t open = std::min(text.find('{', at), text.size());
    out.append(text.substr(at, open - at));
    if (open == text.size()) break;
    const std::size_t close = text.find('}', open);
    const auto* found = values.end();
    if (close != std::string_view::npos) {
      const std::string_view name = text.substr(open + 1, close - open - 1);
      found = std::find_if(values.begin(), values.end(), [&](const auto& value) { return value.first == name; });
    }
    if (found == values.end()) {
      out.push_back('{');
      at = open + 1;
    } else {
      out.append(found->second);
      at = close + 1;
    }
  }
  return out;
}

}  // namespace

Result<Messages> Messages::load(const std::filesystem::path& file) {
  errno = 0;
  std::ifstream in(file, std::ios::binary);
  if (!in) return system_error(errno, "read", file.string());
  const std::string bytes((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());

  const auto json = nlohmann::json::parse(bytes, nullptr, false);
  if (!json.is_object()) return rejected(file, "is not a JSON object");
  Messages messages;
  for (const auto& [key, value] : json.items()) {
    if (!value.is_string()) return rejected(file, "has something other than a text under '" + key + "'");
    messages.all_.emplace(key, value.get<std::string>());
  }
  const auto lacks = [&](const std::string& key) { return messages.all_.find(key) == messages.all_.end(); };
  for (const std::string_view key : kMessageKeys) {
    if (lacks(std::string(key))) return rejected(file, "lacks '" + std::string(key) + "'");
  }
  for (const std::string_view prefix : {kMonth, kBareMonth}) {
    for (int month = 1; month <= 12; ++month) {
      const std::string key = std::string(prefix) + two_digits(month);
      if (lacks(key)) return rejected(file, "lacks '" + key + "'");
    }
  }
  return messages;
}

const std::string& Messages::at(std::string_view key) const {
  const auto found = all_.find(key);
  DIXIT_CHECK(found != all_.end());
  return found->second;
}

const std::string& Messages::text(MessageKey key) const {
  return at(key.name());
}

std::string Messages::fill(MessageKey key, Values values) const {
  return filled(at(key.name()), values);
}

std::string Messages::number(std::size_t value) const {
  std::string digits = std::to_string(value);
  if (digits.size() <= 4) return digits;
  const std::string& separator = text("number_separator");
  for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, separator);
  return digits;
}

std::string Messages::milliseconds(double value) const {
  const auto tenths = static_cast<std::size_t>(std::llround(std::max(value, 0.0) * 10));
  if (tenths >= 100) return number((tenths + 5) / 10);
  return std::to_string(tenths / 10) + text("decimal_separator") + std::to_string(tenths % 10);
}

std::string Messages::date(std::string_view iso) const {
  const std::string_view year = iso.substr(0, 4);
  if (iso.size() < 7 || iso[4] != '-' || year.size() != 4 || !all_digits(year)) return std::string(iso);
  const std::string_view month = iso.substr(5, 2);
  if (!is_month(month)) return std::string(iso);
  if (iso.size() == 7) {
    return fill("date_month", {{"month", at(std::string(kBareMonth) + std::string(month))}, {"year", year}});
  }
  std::string_view day = iso.substr(8);
  if (iso.size() != 10 || iso[7] != '-' || !all_digits(day)) return std::string(iso);
  if (day.front() == '0') day.remove_prefix(1);
  return fill("date_day", {{"day", day}, {"month", at(std::string(kMonth) + std::string(month))}, {"year", year}});
}

}  // namespace dixit::api
