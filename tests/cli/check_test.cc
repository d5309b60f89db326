#include <xapian.h>

#include <fstream>
#include <set>

#include "tests/cli/indexer.h"

namespace dixit::test {
namespace {

using nlohmann::json;
using testing::HasSubstr;

namespace fs = std::filesystem;

class Check : public testing::Test {
 protected:
  void SetUp() override {
    source_ = folder_.write("in/acta.txt", small_report(100));
    index_ = folder_ / "index";
    build(index_, {folder_ / "in"});
    shard_ = fs::path(index_) / folders(index_, "gen-").at(0) / "shard-00";
  }

  Outcome check(const std::vector<std::string>& sources = {}) const {
    std::vector<std::string> arguments = {"check", "--index", index_};
    arguments.insert(arguments.end(), sources.begin(), sources.end());
    return run_indexer(arguments);
  }

  TempDir folder_;
  std::string source_;
  std::string index_;
  fs::path shard_;
};

TEST_F(Check, ASoundIndexPasses) {
  const Outcome alone = check();
  EXPECT_EQ(alone.status, 0) << alone.err;
  EXPECT_THAT(alone.err, HasSubstr("sound"));
  const Outcome against_sources = check({folder_ / "in"});
  EXPECT_EQ(against_sources.status, 0) << against_sources.err;
}

TEST_F(Check, FindsADamagedTable) {
  for (const char* table : {"postlist.glass", "docdata.glass"}) {
    const fs::path file = shard_ / table;
    const std::string whole = read_file(file);
    std::string damaged = whole;
    for (char& byte : damaged) byte = static_cast<char>(~byte);
    std::ofstream(file, std::ios::binary) << damaged;
    const Outcome outcome = check();
    EXPECT_EQ(outcome.status, 2) << table;
    EXPECT_THAT(outcome.err, HasSubstr("dixit-indexer build")) << table;
    std::ofstream(file, std::ios::binary) << whole;
  }
  EXPECT_EQ(check().status, 0);
}

TEST_F(Check, FindsWordOrdersThatAreGoneOrOfOtherUnits) {
  fs::copy_file(shard_ / "word-order", folder_ / "whole");
  fs::remove(shard_ / "word-order");
  EXPECT_THAT(check().err, HasSubstr("check.word-order"));
  build(folder_ / "other", {folder_.write("corta.txt", small_report(1))});
  fs::copy_file(fs::path(folder_ / "other") / folders(folder_ / "other", "gen-").at(0) / "shard-00" / "word-order",
                shard_ / "word-order");
  EXPECT_THAT(check().err, HasSubstr("check.word-order"));
  fs::remove(shard_ / "word-order");
  fs::copy_file(folder_ / "whole", shard_ / "word-order");
  EXPECT_EQ(check().status, 0);
}

TEST_F(Check, FindsATableThatIsGone) {
  fs::remove(shard_ / "docdata.glass");
  fs::remove(shard_ / "postlist.glass");
  const Outcome outcome = check();
  EXPECT_EQ(outcome.status, 2);
  EXPECT_THAT(outcome.err, HasSubstr("hint:"));
}

TEST_F(Check, FindsACountThatIsWrong) {
  Xapian::WritableDatabase(shard_.string(), Xapian::DB_OPEN | Xapian::DB_NO_TERMLIST).set_metadata("dixit.units", "7");
  const Outcome outcome = check();
  EXPECT_EQ(outcome.status, 2);
  EXPECT_THAT(outcome.err, HasSubstr("says 7"));
  EXPECT_THAT(outcome.err, HasSubstr("check.count"));
}

TEST_F(Check, FindsAUnitThatCannotBeRead) {
  Xapian::WritableDatabase database(shard_.string(), Xapian::DB_OPEN | Xapian::DB_NO_TERMLIST);
  Xapian::Document document;
  document.set_data(database.get_document(3).get_data().substr(0, 40));
  database.add_document(document);
  database.close();
  for (const Outcome& outcome : {check(), run_indexer({"export", "--index", index_})}) {
    EXPECT_EQ(outcome.status, 2);
    EXPECT_THAT(outcome.err, HasSubstr("index-broken"));
  }
}

TEST_F(Check, FindsASourceThatChanged) {
  std::string text = read_file(source_);
  text.replace(text.rfind("agua"), 4, "mar");
  folder_.write("in/acta.txt", text);
  const Outcome outcome = check({folder_ / "in"});
  EXPECT_EQ(outcome.status, 2);
  EXPECT_THAT(outcome.err, HasSubstr("check.changed-unit"));
  EXPECT_THAT(outcome.err, HasSubstr(source_));
}

TEST_F(Check, FindsADocumentThatIsNotInTheIndex) {
  folder_.write("in/nuevo.txt", small_report());
  const Outcome outcome = check({folder_ / "in"});
  EXPECT_EQ(outcome.status, 2);
  EXPECT_THAT(outcome.err, HasSubstr("check.missing-unit"));
  EXPECT_THAT(outcome.err, HasSubstr("nuevo.txt"));
}

TEST(Stats, CountsWhatTheExportShows) {
  const TempDir folder;
  build(folder / "index", {folder.write("acta.txt", small_report()), jornada()});
  const Outcome outcome = run_indexer({"stats", "--json", "--index", folder / "index"});
  ASSERT_EQ(outcome.status, 0) << outcome.err;
  const json stats = json::parse(outcome.out);
  const std::vector<json> units = exported_units(folder / "index");
  std::set<std::string> cities;
  std::size_t with_city = 0;
  for (const json& unit : units) {
    if (unit["city"].is_null()) continue;
    cities.insert(unit["city"]);
    ++with_city;
  }
  EXPECT_EQ(stats["documents"], 2);
  EXPECT_EQ(stats["units"], units.size());
  EXPECT_GT(stats["tokens"], 400);
  EXPECT_GT(stats["bytes"], 10000);
  EXPECT_EQ(stats["facets"]["city"]["values"], cities.size());
  EXPECT_EQ(stats["facets"]["city"]["units"], with_city);
  std::uint64_t readings = 0;
  for (const auto& [how, count] : stats["readings"].items()) readings += count.get<std::uint64_t>();
  EXPECT_EQ(readings, stats["tokens"]);
  const Outcome plain = run_indexer({"stats", "--index", folder / "index"});
  EXPECT_EQ(plain.status, 0);
  EXPECT_THAT(plain.out, HasSubstr("documents    2"));
}

TEST(Schema, IsWhatItsPageSays) {
  const Outcome outcome = run_indexer({"schema"});
  EXPECT_EQ(outcome.status, 0);
  EXPECT_THAT(read_file(DIXIT_SOURCE_DIR "/docs/schema.md"), HasSubstr(outcome.out))
      << "print the table anew: build/release/bin/dixit-indexer schema";
}

}  // namespace
}  // namespace dixit::test
