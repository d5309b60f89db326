#include "core/base/diagnostic.h"

#include <algorithm>
#include <iterator>
#include <numeric>
#include <tuple>

namespace dixit {

std::string_view severity_name(Severity severity) {
  switch (severity) {
    case Severity::kNote: return "note";
    case Severity::kWarning: return "warning";
    case Severity::kError: return "error";
  }
  return "error";
}

std::string format(const Diagnostic& diagnostic) {
  std::string text = diagnostic.file;
  if (diagnostic.line > 0) {
    text += ":" + std::to_string(diagnostic.line);
    if (diagnostic.column > 0) text += ":" + std::to_string(diagnostic.column);
  }
  text +=
      ": " + std::string(severity_name(diagnostic.severity)) + ": " + diagnostic.message + " [" + diagnostic.code + "]";
  if (!diagnostic.source.empty()) text += "\n    " + diagnostic.source;
  if (!diagnostic.hint.empty()) text += "\n  hint: " + diagnostic.hint;
  return text;
}

void Diagnostics::add(Diagnostic diagnostic) {
  const std::lock_guard lock(mutex_);
  Kind& kind = found_[{diagnostic.file, diagnostic.code}];
  ++kind.counts[static_cast<std::size_t>(diagnostic.severity)];
  const std::size_t line = diagnostic.line;
  kind.kept.emplace(line, std::move(diagnostic));
  if (kind.kept.size() > kMaxKept) kind.kept.erase(std::prev(kind.kept.end()));
}

std::vector<Diagnostic> Diagnostics::sorted() const {
  std::vector<Diagnostic> all;
  std::vector<Diagnostic> more;
  {
    const std::lock_guard lock(mutex_);
    for (const auto& [key, kind] : found_) {
      for (const auto& [line, diagnostic] : kind.kept) all.push_back(diagnostic);
      const std::size_t count = std::accumulate(kind.counts.begin(), kind.counts.end(), std::size_t{0});
      if (count == kind.kept.size()) continue;
      Diagnostic rest = kind.kept.rbegin()->second;
      rest.message = "and " + std::to_string(count - kind.kept.size()) + " more like this";
      rest.source.clear();
      more.push_back(std::move(rest));
    }
  }
  const auto is_before = [](const Diagnostic& a, const Diagnostic& b) {
    return std::tie(a.file, a.line, a.column, a.code, a.message) <
           std::tie(b.file, b.line, b.column, b.code, b.message);
  };
  std::stable_sort(all.begin(), all.end(), is_before);
  for (Diagnostic& rest : more) {
    // Behind the last of its kind.
    const auto last = std::find_if(all.rbegin(), all.rend(), [&](const Diagnostic& kept) {
      return kept.file == rest.file && kept.code == rest.code;
    });
    all.insert(last.base(), std::move(rest));
  }
  return all;
}

std::size_t Diagnostics::count(Severity severity) const {
  const std::lock_guard lock(mutex_);
  std::size_t count = 0;
  for (const auto& [key, kind] : found_) count += kind.counts[static_cast<std::size_t>(severity)];
  return count;
}

std::vector<std::pair<std::string, std::size_t>> Diagnostics::counts_by_code() const {
  std::map<std::string, std::size_t> counts;
  {
    const std::lock_guard lock(mutex_);
    for (const auto& [key, kind] : found_) {
      counts[key.second] += std::accumulate(kind.counts.begin(), kind.counts.end(), std::size_t{0});
    }
  }
  return {counts.begin(), counts.end()};
}

}  // namespace dixit
