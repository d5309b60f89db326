#include "core/text/confusion.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>

namespace dixit::text {
namespace {

namespace fs = std::filesystem;

class ConfusionFile : public testing::Test {
 protected:
  ConfusionFile() {
    std::string name = (fs::temp_directory_path() / "dixit-confusions-XXXXXX").string();
    folder_ = mkdtemp(name.data());
  }
  ~ConfusionFile() override { fs::remove_all(folder_); }

  Result<ConfusionTable> load(std::string_view bytes) {
    const fs::path file = folder_ / "confusions.tsv";
    std::ofstream(file) << bytes;
    return ConfusionTable::load(file, diagnostics_);
  }

  fs::path folder_;
  Diagnostics diagnostics_;
};

TEST_F(ConfusionFile, WeighsListedConfusionsInTheirDirection) {
  const auto table = load("# comment\n\ng\td\t0.25\nñ fi 0.2\nm rn 0.25\n");
  ASSERT_TRUE(table);
  EXPECT_EQ(table->size(), 3U);
  EXPECT_DOUBLE_EQ(table->distance("sergi", "serdi", 2), 0.25);
  EXPECT_DOUBLE_EQ(table->distance("serdi", "sergi", 2), 1);
  EXPECT_DOUBLE_EQ(table->distance("señal", "sefial", 2), 0.2);
  EXPECT_DOUBLE_EQ(table->distance("tema sergi", "terna serdi", 2), 0.5);
  EXPECT_TRUE(diagnostics_.sorted().empty());
}

TEST_F(ConfusionFile, CountsCaseNothingAccentsLittleAndTheRestOne) {
  const auto table = load("g d 0.25\n");
  ASSERT_TRUE(table);
  EXPECT_DOUBLE_EQ(table->distance("Ángel", "ÁNGEL", 2), 0);
  EXPECT_DOUBLE_EQ(table->distance("Ángel", "angel", 2), 0.05);
  EXPECT_DOUBLE_EQ(table->distance("RODRIGO", "rodrido", 2), 0.25);
  EXPECT_DOUBLE_EQ(table->distance("casa", "cosa", 2), 1);
  EXPECT_DOUBLE_EQ(table->distance("casa", "casas", 2), 1);
  EXPECT_DOUBLE_EQ(table->distance("casa", "asa", 2), 1);
  EXPECT_DOUBLE_EQ(table->distance("", "", 2), 0);
  EXPECT_DOUBLE_EQ(table->distance("", "ab", 2), 2);
}

TEST_F(ConfusionFile, GivesUpBeyondTheLimit) {
  const auto table = load("g d 0.25\n");
  ASSERT_TRUE(table);
  EXPECT_GT(table->distance("ciudad", "zzzzzz", 1), 1);
  EXPECT_GT(table->distance("ciudad", "ciudades", 1.5), 1.5);
  EXPECT_DOUBLE_EQ(table->distance("ciudad", "ciudade", 1), 1);
  EXPECT_GT(table->distance(std::string(1000, 'a'), std::string(1000, 'b'), 2), 2);
}

TEST_F(ConfusionFile, UndoesConfusionsCheapestFirst) {
  const auto table = load("g d 0.25\nñ fi 0.2\nl i 0.3\n");
  ASSERT_TRUE(table);
  using Readings = std::vector<std::pair<std::string, double>>;
  EXPECT_EQ(table->undo("sefid", 0.3), (Readings{{"señd", 0.2}, {"sefig", 0.25}, {"sefld", 0.3}}));
  EXPECT_EQ(table->undo("casa", 1), Readings{});
  EXPECT_EQ(table->undo("", 1), Readings{});
}

TEST_F(ConfusionFile, BoundsWhatItUndoes) {
  const auto table = load("a b 0.01\nc b 0.01\nd b 0.01\n");
  ASSERT_TRUE(table);
  const auto readings = table->undo(std::string(60, 'b'), 1);
  EXPECT_EQ(readings.size(), ConfusionTable::kMaxReadings);
  EXPECT_TRUE(std::is_sorted(readings.begin(), readings.end(),
                             [](const auto& a, const auto& b) { return a.second < b.second; }));
}

TEST_F(ConfusionFile, ReportsLinesItCannotUse) {
  const auto table = load("g d\ng d cheap\ng d 0\ng d 2\nabcd e 0.5\nA a 0.5\nñ fi 0.2\n\xFF a 0.2\n");
  ASSERT_TRUE(table);
  EXPECT_EQ(table->size(), 1U);
  const auto found = diagnostics_.sorted();
  ASSERT_EQ(found.size(), 7U);
  for (const Diagnostic& diagnostic : found) {
    EXPECT_EQ(diagnostic.code, "confusion.bad-line");
    EXPECT_FALSE(diagnostic.hint.empty());
  }
  EXPECT_EQ(found.front().line, 1U);
  EXPECT_EQ(found.back().line, 8U);
}

TEST_F(ConfusionFile, ThatIsMissingIsNamed) {
  const auto table = ConfusionTable::load(folder_ / "none.tsv", diagnostics_);
  ASSERT_FALSE(table);
  EXPECT_EQ(table.error().code, ErrorCode::kInputMissing);
  EXPECT_NE(table.error().message.find("none.tsv"), std::string::npos);
}

class SpanishConfusions : public testing::Test {
 protected:
  SpanishConfusions() : table_(ConfusionTable::load(DIXIT_SOURCE_DIR "/core/lang/es/confusions.tsv", diagnostics_)) {}

  bool undoes(std::string_view printed, std::string_view intended) {
    const auto readings = table_->undo(printed, 0.8);
    return std::any_of(readings.begin(), readings.end(), [&](const auto& r) { return r.first == intended; });
  }

  Diagnostics diagnostics_;
  Result<ConfusionTable> table_;
};

TEST_F(SpanishConfusions, ShipWithoutABadLine) {
  ASSERT_TRUE(table_);
  EXPECT_TRUE(diagnostics_.sorted().empty());
  EXPECT_GT(table_->size(), 100U);
}

TEST_F(SpanishConfusions, BringDamagedWordsNearWhatWasMeant) {
  ASSERT_TRUE(table_);
  const std::pair<const char*, const char*> kDamaged[] = {{"Sergi", "Serdi"},
                                                          {"Alegre", "Aledre"},
                                                          {"Alegre", "Alegdre"},
                                                          {"Rodrigo", "Rodridgo"},
                                                          {"Seúl", "Sedl"},
                                                          {"Johannesburgo", "Johannesburdo"},
                                                          {"estrategia y", "estrategiay"},
                                                          {"niño", "nifio"},
                                                          {"inversión", "inversi6n"},
                                                          {"Manifestó", "Manifestd"},
                                                          {"acción", "accién"},
                                                          {"y", "vy"},
                                                          {"gobierno", "gobiemo"},
                                                          {"Agustí", "Aqusti"},
                                                          {"señaló", "sefialé"}};
  for (const auto& [intended, printed] : kDamaged) EXPECT_LE(table_->distance(intended, printed, 3), 1) << printed;
}

TEST_F(SpanishConfusions, KeepDifferentNamesApart) {
  ASSERT_TRUE(table_);
  const std::pair<const char*, const char*> kOthers[] = {
      {"Lima", "Roma"}, {"Madrid", "Medellín"}, {"Barcelona", "Bogotá"}, {"director", "secretario"}};
  for (const auto& [intended, printed] : kOthers) EXPECT_GT(table_->distance(intended, printed, 3), 0.9) << printed;
}

TEST_F(SpanishConfusions, UndoTheCommonDamage) {
  ASSERT_TRUE(table_);
  EXPECT_TRUE(undoes("estratedia", "estrategia"));
  EXPECT_TRUE(undoes("sefiala", "señala"));
  EXPECT_TRUE(undoes("manifestd", "manifestó"));
  EXPECT_TRUE(undoes("gobiemo", "gobierno"));
}

}  // namespace
}  // namespace dixit::text
