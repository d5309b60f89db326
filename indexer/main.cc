// dixit-indexer: from reports to a published index. Each subcommand is a file of commands/.

#include <CLI/CLI.hpp>
#include <filesystem>
#include <string>

#include "core/base/data_dir.h"
#include "core/base/version.h"
#include "indexer/commands/command.h"

namespace {

using dixit::commands::AnalyzeCommand;
using dixit::commands::BuildCommand;
using dixit::commands::IndexCommand;

void add_index_option(CLI::App* command, IndexCommand& options) {
  command->add_option("--index", options.indexes, "Index folder, or a Xapian stub file; several are read as one")
      ->required()
      ->envname("DIXIT_INDEX");
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("Finds who said what in reports of meetings and builds an index of it.", "dixit-indexer");
  app.set_version_flag("--version", std::string(dixit::kVersion));
  app.set_config("--config", "", "TOML file with these options")->envname("DIXIT_CONFIG");
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
  build->add_option("--jobs", build_options.jobs, "Threads that analyse; 0: one a core")->envname("DIXIT_JOBS");
  build->add_option("--shards", build_options.shards, "Databases to spread the units over")
      ->check(CLI::Range(1, 99))
      ->envname("DIXIT_SHARDS");
  build->add_option("--report", build_options.report, "Write what was found to this file, a JSON object a line");
  build->add_flag("--strict", build_options.strict, "Publish nothing when anything was found");
  build->add_flag("--json", build_options.json, "Print the summary as JSON on stdout");

  IndexCommand index_options;
  CLI::App* check = app.add_subcommand("check", "Verify an index, and against its sources when they are named");
  add_index_option(check, index_options);
  check->add_option("PATH", index_options.paths, "The sources it was built from");
  CLI::App* export_units = app.add_subcommand("export", "Print every unit, in document order");
  add_index_option(export_units, index_options);
  export_units->add_option("--format", index_options.format, "jsonl, csv or tei")
      ->check(CLI::IsMember({"jsonl", "csv", "tei"}));
  CLI::App* stats = app.add_subcommand("stats", "Print what an index holds");
  add_index_option(stats, index_options);
  stats->add_flag("--json", index_options.json, "Print it as JSON");

  AnalyzeCommand analyze_options;
  CLI::App* analyze = app.add_subcommand("analyze", "Print the tokens of the text on stdin, a JSON object a line");
  analyze->add_option("--lang", analyze_options.language, "es, ca or en; told from the text when not given")
      ->check(CLI::IsMember({"es", "ca", "en"}));
  bool as_query = false;  // one chain serves both: there is nothing to switch
  analyze->add_flag("--query", as_query, "Read the text as a query; its words are found as those of a text are");
  CLI::App* schema = app.add_subcommand("schema", "Print the field table as docs/schema.md has it");

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
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
