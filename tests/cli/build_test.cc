#include <set>

#include "tests/cli/indexer.h"

namespace dixit::test {
namespace {

using nlohmann::json;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

TEST(Build, SaysWhatItPublishedAndLeavesOneGenerationAndAStub) {
  const TempDir folder;
  const Outcome outcome =
      run_indexer({"build", "--out", folder / "index", folder.write("acta.txt", small_report()), jornada()});
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_EQ(outcome.out, "");
  EXPECT_THAT(outcome.err, HasSubstr("2 documents"));
  EXPECT_THAT(folders(folder / "index", "gen-"), SizeIs(1));
  EXPECT_THAT(folders(folder / "index", "new-"), IsEmpty());
  EXPECT_TRUE(std::filesystem::is_regular_file(folder / "index/current"));
}

TEST(Build, PrintsItsSummaryAsJsonWhenAsked) {
  const TempDir folder;
  const std::string empty = folder.write("empty.txt", "");
  const Outcome outcome = run_indexer({"build", "--json", "--out", folder / "index", jornada(), empty});
  EXPECT_EQ(outcome.status, 1);
  const json summary = json::parse(outcome.out);
  EXPECT_EQ(summary["documents"], 1);
  EXPECT_EQ(summary["rejected"], 1);
  EXPECT_EQ(summary["units"], exported(folder / "index").size());
  EXPECT_GT(summary["tokens"], 300);
  EXPECT_TRUE(std::filesystem::is_directory(summary["generation"].get<std::string>()));
}

TEST(Build, WritesWhatItFoundToTheReport) {
  const TempDir folder;
  const std::string latin = folder.write("in/latin.txt", "Hola.\nEl se\xF1or alcalde.\n");
  const std::string empty = folder.write("in/empty.txt", " \n");
  const Outcome outcome =
      run_indexer({"build", "--out", folder / "index", "--report", folder / "found.jsonl", folder / "in"});
  EXPECT_EQ(outcome.status, 1);
  std::set<std::string> codes;
  for (const std::string& line : lines_of(read_file(folder / "found.jsonl"))) {
    const json found = json::parse(line);
    codes.insert(found["code"]);
    if (found["code"] == "ingest.not-utf8") {
      EXPECT_EQ(found["severity"], "warning");
      EXPECT_EQ(found["file"], latin);
      EXPECT_EQ(found["line"], 2);
      EXPECT_NE(found["hint"], "");
    }
    if (found["code"] == "ingest.empty") {
      EXPECT_EQ(found["severity"], "error");
      EXPECT_EQ(found["file"], empty);
    }
  }
  EXPECT_THAT(codes, testing::IsSupersetOf({"ingest.not-utf8", "ingest.empty"}));
  EXPECT_THAT(outcome.err, HasSubstr(latin + ":2: warning: "));
}

TEST(Build, AReportThatCannotBeWrittenStopsTheRunBeforeAnythingIsPublished) {
  const TempDir folder;
  const Outcome outcome =
      run_indexer({"build", "--out", folder / "index", "--report", folder / "none/found.jsonl", jornada()});
  EXPECT_EQ(outcome.status, 2);
  EXPECT_THAT(outcome.err, HasSubstr("none/found.jsonl"));
  EXPECT_FALSE(std::filesystem::exists(folder / "index/current"));
}

TEST(Build, StrictPublishesNothingWhenSomethingWasFound) {
  const TempDir folder;
  const std::string good = folder.write("good.txt", small_report());
  build(folder / "index", {good});
  const std::vector<std::string> before = exported(folder / "index");
  const std::string latin = folder.write("latin.txt", "El se\xF1or alcalde.\n");
  const Outcome outcome = run_indexer({"build", "--strict", "--out", folder / "index", good, latin});
  EXPECT_EQ(outcome.status, 2);
  EXPECT_THAT(outcome.err, HasSubstr("--strict"));
  EXPECT_EQ(exported(folder / "index"), before);
  EXPECT_THAT(folders(folder / "index", "new-"), IsEmpty());
}

TEST(Build, TheSameCorpusGivesTheSameUnitsWhateverTheJobsShardsAndOrderOfRuns) {
  const TempDir folder;
  const std::vector<std::string> corpus = {folder.write("b.txt", small_report(25)),
                                           folder.write("a.txt", small_report(12))};
  build(folder / "one", corpus);
  const std::vector<std::string> units = exported(folder / "one");
  EXPECT_GT(units.size(), 36U);
  for (const std::vector<std::string>& options :
       {std::vector<std::string>{}, {"--jobs", "1"}, {"--jobs", "4"}, {"--shards", "3"}, {"--shards", "40"}}) {
    build(folder / "other", corpus, 0, options);
    EXPECT_EQ(exported(folder / "other"), units) << testing::PrintToString(options);
  }
}

TEST(Build, SeveralIndexesAreExportedAsOne) {
  const TempDir folder;
  const std::string one = folder.write("one.txt", small_report(3));
  const std::string two = folder.write("two.txt", small_report(5));
  build(folder / "both", {one, two});
  build(folder / "first", {one});
  build(folder / "second", {two});
  const Outcome outcome = run_indexer({"export", "--index", folder / "first", "--index", folder / "second"});
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_EQ(lines_of(outcome.out), exported(folder / "both"));
}

TEST(Build, ReplacesWhatWasPublishedAndKeepsTwoGenerationsToGoBackTo) {
  const TempDir folder;
  std::string newest;
  for (int run = 0; run < 5; ++run) {
    build(folder / "index", {folder.write("a.txt", small_report(1, 40 + run))});
    newest = folders(folder / "index", "gen-").back();
  }
  const std::vector<std::string> kept = folders(folder / "index", "gen-");
  EXPECT_THAT(kept, SizeIs(3));
  EXPECT_EQ(kept.back(), newest);
  EXPECT_EQ(read_file(folder / "index/current"), "auto " + newest + "/shard-00\n");
}

TEST(Build, TakesIdTitleAndDateFromTheManifest) {
  const TempDir folder;
  folder.write("in/a.txt", small_report());
  folder.write("in/manifest.tsv", "# file\tid\ttitle\tdate\na.txt\tacta-7\tActa séptima\t2019-03-21\n");
  for (const std::string& path : {folder / "in", folder / "in/a.txt"}) {
    build(folder / "index", {path});
    const json unit = exported_units(folder / "index").at(0);
    EXPECT_EQ(unit["id"], "acta-7.1");
    EXPECT_EQ(unit["document"]["id"], "acta-7");
    EXPECT_EQ(unit["document"]["title"], "Acta séptima");
  }
}

TEST(Build, WalksFoldersInAlphabeticalOrderAndPassesOverPapersAboutThem) {
  const TempDir folder;
  for (const char* name : {"in/b.txt", "in/a/z.txt", "in/c/d/e.txt", "in/README.md", "in/LICENSE", "in/.hidden",
                           "in/.git/config", "in/notes.md"}) {
    folder.write(name, small_report());
  }
  build(folder / "index", {folder / "in"});
  std::vector<std::string> documents;
  for (const json& unit : exported_units(folder / "index")) documents.push_back(unit["document"]["id"]);
  EXPECT_THAT(documents, testing::UnorderedElementsAre("b", "e", "z"));
}

TEST(Build, AFileNamedTwiceIsOneDocument) {
  const TempDir folder;
  const std::string file = folder.write("in/a.txt", small_report());
  build(folder / "index", {file, folder / "in", folder / "in/../in/a.txt"});
  EXPECT_THAT(exported(folder / "index"), SizeIs(1));
}

}  // namespace
}  // namespace dixit::test
