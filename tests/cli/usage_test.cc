#include "tests/cli/indexer.h"

namespace dixit::test {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

// How many shards an index has: a value that a flag, the environment and a file can all set.
int shards_of(const std::string& index) {
  const Outcome outcome = run_indexer({"stats", "--json", "--index", index});
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  return nlohmann::json::parse(outcome.out)["shards"];
}

TEST(Usage, HelpGoesToStdoutAndNamesEveryCommand) {
  const Outcome outcome = run_indexer({"--help"});
  EXPECT_EQ(outcome.status, 0);
  EXPECT_EQ(outcome.err, "");
  for (const char* command : {"build", "check", "export", "analyze", "stats", "schema"}) {
    EXPECT_THAT(outcome.out, HasSubstr(std::string("  ") + command));
    const Outcome help = run_indexer({command, "--help"});
    EXPECT_EQ(help.status, 0) << command;
    EXPECT_THAT(help.out, HasSubstr(command));
    EXPECT_EQ(help.err, "");
  }
}

TEST(Usage, VersionIsANumber) {
  const Outcome outcome = run_indexer({"--version"});
  EXPECT_EQ(outcome.status, 0);
  EXPECT_THAT(outcome.out, testing::ContainsRegex("[0-9]+\\.[0-9]+\\.[0-9]+\n$"));
}

TEST(Usage, WhatIsNotUnderstoodIsNamedAndEndsWithTwo) {
  struct Case {
    std::vector<std::string> arguments;
    const char* named;
  };
  const TempDir folder;
  const std::string text = folder.write("a.txt", small_report());
  const std::string out = folder / "index";
  const std::vector<Case> cases = {
      {{}, "subcommand"},
      {{"bild"}, "bild"},
      {{"build", text}, "--out"},
      {{"build", "--out", out}, "PATH"},
      {{"build", "--outt", out, text}, "--outt"},
      {{"build", "--out", out, "--shards", "0", text}, "--shards"},
      {{"build", "--out", out, "--shards", "two", text}, "two"},
      {{"build", "--out", out, "--jobs", "-1", text}, "-1"},
      {{"export"}, "--index"},
      {{"export", "--index", out, "--format", "doc"}, "doc"},
      {{"analyze", "--lang", "klingon"}, "klingon"},
      {{"stats", "--index"}, "--index"},
  };
  for (const Case& one : cases) {
    const Outcome outcome = run_indexer(one.arguments);
    EXPECT_EQ(outcome.status, 2) << one.named;
    EXPECT_THAT(outcome.err, HasSubstr(one.named));
    EXPECT_EQ(outcome.out, "");
  }
  EXPECT_FALSE(std::filesystem::exists(out));
}

TEST(Usage, AFlagWinsOverTheEnvironmentThatOverTheFileThatOverTheDefault) {
  const TempDir folder;
  const std::string text = folder.write("a.txt", small_report());
  const std::string config = folder.write("dixit.toml", "shards = 2\n");
  const std::string out = folder / "index";
  Invocation call = indexer({"build", "--out", out, text});
  EXPECT_EQ(run(call).status, 0);
  EXPECT_EQ(shards_of(out), 1);
  call.arguments.insert(call.arguments.end(), {"--config", config});
  EXPECT_EQ(run(call).status, 0);
  EXPECT_EQ(shards_of(out), 2);
  call.environment = {"DIXIT_SHARDS=3"};
  EXPECT_EQ(run(call).status, 0);
  EXPECT_EQ(shards_of(out), 3);
  call.arguments.insert(call.arguments.end(), {"--shards", "4"});
  EXPECT_EQ(run(call).status, 0);
  EXPECT_EQ(shards_of(out), 4);
}

TEST(Usage, TheEnvironmentStandsForEveryPath) {
  const TempDir folder;
  const std::string text = folder.write("a.txt", small_report());
  Invocation call = indexer({"build", text});
  call.environment = {"DIXIT_OUT=" + (folder / "index"), "DIXIT_CONFIG=" + folder.write("c.toml", "shards = 2\n")};
  EXPECT_EQ(run(call).status, 0);
  EXPECT_EQ(shards_of(folder / "index"), 2);
  call.environment.back() = "DIXIT_CONFIG=" + (folder / "none.toml");
  EXPECT_EQ(run(call).status, 2);
  Invocation show = indexer({"export"});
  show.environment = {"DIXIT_INDEX=" + (folder / "index")};
  EXPECT_THAT(run(show).out, HasSubstr("\"a.1\""));
}

TEST(Usage, TheFileSetsFlagsAndSectionsOfCommands) {
  const TempDir folder;
  const std::string text = folder.write("a.txt", "se\xF1or alcalde\n");  // not UTF-8: a finding
  const std::string config = folder.write("dixit.toml", "[build]\nstrict = true\n[stats]\njson = true\n");
  EXPECT_EQ(run_indexer({"build", "--config", config, "--out", folder / "index", text}).status, 2);
  EXPECT_EQ(run_indexer({"build", "--out", folder / "index", text}).status, 0);
  const Outcome stats = run_indexer({"stats", "--config", config, "--index", folder / "index"});
  EXPECT_TRUE(nlohmann::json::accept(stats.out)) << stats.out;
}

TEST(Usage, WhatTheFileGetsWrongIsNamedAndEndsWithTwo) {
  const TempDir folder;
  const std::string text = folder.write("a.txt", small_report());
  for (const auto& [content, named] : std::vector<std::pair<std::string, std::string>>{
           {"shardz = 2\n", "shardz"},
           {"[bild]\nshards = 2\n", "bild"},
           {"[build]\nshardz = 2\n", "shardz"},
           {"shards = 1000\n", "1000"},
       }) {
    const Outcome outcome =
        run_indexer({"build", "--config", folder.write("c.toml", content), "--out", folder / "index", text});
    EXPECT_EQ(outcome.status, 2) << content;
    EXPECT_THAT(outcome.err, HasSubstr(named)) << content;
  }
  const Outcome missing = run_indexer({"build", "--config", folder / "none.toml", "--out", folder / "index", text});
  EXPECT_EQ(missing.status, 2);
  EXPECT_THAT(missing.err, HasSubstr("none.toml"));
  EXPECT_FALSE(std::filesystem::exists(folder / "index"));
}

TEST(Usage, DataThatIsNotThereIsNamed) {
  const TempDir folder;
  const std::string text = folder.write("a.txt", small_report());
  for (const std::vector<std::string>& arguments :
       {std::vector<std::string>{"build", "--data", folder / "none", "--out", folder / "index", text},
        std::vector<std::string>{"analyze", "--data", folder / "none"}}) {
    const Outcome outcome = run_indexer(arguments, "hola");
    EXPECT_EQ(outcome.status, 2);
    EXPECT_THAT(outcome.err, HasSubstr(folder / "none"));
    EXPECT_THAT(outcome.err, HasSubstr("hint:"));
  }
  EXPECT_THAT(folders(folder / "index", "gen-"), IsEmpty());
}

TEST(Usage, NoProgressIsDrawnWhereNobodyWatches) {
  const TempDir folder;
  const Outcome outcome = run_indexer({"build", "--out", folder / "index", jornada()});
  EXPECT_THAT(outcome.err, Not(HasSubstr("\r")));
  EXPECT_EQ(outcome.out, "");
}

}  // namespace
}  // namespace dixit::test
