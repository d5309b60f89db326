#include "indexer/commands/command.h"

#include <cerrno>
#include <cstdio>
#include <fstream>
#include <nlohmann/json.hpp>

namespace dixit::commands {

int fail(const Error& error) {
  std::fprintf(stderr, "dixit-indexer: %s\n", describe(error).c_str());
  return kExitFailed;
}

int finish_output() {
  if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0) return kExitDone;
  return fail({ErrorCode::kDiskFull, "cannot write the output", "free some space, or write elsewhere", {}});
}

void print(const Diagnostics& found) {
  for (const Diagnostic& diagnostic : found.sorted()) {
    if (diagnostic.severity != Severity::kNote) std::fprintf(stderr, "%s\n", format(diagnostic).c_str());
  }
  std::string sum;
  for (const auto& [code, count] : found.counts_by_code()) {
    sum += (sum.empty() ? "" : ", ") + code + " " + std::to_string(count);
  }
  if (!sum.empty()) std::fprintf(stderr, "found: %s\n", sum.c_str());
}

Status write_report(const Diagnostics& found, const std::filesystem::path& path) {
  std::ofstream out(path);
  for (const Diagnostic& diagnostic : found.sorted()) {
    const nlohmann::ordered_json row = {{"severity", severity_name(diagnostic.severity)},
                                        {"code", diagnostic.code},
                                        {"file", diagnostic.file},
                                        {"line", diagnostic.line},
                                        {"column", diagnostic.column},
                                        {"message", diagnostic.message},
                                        {"source", diagnostic.source},
                                        {"hint", diagnostic.hint}};
    out << row.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) << '\n';
  }
  out.flush();
  if (!out) return system_error(errno, "write the report", path.string());
  return Done{};
}

}  // namespace dixit::commands
