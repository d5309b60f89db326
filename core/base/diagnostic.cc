#include "core/base/diagnostic.h"

#include <algorithm>
#include <map>
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
  found_.push_back(std::move(diagnostic));
}

std::vector<Diagnostic> Diagnostics::sorted() const {
  std::vector<Diagnostic> all;
  {
    const std::lock_guard lock(mutex_);
    all = found_;
  }
  std::stable_sort(all.begin(), all.end(), [](const Diagnostic& a, const Diagnostic& b) {
    return std::tie(a.file, a.line, a.column, a.code, a.message) <
           std::tie(b.file, b.line, b.column, b.code, b.message);
  });
  return all;
}

std::size_t Diagnostics::count(Severity severity) const {
  const std::lock_guard lock(mutex_);
  return static_cast<std::size_t>(
      std::count_if(found_.begin(), found_.end(), [&](const Diagnostic& d) { return d.severity == severity; }));
}

std::vector<std::pair<std::string, std::size_t>> Diagnostics::counts_by_code() const {
  std::map<std::string, std::size_t> counts;
  {
    const std::lock_guard lock(mutex_);
    for (const Diagnostic& d : found_) ++counts[d.code];
  }
  return {counts.begin(), counts.end()};
}

}  // namespace dixit
