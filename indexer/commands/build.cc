#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "indexer/commands/command.h"
#include "indexer/pipeline.h"

namespace dixit::commands {
namespace {

// A line that is drawn over itself; silent unless stderr is a terminal.
void draw_progress(std::string_view doing, std::size_t done, std::size_t total) {
  static const bool is_terminal = ::isatty(STDERR_FILENO) == 1;
  if (!is_terminal) return;
  constexpr std::size_t kWidth = 30;
  const std::size_t filled = total == 0 ? kWidth : done * kWidth / total;
  const std::string bar = std::string(filled, '#') + std::string(kWidth - filled, '.');
  std::fprintf(stderr, "\r%-12.*s [%s] %zu/%zu", static_cast<int>(doing.size()), doing.data(), bar.c_str(), done,
               total);
  if (doing == "publishing") std::fputs("\r\033[K", stderr);
}

}  // namespace

int build(const BuildCommand& command) {
  const auto start = std::chrono::steady_clock::now();
  BuildOptions options;
  options.paths = command.paths;
  options.out = command.out;
  options.data = command.data;
  options.jobs = command.jobs;
  options.shards = command.shards;
  options.strict = command.strict;
  Diagnostics found;
  if (!command.report.empty()) {
    // Before the work, so that a report that cannot be written is known while nothing is published.
    if (const Status writable = write_report(found, command.report); !writable) return fail(writable.error());
  }
  const Result<BuildSummary> summary = build_index(options, found, draw_progress);
  print(found);
  if (!command.report.empty()) {
    if (const Status written = write_report(found, command.report); !written) return fail(written.error());
  }
  if (!summary) return fail(summary.error());
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  const schema::IndexMeta& meta = summary->meta;
  int written = kExitDone;
  if (command.json) {
    const nlohmann::ordered_json row = {{"documents", meta.documents},
                                        {"rejected", summary->rejected},
                                        {"rejected_lines", summary->rejected_lines},
                                        {"units", meta.units},
                                        {"tokens", meta.tokens},
                                        {"seconds", seconds},
                                        {"generation", summary->generation.string()}};
    std::printf("%s\n", row.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace).c_str());
    written = finish_output();
  } else {
    std::fprintf(stderr,
                 "published %s: %llu documents, %llu units, %llu tokens in %.2f s; %zu files and %zu lines rejected\n",
                 summary->generation.c_str(), static_cast<unsigned long long>(meta.documents),
                 static_cast<unsigned long long>(meta.units), static_cast<unsigned long long>(meta.tokens), seconds,
                 summary->rejected, summary->rejected_lines);
  }
  if (written != kExitDone) return written;
  return summary->rejected + summary->rejected_lines > 0 ? kExitRejected : kExitDone;
}

}  // namespace dixit::commands
