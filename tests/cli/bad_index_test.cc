#include <xapian.h>

#include "tests/cli/indexer.h"

namespace dixit::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;

namespace fs = std::filesystem;

class BadIndex : public testing::Test {
 protected:
  void SetUp() override { build(index_, {folder_.write("good.txt", small_report())}); }

  fs::path generation() const { return fs::path(index_) / folders(index_, "gen-").at(0); }

  void set_metadata(const std::string& key, const std::string& value) const {
    Xapian::WritableDatabase((generation() / "shard-00").string(), Xapian::DB_OPEN | Xapian::DB_NO_TERMLIST)
        .set_metadata(key, value);
  }

  // Every command that reads an index ends with 2 and says `named` and the next command.
  void expect_refused(const std::vector<std::string>& commands, const std::vector<std::string>& named) const {
    for (const std::string& command : commands) {
      const Outcome outcome = run_indexer({command, "--index", index_});
      EXPECT_EQ(outcome.status, 2) << command;
      EXPECT_EQ(outcome.out, "") << command;
      EXPECT_THAT(outcome.err, AllOf(HasSubstr("hint:"), HasSubstr("dixit-indexer build"))) << command;
      for (const std::string& word : named) EXPECT_THAT(outcome.err, HasSubstr(word)) << command;
    }
  }

  // Building again is the cure that the messages name.
  void expect_cured_by_building() const {
    build(index_, {folder_ / "good.txt"});
    EXPECT_EQ(run_indexer({"check", "--index", index_}).status, 0);
  }

  TempDir folder_;
  std::string index_ = folder_ / "index";
};

const std::vector<std::string> kReaders = {"check", "export", "stats"};

TEST_F(BadIndex, WhereThereIsNoneItIsSaidHowToMakeOne) {
  fs::remove_all(index_);
  expect_refused(kReaders, {index_, "index-missing"});
  fs::create_directory(index_);
  expect_refused(kReaders, {index_, "index-missing"});
}

TEST_F(BadIndex, AStubThatNamesAGenerationThatIsGoneIsRefused) {
  fs::remove_all(generation());
  expect_refused(kReaders, {"index-missing"});
  expect_cured_by_building();
}

TEST_F(BadIndex, AStubThatNamesNothingIsRefused) {
  for (const char* content : {"", "\n\n", "# auto here\n", "nonsense\n"}) {
    folder_.write("index/current", content);
    expect_refused(kReaders, {"current", "index-broken"});
  }
  expect_cured_by_building();
}

TEST_F(BadIndex, ASchemaFromTheFutureIsRefusedNamingBoth) {
  set_metadata("dixit.schema", "999");
  expect_refused(kReaders, {"999", "index-mismatch"});
  expect_cured_by_building();
}

TEST_F(BadIndex, MetadataThatIsGoneIsRefused) {
  for (const char* key : {"dixit.units", "dixit.fingerprint", "dixit.schema"}) {
    set_metadata(key, "");
    expect_refused(kReaders, {"index-broken"});
  }
  expect_cured_by_building();
}

TEST_F(BadIndex, AnAnalysisThatIsNotOursIsRefusedNamingBoth) {
  const std::string ours =
      nlohmann::json::parse(run_indexer({"stats", "--json", "--index", index_}).out)["fingerprint"];
  set_metadata("dixit.fingerprint", "0123456789abcdef");
  expect_refused({"check"}, {"0123456789abcdef", ours, "index-mismatch"});
  expect_cured_by_building();
}

TEST_F(BadIndex, LanguagePacksThatWereEditedBehindItsBackAreRefused) {
  const std::string list = (generation() / "lang/es/stopwords.txt").string();
  folder_.write(fs::relative(list, folder_.path()).string(), read_file(list) + "ciudad\n");
  expect_refused({"check"}, {"index-mismatch"});
  fs::remove_all(generation() / "lang");
  const Outcome outcome = run_indexer({"check", "--index", index_});
  EXPECT_EQ(outcome.status, 2);
  EXPECT_THAT(outcome.err, HasSubstr("lang"));
  expect_cured_by_building();
}

TEST_F(BadIndex, IndexesOfTwoAnalysesAreNotReadAsOne) {
  const std::string other = folder_ / "other";
  build(other, {folder_ / "good.txt"});
  set_metadata("dixit.fingerprint", "0123456789abcdef");
  const Outcome outcome = run_indexer({"export", "--index", index_, "--index", other});
  EXPECT_EQ(outcome.status, 2);
  EXPECT_THAT(outcome.err, HasSubstr("0123456789abcdef"));
}

}  // namespace
}  // namespace dixit::test
