#include "core/text/confusion.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fstream>
#include <limits>
#include <queue>
#include <set>
#include <string>
#include <utility>

#include "core/base/utf8.h"
#include "core/text/fold.h"

namespace dixit::text {
namespace {

constexpr std::size_t kMaxRuleLength = 3;

// Lower case of the letters that reports of ours are written in; all that `distance` needs to be blind to case.
char32_t lower(char32_t c) {
  if (c < 0x80) return c >= 'A' && c <= 'Z' ? c + 32 : c;
  if (c >= 0xC0 && c <= 0xDE && c != 0xD7) return c + 32;
  const bool is_pair_even = (c >= 0x100 && c <= 0x137) || (c >= 0x14A && c <= 0x177);
  const bool is_pair_odd = (c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E);
  if (is_pair_even) return c | 1U;
  if (is_pair_odd) return c % 2 == 1 ? c + 1 : c;
  return c;
}

std::u32string to_lower(std::string_view text) {
  std::u32string out;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = decode_at(text, at);
    out += lower(point.value);
    at += point.size_bytes;
  }
  return out;
}

std::string to_utf8(std::u32string_view text) {
  std::string out;
  for (const char32_t c : text) append_utf8(out, c);
  return out;
}

// The letter under an accent; the letter itself where there is none.
char32_t base_of(char32_t c) {
  if (c < 0x80) return c;
  std::string folded;
  append_utf8(folded, c);
  folded = fold(folded);
  if (folded.empty()) return c;
  const CodePoint point = decode_at(folded, 0);
  return point.size_bytes == folded.size() ? point.value : c;
}

std::u32string bases_of(const std::u32string& text) {
  std::u32string out = text;
  std::transform(out.begin(), out.end(), out.begin(), base_of);
  return out;
}

std::vector<std::string_view> split(std::string_view line) {
  std::vector<std::string_view> fields;
  while (true) {
    const std::size_t begin = line.find_first_not_of(" \t\r");
    if (begin == std::string_view::npos) return fields;
    const std::size_t end = std::min(line.find_first_of(" \t\r", begin), line.size());
    fields.push_back(line.substr(begin, end - begin));
    line.remove_prefix(end);
  }
}

bool parse_cost(std::string_view field, double& cost) {
  const auto [end, failure] = std::from_chars(field.data(), field.data() + field.size(), cost);
  return failure == std::errc() && end == field.data() + field.size() && cost > 0 && cost <= 1;
}

}  // namespace

Result<ConfusionTable> ConfusionTable::load(const std::filesystem::path& file, Diagnostics& diagnostics) {
  std::error_code failure;
  if (!std::filesystem::is_regular_file(file, failure)) {
    return Error{ErrorCode::kInputMissing,
                 "no list of OCR confusions at " + file.string(),
                 "name the folder that holds the program's data with --data or DIXIT_DATA",
                 {}};
  }
  std::ifstream in(file, std::ios::binary);
  ConfusionTable table;
  std::string line;
  for (std::size_t number = 1; std::getline(in, line); ++number) {
    const std::vector<std::string_view> fields = split(line);
    if (fields.empty() || fields.front().starts_with('#')) continue;
    const auto reject = [&](std::string message, std::string hint) {
      diagnostics.add({Severity::kWarning, "confusion.bad-line", file.string(), number, 0, std::move(message), line,
                       std::move(hint)});
    };
    Rule rule;
    if (fields.size() != 3) {
      reject("a confusion has three fields, not " + std::to_string(fields.size()),
             "write what was meant, what is printed, and the cost");
    } else if (!parse_cost(fields[2], rule.cost)) {
      reject("the cost is not a number above 0 and at most 1", "write it with a full stop, such as 0.25");
    } else if (find_invalid_utf8(line)) {
      reject("the line is not UTF-8", "save the file as UTF-8");
    } else {
      rule.intended = to_lower(fields[0]);
      rule.printed = to_lower(fields[1]);
      if (rule.intended.size() > kMaxRuleLength || rule.printed.size() > kMaxRuleLength) {
        reject("a confusion of more than three characters", "list the part that changes only");
      } else if (rule.intended == rule.printed) {
        reject("what is meant and what is printed are the same", "take the line out; letter case never counts");
      } else {
        rule.accents_only = fold(fields[0]) == fold(fields[1]);
        table.rules_.push_back(std::move(rule));
      }
    }
  }
  if (in.bad()) return Error{ErrorCode::kInputUnreadable, "cannot read " + file.string(), "", {}};
  std::stable_sort(table.rules_.begin(), table.rules_.end(),
                   [](const Rule& a, const Rule& b) { return a.printed < b.printed; });
  return table;
}

double ConfusionTable::distance(std::string_view intended_text, std::string_view printed_text, double limit) const {
  const std::u32string intended = to_lower(intended_text);
  const std::u32string printed = to_lower(printed_text);
  if (intended == printed) return 0;
  const std::u32string intended_bases = bases_of(intended);
  const std::u32string printed_bases = bases_of(printed);
  const std::size_t columns = intended.size() + 1;
  constexpr double kFar = std::numeric_limits<double>::infinity();

  // costs[j * columns + i]: of misreading the first i letters that were meant as the first j that are printed.
  std::vector<double> costs(columns * (printed.size() + 1), kFar);
  std::vector<double> row_minimum(printed.size() + 1, kFar);
  const auto at = [&](std::size_t j, std::size_t i) -> double& { return costs[j * columns + i]; };
  const auto relax = [&](std::size_t j, std::size_t i, double cost) {
    at(j, i) = std::min(at(j, i), cost);
    row_minimum[j] = std::min(row_minimum[j], at(j, i));
  };
  relax(0, 0, 0);
  for (std::size_t j = 0; j <= printed.size(); ++j) {
    // Whatever comes must start from one of the last rows.
    double reachable = kFar;
    for (std::size_t back = 0; back <= std::min(j, kMaxRuleLength); ++back) {
      reachable = std::min(reachable, row_minimum[j - back]);
    }
    if (reachable > limit) return reachable;

    const char32_t first = j < printed.size() ? printed[j] : U'\0';
    const auto rules_begin =
        std::partition_point(rules_.begin(), rules_.end(), [&](const Rule& r) { return r.printed.front() < first; });
    const auto rules_end =
        std::partition_point(rules_begin, rules_.end(), [&](const Rule& r) { return r.printed.front() <= first; });

    for (std::size_t i = 0; i <= intended.size(); ++i) {
      const double here = at(j, i);
      if (here > limit) continue;
      if (i < intended.size()) relax(j, i + 1, here + kOtherCost);
      if (j == printed.size()) continue;
      relax(j + 1, i, here + kOtherCost);
      if (i == intended.size()) continue;
      const double step = intended[i] == printed[j]               ? 0
                          : intended_bases[i] == printed_bases[j] ? kAccentCost
                                                                  : kOtherCost;
      relax(j + 1, i + 1, here + step);
      for (auto rule = rules_begin; rule != rules_end; ++rule) {
        if (intended.compare(i, rule->intended.size(), rule->intended) == 0 &&
            printed.compare(j, rule->printed.size(), rule->printed) == 0) {
          relax(j + rule->printed.size(), i + rule->intended.size(), here + rule->cost);
        }
      }
    }
  }
  const double total = at(printed.size(), intended.size());
  return total <= limit ? total : std::max(total, std::nextafter(limit, kFar));
}

std::vector<std::pair<std::string, double>> ConfusionTable::undo(std::string_view printed_text, double limit) const {
  // Cheapest first: a reading is complete when it comes off the queue with all of the printed word read.
  struct State {
    double cost;
    std::size_t at;
    std::u32string reading;
    bool operator>(const State& other) const {
      // Of two alike the one further on, so that the search ends; then by letters, so that the order is always the
      // same.
      if (cost != other.cost) return cost > other.cost;
      if (at != other.at) return at < other.at;
      return reading > other.reading;
    }
  };
  constexpr std::size_t kMaxSteps = 50'000;

  const std::u32string printed = to_lower(printed_text);
  std::priority_queue<State, std::vector<State>, std::greater<>> open;
  std::set<std::pair<std::size_t, std::u32string>> seen;
  std::vector<std::pair<std::string, double>> found;
  open.push({0, 0, {}});
  for (std::size_t steps = 0; !open.empty() && steps < kMaxSteps && found.size() < kMaxReadings; ++steps) {
    const State state = open.top();
    open.pop();
    if (!seen.emplace(state.at, state.reading).second) continue;
    if (state.at == printed.size()) {
      if (state.reading != printed) found.emplace_back(to_utf8(state.reading), state.cost);
      continue;
    }
    open.push({state.cost, state.at + 1, state.reading + printed[state.at]});
    const auto first = std::partition_point(rules_.begin(), rules_.end(),
                                            [&](const Rule& r) { return r.printed.front() < printed[state.at]; });
    for (auto rule = first; rule != rules_.end() && rule->printed.front() == printed[state.at]; ++rule) {
      if (rule->accents_only || state.cost + rule->cost > limit) continue;
      if (printed.compare(state.at, rule->printed.size(), rule->printed) != 0) continue;
      open.push({state.cost + rule->cost, state.at + rule->printed.size(), state.reading + rule->intended});
    }
  }
  return found;
}

}  // namespace dixit::text
