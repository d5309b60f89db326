#include "indexer/segment/dates.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>

namespace dixit::segment {
namespace {

using Words = std::span<const Word>;
using Names = std::array<std::array<std::string_view, 3>, 12>;

constexpr Names kMonths = {{{"enero", "gener", "january"},
                            {"febrero", "febrer", "february"},
                            {"marzo", "marc", "march"},
                            {"abril", "abril", "april"},
                            {"mayo", "maig", "may"},
                            {"junio", "juny", "june"},
                            {"julio", "juliol", "july"},
                            {"agosto", "agost", "august"},
                            {"septiembre", "setembre", "september"},
                            {"octubre", "octubre", "october"},
                            {"noviembre", "novembre", "november"},
                            {"diciembre", "desembre", "december"}}};

// From Sunday, as std::chrono::weekday counts them.
constexpr std::array<std::array<std::string_view, 3>, 7> kWeekdays = {{{"domingo", "diumenge", "sunday"},
                                                                       {"lunes", "dilluns", "monday"},
                                                                       {"martes", "dimarts", "tuesday"},
                                                                       {"miercoles", "dimecres", "wednesday"},
                                                                       {"jueves", "dijous", "thursday"},
                                                                       {"viernes", "divendres", "friday"},
                                                                       {"sabado", "dissabte", "saturday"}}};

constexpr std::size_t kEventReach = 4;
constexpr double kMaxDamage = 0.4;

// The place of `word` in `names`, counted from `first`; nothing where it is none of them.
template <std::size_t N>
std::optional<unsigned> index_of(const std::string& word, const std::array<std::array<std::string_view, 3>, N>& names,
                                 unsigned first, const text::ConfusionTable& confusions) {
  for (std::size_t i = 0; i < N; ++i) {
    for (const std::string_view name : names[i]) {
      if (name == word) return static_cast<unsigned>(i) + first;
    }
  }
  if (word.size() < 5) return std::nullopt;
  for (std::size_t i = 0; i < N; ++i) {
    if (confusions.distance(names[i][0], word, kMaxDamage) <= kMaxDamage) return static_cast<unsigned>(i) + first;
  }
  return std::nullopt;
}

std::optional<int> number_of(const std::string& word, int low, int high) {
  int number = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
  if (error != std::errc{} || end != word.data() + word.size() || number < low || number > high) return std::nullopt;
  return number;
}

struct Day {
  unsigned day = 0;
  std::optional<unsigned> month;
  std::optional<int> year;
  std::optional<unsigned> weekday;
  std::string event;
};

bool is_link(const std::string& word) {
  return word == "de" || word == "del" || word == "d" || word == "of" || word == "l" || word == "any";
}

std::string event_before(Words words, std::size_t at, std::size_t stop, const Authority& authority) {
  for (std::size_t i = at, steps = 0; i-- > stop && steps < kEventReach; ++steps) {
    const auto cue = authority.cue_at(words.subspan(i));
    if (cue && cue->what == Cue::kEvent) return words[i].folded;
  }
  return {};
}

// Reads "D", "D y E" and the like up to "de MONTH de YEAR" from `at`; returns the days and moves `at` behind them.
std::vector<Day> days_at(Words words, std::size_t& at, const text::ConfusionTable& confusions) {
  std::vector<Day> days;
  std::size_t i = at;
  const auto weekday = index_of(words[i].folded, kWeekdays, 0, confusions);
  if (weekday) ++i;
  while (i < words.size()) {
    const auto day = number_of(words[i].folded, 1, 31);
    if (!day) break;
    days.push_back({static_cast<unsigned>(*day), std::nullopt, std::nullopt, std::nullopt, {}});
    ++i;
    const bool more = i + 1 < words.size() && number_of(words[i + 1].folded, 1, 31).has_value() &&
                      (words[i].folded == "y" || words[i].folded == "i" || words[i].folded == "and" ||
                       words[i].folded == "al" || words[i].folded == "vy" || words[i].folded == "v");
    if (!more) break;
    ++i;
  }
  if (days.empty()) return {};
  if (days.size() == 1) days.front().weekday = weekday;
  std::size_t month_at = i;
  while (month_at < words.size() && month_at < i + 1 && is_link(words[month_at].folded)) ++month_at;
  const auto month =
      month_at < words.size() && month_at > i ? index_of(words[month_at].folded, kMonths, 1, confusions) : std::nullopt;
  if (!month && !weekday) return {};
  if (month) {
    i = month_at + 1;
    std::size_t year_at = i;
    while (year_at < words.size() && year_at < i + 2 && is_link(words[year_at].folded)) ++year_at;
    const auto year = year_at < words.size() ? number_of(words[year_at].folded, 1800, 2199) : std::optional<int>();
    if (year) i = year_at + 1;
    for (Day& day : days) day.month = month, day.year = year;
  }
  at = i;
  return days;
}

std::string two_digits(unsigned number) {
  return (number < 10 ? "0" : "") + std::to_string(number);
}

}  // namespace

std::vector<DateMention> dates_in(std::string_view text, const Authority& authority,
                                  const text::ConfusionTable& confusions) {
  const std::vector<Word> words = words_of(text);
  std::vector<Day> days;
  std::size_t behind_last = 0;
  for (std::size_t i = 0; i < words.size();) {
    std::size_t at = i;
    std::vector<Day> here = days_at(words, at, confusions);
    if (here.empty()) {
      ++i;
      continue;
    }
    const std::string event = event_before(words, i, behind_last, authority);
    for (Day& day : here) {
      day.event = event;
      if (!day.month && !days.empty()) day.month = days.back().month;
      days.push_back(std::move(day));
    }
    i = behind_last = at;
  }
  std::optional<int> year;
  for (const Day& day : days) {
    if (!year) year = day.year;
  }
  std::vector<DateMention> mentions;
  for (const Day& day : days) {
    const std::optional<int> full_year = day.year ? day.year : year;
    if (!day.month || !full_year) continue;
    const std::chrono::year_month_day date{std::chrono::year(*full_year), std::chrono::month(*day.month),
                                           std::chrono::day(day.day)};
    if (!date.ok()) continue;
    if (day.weekday && std::chrono::weekday(std::chrono::sys_days(date)).c_encoding() != *day.weekday) continue;
    mentions.push_back(
        {std::to_string(*full_year) + "-" + two_digits(*day.month) + "-" + two_digits(day.day), day.event});
  }
  return mentions;
}

}  // namespace dixit::segment
