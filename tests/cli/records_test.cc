// JSON Lines as input: the inverse of `export`.

#include <fstream>
#include <map>
#include <set>

#include "tests/cli/indexer.h"

namespace dixit::test {
namespace {

using nlohmann::json;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;

// Exports the index that `build` makes of an export of `index`.
std::vector<std::string> exported_again(const TempDir& folder, const std::string& index) {
  std::string lines;
  for (const std::string& line : exported(index)) lines += line + "\n";
  build(folder / "again", {folder.write("export.jsonl", lines)});
  return exported(folder / "again");
}

TEST(Records, AnExportBuildsTheIndexThatItCameFrom) {
  const TempDir folder;
  build(folder / "index", {DIXIT_SOURCE_DIR "/corpus/reports", foro(), jornada()});
  const std::vector<std::string> lines = exported(folder / "index");
  EXPECT_THAT(lines, SizeIs(testing::Gt(100U)));
  EXPECT_EQ(exported_again(folder, folder / "index"), lines);
}

TEST(Records, ARecordNeedsNothingButItsText) {
  const TempDir folder;
  const std::string file =
      folder.write("in/actas.jsonl",
                   "{\"text\":\"La estratedia de la ciudad es clara y los barrios la conocen.\"}\n\n"
                   "{\"text\":\"El agua.\",\"document\":{\"id\":\"otro\"},\"session\":{\"title\":\"Mesa del "
                   "Agua\"},\"speaker\":\"Ana Ruiz\",\"city\":\"torino\"}\r\n"
                   "{\"text\":\"La red.\",\"date\":\"2020-02-03\"}");
  folder.write("in/manifest.tsv", "actas.jsonl\tactas-2019\tActas\t2019-03-21\n");
  build(folder / "index", {file});
  const std::vector<json> units = exported_units(folder / "index");
  ASSERT_THAT(units, SizeIs(3));
  EXPECT_EQ(units[0]["id"], "actas-2019.1");
  EXPECT_EQ(units[0]["document"]["title"], "Actas");
  EXPECT_EQ(units[0]["date"], "2019-03-21");
  EXPECT_EQ(units[0]["kind"], "section");
  EXPECT_EQ(units[0]["language"], "es");
  EXPECT_TRUE(units[0]["lines"].is_null());
  EXPECT_TRUE(units[0]["page"].is_null());
  EXPECT_THAT(units[0]["reading"].get<std::string>(), HasSubstr("estrategia"));
  EXPECT_EQ(units[1]["id"], "actas-2019.2");
  EXPECT_EQ(units[1]["date"], "2020-02-03");
  EXPECT_EQ(units[2]["id"], "otro.1");
  EXPECT_EQ(units[2]["session"]["id"], "otro/mesa-del-agua");
  EXPECT_EQ(units[2]["kind"], "intervention");
  EXPECT_EQ(units[2]["city"], "Turín");
}

TEST(Records, ABadLineIsNamedWithItsCureAndTheRestIsIndexed) {
  const TempDir folder;
  const std::map<int, std::pair<std::string, std::string>> bad = {
      {2, {"{\"text\":\"cut", "record.not-json"}},
      {3, {"7", "record.not-object"}},
      {4, {"{\"text\":\"\"}", "record.no-text"}},
      {5, {"{\"text\":\"a\",\"city\":7}", "record.wrong-type"}},
      {7, {"{\"text\":\"a\",\"date\":\"2016-13-01\"}", "record.bad-date"}},
      {8, {"{\"text\":\"a\",\"kind\":\"x\"}", "record.bad-kind"}},
      {9, {"{\"text\":\"a\",\"language\":\"xx\"}", "record.bad-language"}},
      {10, {"{\"text\":\"se\xF1or\"}", "record.not-utf8"}},
      {11, {"{\"text\":\"a\",\"id\":\"one\"}", "record.duplicate-id"}},
      {12, {"{\"text\":\"" + std::string(17 << 20, 'x') + "\"}", "record.too-long"}},
  };
  std::string lines;
  for (int line = 1; line <= 15; ++line) {
    const auto wrong = bad.find(line);
    const std::string id = line == 1 ? "\"id\":\"one\"," : "";
    lines += (wrong == bad.end() ? "{" + id + "\"text\":\"La ciudad.\"}" : wrong->second.first) + "\n";
  }
  const std::string file = folder.write("in.jsonl", lines);
  const Outcome outcome = run_indexer({"build", "--json", "--out", folder / "index", file});
  EXPECT_EQ(outcome.status, 1);
  const std::vector<std::string> said = lines_of(outcome.err);
  for (const auto& [line, wrong] : bad) {
    const std::string place = file + ":" + std::to_string(line) + ":";
    const auto at = std::find_if(said.begin(), said.end(), [&](const auto& s) { return s.starts_with(place); });
    ASSERT_NE(at, said.end()) << place;
    EXPECT_THAT(*at, testing::AllOf(HasSubstr(": error: "), HasSubstr("[" + wrong.second + "]")));
    EXPECT_TRUE((at + 1)->starts_with("  hint: ") || (at + 2)->starts_with("  hint: ")) << *at;
  }
  EXPECT_EQ(json::parse(outcome.out)["rejected_lines"], bad.size());
  EXPECT_THAT(exported(folder / "index"), SizeIs(15 - bad.size()));
}

TEST(Records, AFileWithoutAnyGoodLinePublishesNothing) {
  const TempDir folder;
  const std::string file = folder.write("in.jsonl", "{\"id\":\"a\"}\n{\"id\":\"b\"}\n");
  const Outcome outcome = run_indexer({"build", "--out", folder / "index", file});
  EXPECT_EQ(outcome.status, 2);
  EXPECT_THAT(outcome.err, testing::AllOf(HasSubstr(file + ":2: "), HasSubstr("none of the input")));
  EXPECT_THAT(folders(folder / "index", ""), ElementsAre("lock"));
  const Outcome strict = run_indexer({"build", "--strict", "--out", folder / "index", file, foro()});
  EXPECT_EQ(strict.status, 2);
  EXPECT_THAT(folders(folder / "index", ""), ElementsAre("lock"));
}

TEST(Records, ReportsAndRecordsMakeOneIndex) {
  const TempDir folder;
  const std::string records = folder.write("b.jsonl", "{\"text\":\"Uno.\",\"id\":\"a.1\"}\n{\"text\":\"Dos.\"}\n");
  const Outcome outcome =
      run_indexer({"build", "--out", folder / "index", folder.write("a.txt", small_report(3)), records});
  EXPECT_THAT(outcome.err, HasSubstr(records + ":1: error: another unit is called a.1"));
  std::vector<std::string> ids;
  for (const json& unit : exported_units(folder / "index")) ids.push_back(unit["id"]);
  EXPECT_THAT(ids, ElementsAre("a.1", "a.2", "a.3", "b.2"));
}

TEST(Records, GiveTheSameIndexWhateverTheJobsAndShards) {
  const TempDir folder;
  std::string lines;
  for (int i = 0; i < 5000; ++i) {
    lines += "{\"text\":\"Dijo que la estratedia número " + std::to_string(i) +
             " es de la ciudad.\",\"document\":{\"id\":\"acta-" + std::to_string(i % 7) + "\"}}\n";
  }
  const std::string file = folder.write("in.jsonl", lines);
  build(folder / "one", {file}, 0, {"--jobs", "1"});
  const std::vector<std::string> units = exported(folder / "one");
  EXPECT_THAT(units, SizeIs(5000));
  for (const std::vector<std::string>& options : {std::vector<std::string>{"--jobs", "3"}, {"--shards", "3"}}) {
    build(folder / "other", {file}, 0, options);
    EXPECT_EQ(exported(folder / "other"), units) << testing::PrintToString(options);
  }
}

TEST(Records, AnIndexOfThemIsCheckedAgainstThem) {
  const TempDir folder;
  const std::string lines = "{\"text\":\"Uno.\"}\n{\"text\":\"Dos.\"}\n";
  const std::string file = folder.write("acta.jsonl", lines);
  build(folder / "index", {file});
  EXPECT_EQ(run_indexer({"check", "--index", folder / "index", file}).status, 0);
  folder.write("acta.jsonl", "{\"text\":\"Uno!\"}\n");
  const Outcome changed = run_indexer({"check", "--index", folder / "index", file});
  EXPECT_EQ(changed.status, 2);
  EXPECT_THAT(changed.err, testing::AllOf(HasSubstr("check.changed-unit"), HasSubstr("check.extra-unit")));
  folder.write("acta.jsonl", lines + "{\"text\":\"Tres.\"}\n");
  EXPECT_THAT(run_indexer({"check", "--index", folder / "index", file}).err,
              HasSubstr(file + ":3: error: unit acta.3"));
}

}  // namespace
}  // namespace dixit::test
