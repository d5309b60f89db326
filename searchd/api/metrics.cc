#include "searchd/api/metrics.h"

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <utility>

#include "core/base/version.h"

namespace dixit::api {
namespace {

// Label values may hold anything, but for these three it has to be said otherwise.
std::string quoted(std::string_view value) {
  std::string out = "\"";
  for (const char c : value) {
    if (c == '\\' || c == '"') out += '\\';
    out += c == '\n' ? "\\n" : std::string(1, c);
  }
  return out + '"';
}

// Seconds in as many digits as it takes.
std::string seconds(double value) {
  std::array<char, 32> digits{};
  std::snprintf(digits.data(), digits.size(), "%.9g", value);
  return digits.data();
}

void describe(std::string& text, std::string_view name, std::string_view type, std::string_view help) {
  text.append("# HELP ").append(name).append(" ").append(help).append("\n");
  text.append("# TYPE ").append(name).append(" ").append(type).append("\n");
}

void sample(std::string& text, std::string_view name, std::string_view labels, std::string_view value) {
  text.append(name);
  if (!labels.empty()) text.append("{").append(labels).append("}");
  text.append(" ").append(value).append("\n");
}

void single(std::string& text, std::string_view name, std::string_view type, std::string_view help,
            std::string_view value) {
  describe(text, name, type, help);
  sample(text, name, {}, value);
}

// "2025-01-07T10:15:00Z" as seconds since 1970; 0 where it is no such time.
std::int64_t to_epoch(const std::string& utc) {
  std::tm time{};
  return ::strptime(utc.c_str(), "%Y-%m-%dT%H:%M:%SZ", &time) == nullptr ? 0 : ::timegm(&time);
}

void describe_index(std::string& text, const ServedIndex& index) {
  describe(text, "dixit_index_info", "gauge", "The generation of the index that is served.");
  sample(text, "dixit_index_info",
         "generation=" + quoted(index.generation) + ",built_by=" + quoted(index.meta.program_version), "1");
  single(text, "dixit_index_built_timestamp_seconds", "gauge", "When the served generation was built.",
         std::to_string(to_epoch(index.meta.built_at)));
  single(text, "dixit_index_documents", "gauge", "Documents in the served generation.",
         std::to_string(index.meta.documents));
  single(text, "dixit_index_units", "gauge", "Units in the served generation.", std::to_string(index.meta.units));
}

}  // namespace

std::string connections_text(std::size_t open) {
  std::string text;
  single(text, "dixit_http_connections_open", "gauge", "Connections of clients, working or not.", std::to_string(open));
  return text;
}

Metrics::Metrics(std::vector<std::string_view> routes) : names_(std::move(routes)), routes_(names_.size() + 1) {}

void Metrics::count_request(std::size_t route, int status, std::chrono::nanoseconds took) {
  Route& counted = routes_[std::min(route, names_.size())];
  const auto known = std::find(kStatuses.begin(), kStatuses.end() - 1, status);
  counted.by_status[static_cast<std::size_t>(known - kStatuses.begin())] += 1;
  const auto microseconds = static_cast<std::uint64_t>(std::chrono::ceil<std::chrono::microseconds>(took).count());
  const auto time = std::lower_bound(kClassEnds.begin(), kClassEnds.end(), microseconds);
  counted.by_time[static_cast<std::size_t>(time - kClassEnds.begin())] += 1;
  counted.nanoseconds += static_cast<std::uint64_t>(took.count());
}

void Metrics::count_search(std::size_t hits) {
  ++searches_;
  if (hits == 0) ++empty_searches_;
}

bool Metrics::begin_export(unsigned most) {
  if (exports_++ < most) return true;
  --exports_;
  return false;
}

void Metrics::end_export() {
  --exports_;
}

std::string Metrics::to_text(const ServedIndex* index) const {
  std::string requests;
  std::string times;
  describe(requests, "dixit_http_requests_total", "counter", "Requests answered, by route and status.");
  describe(times, "dixit_http_request_duration_seconds", "histogram",
           "Time to an answer, by route; of an export, to its first piece.");
  for (std::size_t i = 0; i < routes_.size(); ++i) {
    const Route& route = routes_[i];
    const std::string label = "route=" + quoted(i < names_.size() ? names_[i] : std::string_view("none"));
    for (std::size_t status = 0; status < kStatuses.size(); ++status) {
      const std::uint64_t count = route.by_status[status];
      if (count == 0) continue;
      std::string labels = label;
      labels += ",status=\"";
      labels += std::to_string(kStatuses[status]);
      labels += '"';
      sample(requests, "dixit_http_requests_total", labels, std::to_string(count));
    }
    std::uint64_t count = 0;
    std::string classes;
    for (std::size_t time = 0; time <= kClassEnds.size(); ++time) {
      count += route.by_time[time];
      std::string labels = label;
      labels += ",le=\"";
      labels += time < kClassEnds.size() ? seconds(static_cast<double>(kClassEnds[time]) / 1e6) : "+Inf";
      labels += '"';
      sample(classes, "dixit_http_request_duration_seconds_bucket", labels, std::to_string(count));
    }
    if (count == 0) continue;
    times += classes;
    sample(times, "dixit_http_request_duration_seconds_sum", label,
           seconds(static_cast<double>(route.nanoseconds) / 1e9));
    sample(times, "dixit_http_request_duration_seconds_count", label, std::to_string(count));
  }
  std::string text = std::move(requests) + times;
  single(text, "dixit_searches_total", "counter", "Searches answered, by programs and on the page.",
         std::to_string(searches_));
  single(text, "dixit_searches_without_answer_total", "counter", "Of these, those that nothing answered.",
         std::to_string(empty_searches_));
  single(text, "dixit_exports_open", "gauge", "Exports that are being sent.", std::to_string(exports_));
  if (index != nullptr) describe_index(text, *index);
  describe(text, "dixit_build_info", "gauge", "The program.");
  sample(text, "dixit_build_info", "version=" + quoted(kVersion), "1");
  const std::chrono::duration<double> started = started_.time_since_epoch();
  std::array<char, 32> digits{};
  std::snprintf(digits.data(), digits.size(), "%.3f", started.count());
  single(text, "process_start_time_seconds", "gauge", "Start of the process since the epoch.", digits.data());
  return text;
}

}  // namespace dixit::api
