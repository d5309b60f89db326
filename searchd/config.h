// How the daemon is set up: command line, environment and file, in this order of precedence.

#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "searchd/search/searcher.h"
#include "searchd/server.h"

namespace dixit {

struct Config {
  std::vector<std::filesystem::path> indexes;
  std::string host = "127.0.0.1";
  std::uint16_t port = 8080;
  std::filesystem::path data;  // run-time data: lexicon/, lang/
  std::filesystem::path web;   // templates, messages and static files
  std::vector<std::string> allowed_origins;
  std::string public_url;  // what links to us begin with; empty: as the client calls us
  unsigned threads = default_threads();
  unsigned connections = kDefaultConnections;
  std::string log_level = "info";
  search::Searcher::Options search;
};

// What to do: serve, or print `text` and leave with `exit_status`.
struct Invocation {
  std::optional<Config> config;
  std::string text;
  int exit_status = 0;
};

// Reads the options, the variables DIXIT_<OPTION> and the TOML file after --config, whose keys are the options' names;
// several values are separated in variables by ":" (DIXIT_INDEX) or "," (DIXIT_ALLOW_ORIGIN). Weights of ranking stand
// in the file alone, under [ranking], by the names of query::kRankingRows. Fails with kBadUsage, kInputMissing or
// kInputRejected.
Result<Invocation> read_config(int argc, const char* const* argv);

}  // namespace dixit
