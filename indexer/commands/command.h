// What the commands of dixit-indexer have in common.

#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/base/diagnostic.h"
#include "core/base/result.h"

namespace dixit::commands {

// Prints `error` to stderr as the end of the run; returns kExitFailed.
int fail(const Error& error);

// Ends a command that printed data to stdout: kExitDone, or fail() where not all of it could be written.
int finish_output();

// Prints what was found to stderr, each as format() has it, then a line that sums up by code. Notes are counted only.
void print(const Diagnostics& found);

// Writes what was found to `path`, a JSON object a line.
Status write_report(const Diagnostics& found, const std::filesystem::path& path);

struct BuildCommand {
  std::vector<std::filesystem::path> paths;
  std::filesystem::path out;
  std::filesystem::path data;
  std::filesystem::path report;  // empty: none
  std::size_t jobs = 0;
  std::size_t shards = 1;
  bool strict = false;
  bool json = false;
};

struct IndexCommand {
  std::vector<std::filesystem::path> indexes;
  std::vector<std::filesystem::path> paths;  // of the sources, for check
  std::filesystem::path data;
  std::string format = "jsonl";
  bool json = false;
};

struct AnalyzeCommand {
  std::filesystem::path data;
  std::string language;  // empty: told from the text
};

// Each runs one command to its end and returns the program's exit status. Output that is data goes to stdout,
// everything else to stderr.
int build(const BuildCommand& command);
int export_units(const IndexCommand& command);
int check(const IndexCommand& command);
int stats(const IndexCommand& command);
int analyze(const AnalyzeCommand& command);
int schema();

}  // namespace dixit::commands
