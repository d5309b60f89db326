// Where text came from, and the names that stand for people.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/model/offset_map.h"
#include "core/model/unit.h"

namespace dixit::model {
namespace {

using ::testing::ElementsAre;

TEST(OffsetMap, TracesByteForByteWhatWasCopied) {
  OffsetMap map;
  map.append(5, {12, 3, 8});
  EXPECT_EQ(map.origin_of(0), (SourceRange{12, 3, 4}));
  EXPECT_EQ(map.origin_of(4), (SourceRange{12, 7, 8}));
  EXPECT_EQ(map.size(), 5U);
}

TEST(OffsetMap, TracesAChangedCharacterToAllOfItsSource) {
  OffsetMap map;
  map.append(2, {1, 0, 2});
  map.append(2, {1, 2, 5});  // three bytes were normalised into two
  map.append(1, {1, 5, 6});
  EXPECT_EQ(map.origin_of(2), (SourceRange{1, 2, 5}));
  EXPECT_EQ(map.origin_of(3), (SourceRange{1, 2, 5}));
  EXPECT_EQ(map.origin_of(4), (SourceRange{1, 5, 6}));
}

TEST(OffsetMap, GivesAWordJoinedOverALineEndTwoRanges) {
  OffsetMap map;
  map.append(15, {40, 10, 25});  // "internaciona" and what is before it
  map.append(7, {41, 0, 7});
  EXPECT_THAT(map.origins_of(12, 18), ElementsAre(SourceRange{40, 22, 25}, SourceRange{41, 0, 3}));
}

TEST(OffsetMap, ComposesWithTheMapOfWhatItWasMadeFrom) {
  OffsetMap line;
  line.append(4, {7, 2, 6});
  line.append(1, {7, 6, 9});
  line.append(4, {7, 9, 13});
  OffsetMap text;
  text.append(line, 2, 7);
  EXPECT_EQ(text.size(), 5U);
  EXPECT_EQ(text.origin_of(0), (SourceRange{7, 4, 5}));
  EXPECT_EQ(text.origin_of(2), (SourceRange{7, 6, 9}));
  EXPECT_EQ(text.origin_of(4), (SourceRange{7, 10, 11}));
}

TEST(OffsetMapDeathTest, RefusesToGoBackOnALine) {
  OffsetMap map;
  map.append(3, {5, 10, 13});
  EXPECT_DEATH(map.append(3, {5, 0, 3}), "broken promise");
}

TEST(Slug, KeepsLettersAndDigitsAndJoinsTheRest) {
  EXPECT_EQ(slug("jaime salinas"), "jaime-salinas");
  EXPECT_EQ(slug("  henri-paul  normandin."), "henri-paul-normandin");
  EXPECT_EQ(slug("…"), "");
}

TEST(UnitKind, IsReadBackFromItsName) {
  for (const UnitKind kind : {UnitKind::kIntervention, UnitKind::kTheme, UnitKind::kDebate, UnitKind::kSection}) {
    EXPECT_EQ(unit_kind_from_name(name(kind)), kind);
  }
  EXPECT_EQ(unit_kind_from_name("speech"), std::nullopt);
}

}  // namespace
}  // namespace dixit::model
