// dixit-indexer: from reports to a published index. Each subcommand is a file of commands/.

#include <CLI/CLI.hpp>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "core/base/data_dir.h"
#include "core/base/version.h"
#include "indexer/commands/command.h"

namespace {

using dixit::commands::AnalyzeCommand;
using dixit::commands::BuildCommand;
using dixit::commands::IndexCommand;

// The configuration file as CLI11 has to see it: a name stands for that option of every command that has it, under a
// [section] for that command's only; what the environment sets is left out, because CLI11 would let the file win.
class ConfigFile : public CLI::ConfigTOML {
 public:
  explicit ConfigFile(const CLI::App& app) : app_(app) {}

  std::vector<CLI::ConfigItem> from_config(std::istream& input) const override {
    std::vector<CLI::ConfigItem> kept;
    for (const CLI::ConfigItem& item : CLI::ConfigTOML::from_config(input)) {
      if (!item.parents.empty()) {
        const std::vector<const CLI::App*> named = commands(item.parents.front());
        if (named.empty()) throw unknown("has a section [" + item.parents.front() + "], which is no command");
        for (const CLI::App* command : named) add(item, *command, kept);
      } else if (app_.get_option_no_throw("--" + item.name) != nullptr) {
        add(item, app_, kept);
      } else {
        bool known = false;
        for (const CLI::App* command : commands({})) {
          if (command->get_option_no_throw("--" + item.name) == nullptr) continue;
          known = true;
          add({{command->get_name()}, item.name, item.inputs}, *command, kept);
        }
        if (!known) throw unknown("sets '" + item.name + "', which is no option");
      }
    }
    return kept;
  }

 private:
  static CLI::ConfigError unknown(const std::string& what) {
    return {"the configuration file " + what, CLI::ExitCodes::ConfigError};
  }

  // The command called `name`, or all of them.
  std::vector<const CLI::App*> commands(const std::string& name) const {
    return app_.get_subcommands([&](const CLI::App* command) { return name.empty() || command->get_name() == name; });
  }

  static void add(const CLI::ConfigItem& item, const CLI::App& owner, std::vector<CLI::ConfigItem>& kept) {
    const CLI::Option* option = owner.get_option_no_throw("--" + item.name);
    const bool is_section_mark = item.name == "++" || item.name == "--";
    if (option == nullptr && !is_section_mark) throw unknown("sets '" + item.name + "', which is no option");
    // No other thread runs yet.
    const char* set = option == nullptr ? nullptr : std::getenv(option->get_envname().c_str());  // NOLINT
    if (set == nullptr || *set == '\0') kept.push_back(item);
  }

  const CLI::App& app_;
};

void add_index_option(CLI::App* command, IndexCommand& options) {
  command->add_option("--index", options.indexes, "Index folder, or a Xapian stub file; several are read as one")
      ->required()
      ->allow_extra_args(false)  // one value each, so that paths can follow
      ->envname("DIXIT_INDEX");
}

}  // namespace

int main(int argc, char** argv) {
  // Beyond a file size limit the write fails with a message, as on a full disk, instead of the whole program.
  std::signal(SIGXFSZ, SIG_IGN);
  CLI::App app("Finds who said what in reports of meetings and builds an index of it.", "dixit-indexer");
  app.set_version_flag("--version", std::string(dixit::kVersion));
  const char* config = std::getenv("DIXIT_CONFIG");  // NOLINT(concurrency-mt-unsafe): no other thread runs yet
  // CLI11 does not ask the environment for this one; a file that is named must be there.
  app.set_config("--config", config == nullptr ? "" : config,
                 "TOML file with these options: `shards = 2`, or under [build] for that command only; DIXIT_CONFIG",
                 config != nullptr && *config != '\0');
  app.config_formatter(std::make_shared<ConfigFile>(app));
  app.require_subcommand(1);
  std::filesystem::path data = dixit::default_data_dir();
  app.add_option("--data", data, "Folder of lang/ and authority/")->envname("DIXIT_DATA");
  app.fallthrough();

  BuildCommand build_options;
  CLI::App* build = app.add_subcommand("build", "Read files and folders, and publish a new generation of an index");
  build->add_option("--out", build_options.out, "Index folder; created where it does not exist")
      ->required()
      ->envname("DIXIT_OUT");
  build->add_option("PATH", build_options.paths, "Files and folders to read")->required();
  build->add_option("--jobs", build_options.jobs, "Threads that analyse; 0: one a core")
      ->check(CLI::Range(0, 256))
      ->envname("DIXIT_JOBS");
  build->add_option("--shards", build_options.shards, "Databases to spread the units over")
      ->check(CLI::Range(1, 99))
      ->envname("DIXIT_SHARDS");
  build->add_option("--report", build_options.report, "Write what was found to this file, a JSON object a line")
      ->envname("DIXIT_REPORT");
  build->add_flag("--strict", build_options.strict, "Publish nothing when anything was found")->envname("DIXIT_STRICT");
  build->add_flag("--json", build_options.json, "Print the summary as JSON on stdout");

  IndexCommand index_options;
  CLI::App* check = app.add_subcommand("check", "Verify an index, and against its sources when they are named");
  add_index_option(check, index_options);
  check->add_option("PATH", index_options.paths, "The sources it was built from");
  CLI::App* export_units = app.add_subcommand("export", "Print every unit, in document order");
  add_index_option(export_units, index_options);
  export_units->add_option("--format", index_options.format, "jsonl, csv or tei")
      ->check(CLI::IsMember({"jsonl", "csv", "tei"}))
      ->envname("DIXIT_FORMAT");
  CLI::App* stats = app.add_subcommand("stats", "Print what an index holds");
  add_index_option(stats, index_options);
  stats->add_flag("--json", index_options.json, "Print it as JSON");

  AnalyzeCommand analyze_options;
  CLI::App* analyze = app.add_subcommand("analyze", "Print the tokens of the text on stdin, a JSON object a line");
  analyze->add_option("--lang", analyze_options.language, "es, ca or en; told from the text when not given")
      ->check(CLI::IsMember({"es", "ca", "en"}))
      ->envname("DIXIT_LANG");
  bool as_query = false;  // one chain serves both: there is nothing to switch
  analyze->add_flag("--query", as_query, "Read the text as a query; its words are found as those of a text are");
  CLI::App* schema = app.add_subcommand("schema", "Print the field table as docs/schema.md has it");

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    // CLI11 says first what is missing; a word that was mistyped is more often the reason.
    if (error.get_name() == "RequiredError") {
      for (const std::string& word : app.remaining(true)) std::fprintf(stderr, "not understood: %s\n", word.c_str());
    }
    return app.exit(error) == 0 ? dixit::kExitDone : dixit::kExitFailed;
  }
  build_options.data = index_options.data = analyze_options.data = data;
  if (*build) return dixit::commands::build(build_options);
  if (*check) return dixit::commands::check(index_options);
  if (*export_units) return dixit::commands::export_units(index_options);
  if (*stats) return dixit::commands::stats(index_options);
  if (*schema) return dixit::commands::schema();
  return dixit::commands::analyze(analyze_options);
}
