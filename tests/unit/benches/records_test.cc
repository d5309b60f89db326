#include "benches/records/record_maker.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "benches/records/random.h"
#include "core/base/diagnostic.h"

namespace dixit::bench {
namespace {

using testing::DoubleNear;

std::vector<std::string> split(const std::string& text) {
  std::istringstream in(text);
  std::vector<std::string> words;
  for (std::string word; in >> word;) words.push_back(word);
  return words;
}

struct World {
  std::shared_ptr<const WordChain> chain;
  OcrDamage damage;
  Cast cast;

  static const World& get() {
    static const World made = [] {
      const std::string source = DIXIT_SOURCE_DIR;
      Diagnostics found;
      World world = {WordChain::load({source + "/core/lang/es/counts.tsv",
                                      source + "/corpus/reports/amb-2016-seminario.txt", DIXIT_DATA "/lexicon/es.lex"})
                         .value(),
                     OcrDamage(*text::NoisyChannel::load(source + "/core/lang/es/channel.tsv", found).value()),
                     make_cast(source + "/corpus/authority", 7).value()};
      std::vector<OcrDamage::Share> words;
      for (WordChain::Number number = WordChain::kDigits + 1; number < world.chain->counted(); ++number) {
        words.push_back({world.chain->word(number), world.chain->share(number)});
      }
      world.damage.calibrate(words, 0.12);
      return world;
    }();
    return made;
  }

  RecordMaker maker(std::uint64_t seed) const { return {*chain, damage, cast, seed}; }
};

TEST(Records, AreTheSameForTheSameSeedAndOthersForAnother) {
  const World& world = World::get();
  EXPECT_EQ(world.maker(7).make(3, 100).printed, world.maker(7).make(3, 100).printed);
  EXPECT_NE(world.maker(7).make(3, 100).printed, world.maker(8).make(3, 100).printed);
}

TEST(Records, SayTheSameHoweverManyThereAre) {
  const World& world = World::get();
  EXPECT_EQ(world.maker(7).make(3, 100).printed, world.maker(7).make(3, 100'000).printed);
}

TEST(Records, OfASittingStandTogether) {
  const World& world = World::get();
  std::size_t before = 0;
  for (std::size_t place = 0; place < 400; ++place) {
    const std::size_t sitting = world.maker(7).make(place, 400).sitting;
    EXPECT_GE(sitting, before);
    before = sitting;
  }
  EXPECT_GE(before, world.cast.sittings.size() - 10);
}

TEST(Records, AreDamagedAsMuchAsAskedFor) {
  const World& world = World::get();
  double damaged = 0;
  double words = 0;
  for (std::size_t place = 0; place < 400; ++place) {
    const Record record = world.maker(7).make(place, 400);
    const std::vector<std::string> meant = split(record.meant);
    const std::vector<std::string> printed = split(record.printed);
    ASSERT_EQ(meant.size(), printed.size()) << record.printed;
    for (std::size_t i = 0; i < meant.size(); ++i) damaged += meant[i] == printed[i] ? 0 : 1;
    words += static_cast<double>(meant.size());
  }
  EXPECT_THAT(words / 400, DoubleNear(112, 8));
  // The chain says words that are often damaged a little less often than the counts have them.
  EXPECT_THAT(damaged / words, DoubleNear(0.12, 0.025));
}

TEST(Damage, ThatNobodyAskedForDoesNotHappen) {
  OcrDamage damage = World::get().damage;
  damage.calibrate({{"acci\xF3n", 1.0}}, 0);
  Random random(1);
  for (int i = 0; i < 1000; ++i) EXPECT_EQ(damage.printed("acci\xF3n", random), "acci\xF3n");
}

TEST(Random, PicksByWeight) {
  Weighted weighted;
  for (const double weight : {1.0, 0.0, 3.0}) weighted.add(weight);
  Random random(5);
  std::array<int, 3> picked = {};
  for (int i = 0; i < 4000; ++i) ++picked.at(weighted.pick(random));
  EXPECT_EQ(picked[1], 0);
  EXPECT_NEAR(picked[2], 3000, 150);
}

TEST(Random, KeepsToQuantiles) {
  constexpr std::array<Quantile, 3> kQuantiles = {{{0, 10}, {0.5, 20}, {1, 100}}};
  Random random(5);
  int below = 0;
  for (int i = 0; i < 4000; ++i) {
    const double value = pick(random, kQuantiles);
    EXPECT_GE(value, 10);
    EXPECT_LE(value, 100);
    below += value < 20 ? 1 : 0;
  }
  EXPECT_NEAR(below, 2000, 150);
}

}  // namespace
}  // namespace dixit::bench
