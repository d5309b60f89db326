#include "searchd/config.h"

#include <toml++/toml.h>

#include <CLI/CLI.hpp>
#include <array>
#include <charconv>
#include <cstdlib>
#include <map>
#include <sstream>
#include <string_view>
#include <utility>

#include "core/base/data_dir.h"
#include "core/base/version.h"
#include "searchd/api/site.h"

namespace dixit {
namespace {

namespace fs = std::filesystem;

// Values as given, by option; options not given are absent.
using Settings = std::map<std::string, std::vector<std::string>, std::less<>>;

struct OptionRow {
  const char* name;
  const char* variable;
  const char* value;
  const char* help;
  char separator;  // of several values in the variable; 0: one value only
};

// Beyond these, numbers are slips of the finger.
constexpr unsigned kMostCacheMb = 65536;
constexpr unsigned kMostTimeMs = 600'000;

constexpr std::array<OptionRow, 12> kOptions = {{
    {"index", "DIXIT_INDEX", "DIR", "index folder or Xapian stub file; several are searched as one", ':'},
    {"listen", "DIXIT_LISTEN", "HOST:PORT", "where to listen (127.0.0.1:8080); port 0 takes any that is free", 0},
    {"web", "DIXIT_WEB", "DIR", "templates and styles of the pages (DATA/web)", 0},
    {"allow-origin", "DIXIT_ALLOW_ORIGIN", "ORIGIN",
     "site whose pages may read answers, as https://example.org; several", ','},
    {"public-url", "DIXIT_PUBLIC_URL", "URL",
     "where people reach this daemon, as https://search.example.org (http:// and what clients call it)", 0},
    {"data", "DIXIT_DATA", "DIR", "run-time data (share/dixit beside the program's folder)", 0},
    {"threads", "DIXIT_THREADS", "N", "requests worked on at a time (as many as there are cores, at least 4)", 0},
    {"connections", "DIXIT_CONNECTIONS", "N", "connections open at a time (1024)", 0},
    {"concepts", "DIXIT_CONCEPTS", "on|off", "whether words find what means the same (on)", 0},
    {"question-cache", "DIXIT_QUESTION_CACHE", "MB",
     "memory for questions and answers, for when they are asked again (64); 0: none", 0},
    {"time-limit", "DIXIT_TIME_LIMIT", "MS", "how long the index is read for one answer (2000)", 0},
    {"log-level", "DIXIT_LOG_LEVEL", "LEVEL", "debug, info, warn or error (info)", 0},
}};

Error usage(std::string message, std::string_view option) {
  return Error{ErrorCode::kBadUsage, std::move(message), "see dixit-searchd --help", "--" + std::string(option)};
}

Settings from_environment() {
  Settings settings;
  for (const OptionRow& option : kOptions) {
    const char* text = std::getenv(option.variable);  // NOLINT(concurrency-mt-unsafe): no other thread runs yet
    if (text == nullptr || *text == '\0') continue;
    std::vector<std::string>& values = settings[option.name];
    if (option.separator == 0) {
      values.emplace_back(text);
      continue;
    }
    std::istringstream list(text);
    for (std::string value; std::getline(list, value, option.separator);) {
      if (!value.empty()) values.push_back(value);
    }
  }
  return settings;
}

constexpr std::string_view kRankingTable = "ranking";
constexpr double kMostWeight = 100;

// The weights that `table` sets; the others are left as they are.
Status read_ranking(const toml::table& table, const std::string& file, query::Ranking& ranking) {
  for (const auto& [key, node] : table) {
    const std::string name(key.str());
    const auto row = std::find_if(query::kRankingRows.begin(), query::kRankingRows.end(),
                                  [&](const query::RankingRow& other) { return other.name == name; });
    if (row == query::kRankingRows.end())
      return usage(file + " sets ranking." + name + ", which is no weight", "config");
    const std::optional<double> weight = node.value<double>();
    if (!weight || !(*weight >= 0 && *weight <= kMostWeight)) {
      return usage(file + " gives ranking." + name + " a value that is no number from 0 to 100", "config");
    }
    ranking.*row->member = *weight;
  }
  return Done{};
}

// A value of the file as text, or nothing where it is no value that an option takes.
std::optional<std::string> to_text(const toml::node& node) {
  if (auto text = node.value_exact<std::string>()) return text;
  if (const auto number = node.value_exact<std::int64_t>()) return std::to_string(*number);
  return std::nullopt;
}

Result<Settings> from_file(const fs::path& file, query::Ranking& ranking) {
  if (std::error_code failure; !fs::is_regular_file(file, failure)) {
    return Error{ErrorCode::kInputMissing, "there is no configuration file " + file.string(), {}, "--config"};
  }
  toml::table table;
  try {
    table = toml::parse_file(file.string());
  } catch (const toml::parse_error& failure) {
    std::ostringstream place;
    place << file.string() << ":" << failure.source().begin.line << ": " << failure.description();
    return Error{ErrorCode::kInputRejected, place.str(), "the file is TOML: `listen = \"127.0.0.1:8080\"`", "--config"};
  }
  Settings settings;
  for (const auto& [key, node] : table) {
    const std::string name(key.str());
    if (const toml::table* weights = node.as_table(); weights != nullptr && name == kRankingTable) {
      DIXIT_TRY_DONE(read_ranking(*weights, file.string(), ranking));
      continue;
    }
    const auto is_this = [&](const OptionRow& option) { return name == option.name; };
    const auto option = std::find_if(kOptions.begin(), kOptions.end(), is_this);
    if (option == kOptions.end()) return usage(file.string() + " sets '" + name + "', which is no option", "config");
    std::vector<std::string>& values = settings[name];
    const toml::array* list = option->separator != 0 ? node.as_array() : nullptr;
    const std::size_t count = list == nullptr ? 1 : list->size();
    for (std::size_t i = 0; i < count; ++i) {
      std::optional<std::string> text = to_text(list == nullptr ? node : *list->get(i));
      if (!text) return usage(file.string() + " gives '" + name + "' a value that is no text", "config");
      values.push_back(*std::move(text));
    }
  }
  return settings;
}

std::string last_or(const Settings& settings, std::string_view name, const std::string& fallback) {
  const auto found = settings.find(name);
  return found == settings.end() ? fallback : found->second.back();
}

std::optional<unsigned> to_number(std::string_view digits, unsigned most) {
  unsigned number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error != std::errc{} || end != digits.data() + digits.size() || number > most) return std::nullopt;
  return number;
}

// The number that `option` gives, or `fallback`.
Result<unsigned> number_of(const Settings& settings, const std::string& option, unsigned fallback, unsigned least,
                           unsigned most) {
  const std::string text = last_or(settings, option, std::to_string(fallback));
  const auto number = to_number(text, most);
  if (number && *number >= least) return *number;
  const std::string range = std::to_string(least) + " to " + std::to_string(most);
  return usage("'" + text + "' is not a number from " + range + ", which --" + option + " takes", option);
}

Result<Config> to_config(const Settings& settings) {
  Config config;
  if (const auto indexes = settings.find("index"); indexes != settings.end()) {
    config.indexes.assign(indexes->second.begin(), indexes->second.end());
  }
  if (config.indexes.empty()) return usage("no index is named", "index");
  if (const auto origins = settings.find("allow-origin"); origins != settings.end()) {
    config.allowed_origins = origins->second;
  }
  config.public_url = last_or(settings, "public-url", {});
  if (config.public_url.ends_with('/')) config.public_url.pop_back();
  if (!config.public_url.empty() && !api::is_site(config.public_url)) {
    return usage(
        "--public-url is '" + config.public_url + "', which is not http://HOST or https://HOST, with or without a port",
        "public-url");
  }
  const std::string listen = last_or(settings, "listen", config.host + ":" + std::to_string(config.port));
  const std::size_t colon = listen.rfind(':');
  const auto port =
      colon == std::string::npos ? std::nullopt : to_number(std::string_view(listen).substr(colon + 1), 65535);
  if (!port) return usage("'" + listen + "' is not HOST:PORT", "listen");
  config.port = static_cast<std::uint16_t>(*port);
  config.host = listen.substr(0, colon);
  if (config.host.starts_with('[') && config.host.ends_with(']'))
    config.host = config.host.substr(1, config.host.size() - 2);
  DIXIT_TRY(config.threads, number_of(settings, "threads", config.threads, 1, kMaxThreads));
  DIXIT_TRY(config.connections, number_of(settings, "connections", config.connections, 1, kMaxConnections));
  config.log_level = last_or(settings, "log-level", config.log_level);
  constexpr std::array<std::string_view, 4> kLevels = {"debug", "info", "warn", "error"};
  if (std::find(kLevels.begin(), kLevels.end(), config.log_level) == kLevels.end()) {
    return usage("'" + config.log_level + "' is not debug, info, warn or error", "log-level");
  }
  const std::string concepts = last_or(settings, "concepts", "on");
  if (concepts != "on" && concepts != "off") return usage("'" + concepts + "' is neither on nor off", "concepts");
  config.search.concepts = concepts == "on";
  constexpr std::size_t kMebibyte = std::size_t{1} << 20;
  const auto cache = static_cast<unsigned>(config.search.cache_bytes / kMebibyte);
  DIXIT_TRY(const unsigned megabytes, number_of(settings, "question-cache", cache, 0, kMostCacheMb));
  config.search.cache_bytes = megabytes * kMebibyte;
  const auto limit = static_cast<unsigned>(config.search.time_limit.count());
  DIXIT_TRY(const unsigned milliseconds, number_of(settings, "time-limit", limit, 1, kMostTimeMs));
  config.search.time_limit = std::chrono::milliseconds(milliseconds);
  config.data = last_or(settings, "data", default_data_dir().string());
  config.web = last_or(settings, "web", (config.data / "web").string());
  return config;
}

}  // namespace

Result<Invocation> read_config(int argc, const char* const* argv) {
  CLI::App app("Serves an index of reports over HTTP: a search page and an API.", "dixit-searchd");
  app.footer(
      "Options may also be set by variables (DIXIT_LISTEN …) and in the file after --config (listen = …).\n"
      "Exit status: 0 stopped when asked to, 2 could not serve.");
  app.set_version_flag("--version", "dixit-searchd " + std::string(kVersion));
  std::string file;
  app.add_option("--config", file, "TOML file with the same options")->type_name("FILE");
  std::map<std::string, std::vector<std::string>> flags;
  for (const OptionRow& option : kOptions) {
    CLI::Option* added = app.add_option("--" + std::string(option.name), flags[option.name], option.help);
    added->type_name(option.value)->expected(1)->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& asked) {
    std::ostringstream text;
    app.exit(asked, text, text);
    return Invocation{{}, text.str(), 0};
  } catch (const CLI::ParseError& failure) {
    return usage(failure.what(), "help");
  }
  Settings settings;
  for (const auto& [name, values] : flags) {
    if (!values.empty()) settings[name] = values;
  }
  // `merge` keeps what is there, so earlier ones win.
  settings.merge(from_environment());
  if (const char* variable = std::getenv("DIXIT_CONFIG");
      file.empty() && variable != nullptr) {  // NOLINT(concurrency-mt-unsafe)
    file = variable;
  }
  query::Ranking ranking;
  if (!file.empty()) {
    DIXIT_TRY(Settings from, from_file(file, ranking));
    settings.merge(std::move(from));
  }
  DIXIT_TRY(Config config, to_config(settings));
  config.search.ranking = ranking;
  return Invocation{std::move(config), {}, 0};
}

}  // namespace dixit
