// The file of word orders beside a database, as it is written, merged and read.

#include "core/store/word_orders.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "indexer/write/word_order_file.h"
#include "tests/support/program.h"

namespace dixit::store {
namespace {

namespace fs = std::filesystem;

using testing::ElementsAre;
using testing::IsEmpty;
using Numbers = std::vector<std::uint32_t>;

class WordOrderFile : public testing::Test {
 protected:
  fs::path write(const std::string& shard, const std::vector<Numbers>& units) const {
    const fs::path path = fs::path(folder_ / shard);
    fs::create_directory(path);
    auto file = write::WordOrderFile::create(path).value();
    for (const Numbers& unit : units) EXPECT_TRUE(file.add(unit).has_value());
    EXPECT_TRUE(file.finish(write::Durability::kFleeting).has_value());
    return path;
  }

  test::TempDir folder_;
};

TEST_F(WordOrderFile, GivesEachUnitItsOwn) {
  const ShardWordOrders orders = ShardWordOrders::open(write("a", {{7, 8, 9}, {}, {5}})).value();
  ASSERT_EQ(orders.size(), 3U);
  EXPECT_THAT(orders.at(0), ElementsAre(7, 8, 9));
  EXPECT_THAT(orders.at(1), IsEmpty());
  EXPECT_THAT(orders.at(2), ElementsAre(5));
  EXPECT_THAT(orders.at(3), IsEmpty()) << "there is no such unit";
}

TEST_F(WordOrderFile, OfNoUnitIsOneAllTheSame) {
  EXPECT_EQ(ShardWordOrders::open(write("a", {})).value().size(), 0U);
}

TEST_F(WordOrderFile, OfSeveralPartsHasTheirUnitsOneAfterTheOther) {
  const std::vector<fs::path> parts = {write("a", {{1}, {2, 3}}), write("b", {}), write("c", {{4, 5}, {6}})};
  const fs::path whole = write("whole", {});
  ASSERT_TRUE(write::merge_word_orders(parts, whole, write::Durability::kLasting).has_value());
  const ShardWordOrders orders = ShardWordOrders::open(whole).value();
  ASSERT_EQ(orders.size(), 4U);
  EXPECT_THAT(orders.at(1), ElementsAre(2, 3));
  EXPECT_THAT(orders.at(2), ElementsAre(4, 5));
  EXPECT_THAT(orders.at(3), ElementsAre(6));
}

TEST_F(WordOrderFile, IsFoundByTheNumberInAJoinedDatabase) {
  const std::vector<fs::path> shards = {write("a", {{10}, {11}}), write("b", {{20}})};
  const WordOrders orders = WordOrders::open(shards).value();
  EXPECT_THAT(orders.of(1), ElementsAre(10));
  EXPECT_THAT(orders.of(2), ElementsAre(20));
  EXPECT_THAT(orders.of(3), ElementsAre(11));
  EXPECT_THAT(orders.of(4), IsEmpty());
}

TEST_F(WordOrderFile, ThatIsMissingCutOrSomethingElseIsRefused) {
  const fs::path shard = write("a", {{7, 8, 9}, {5}});
  const fs::path file = shard / kWordOrderFile;
  const auto size = static_cast<std::size_t>(fs::file_size(file));
  for (std::size_t left = size - 4; left > 0; left -= 4) {
    fs::resize_file(file, left);
    EXPECT_EQ(ShardWordOrders::open(shard).error().code, ErrorCode::kIndexBroken) << left << " bytes left";
  }
  std::ofstream(file) << "nothing of the kind, though it is long enough";
  EXPECT_EQ(ShardWordOrders::open(shard).error().code, ErrorCode::kIndexBroken);
  fs::remove(file);
  const Error missing = ShardWordOrders::open(shard).error();
  EXPECT_EQ(missing.code, ErrorCode::kIndexBroken);
  EXPECT_THAT(missing.hint, testing::HasSubstr("dixit-indexer build"));
}

TEST_F(WordOrderFile, WhoseUnitsOverlapIsRefused) {
  const fs::path shard = write("a", {{7, 8, 9}, {5}});
  std::fstream file(shard / kWordOrderFile, std::ios::in | std::ios::out | std::ios::binary);
  // Where the second unit begins: behind the magic number, four words and the first beginning.
  file.seekp(6 * sizeof(std::uint32_t));
  constexpr std::uint32_t kBeyond = 1000;
  file.write(reinterpret_cast<const char*>(&kBeyond), sizeof kBeyond);
  file.close();
  EXPECT_EQ(ShardWordOrders::open(shard).error().code, ErrorCode::kIndexBroken);
}

}  // namespace
}  // namespace dixit::store
