#include "core/text/normalize.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace dixit::text {
namespace {

using model::SourceRange;

// Where the bytes [begin, end) of the normalised text stand in the raw line.
SourceRange origin(const NormalizedText& normalized, std::size_t begin, std::size_t end) {
  const std::vector<SourceRange> ranges = normalized.origin.origins_of(begin, end);
  EXPECT_EQ(ranges.size(), 1U);
  return ranges.front();
}

TEST(Normalize, LeavesSoundTextAloneByteForByte) {
  const NormalizedText normalized = normalize("Señaló: «ciudades»", 7);
  EXPECT_EQ(normalized.text, "Señaló: «ciudades»");
  for (std::uint32_t i = 0; i < normalized.text.size(); ++i) {
    const SourceRange range = normalized.origin.origin_of(i);
    EXPECT_EQ(range.line, 7U);
    EXPECT_LE(range.begin, i);
    EXPECT_GT(range.end, i);
  }
}

TEST(Normalize, ComposesAccentsAndKeepsTheirPlace) {
  const NormalizedText normalized = normalize("accio\u0301n");
  EXPECT_EQ(normalized.text, "acción");
  EXPECT_EQ(origin(normalized, 4, 6), (SourceRange{1, 4, 7}));
  EXPECT_EQ(origin(normalized, 6, 7), (SourceRange{1, 7, 8}));
}

TEST(Normalize, SpellsOutLigatures) {
  const NormalizedText normalized = normalize("ﬁn, oﬃce");
  EXPECT_EQ(normalized.text, "fin, office");
  EXPECT_EQ(origin(normalized, 0, 2), (SourceRange{1, 0, 3}));
  EXPECT_EQ(origin(normalized, 2, 3), (SourceRange{1, 3, 4}));
}

TEST(Normalize, DropsWhatIsNotSeen) {
  const NormalizedText normalized = normalize("\uFEFFfinan\u00ADcia\u200Bción");
  EXPECT_EQ(normalized.text, "financiación");
  EXPECT_EQ(origin(normalized, 5, 6), (SourceRange{1, 10, 11}));
}

TEST(Normalize, ComposesOverWhatIsNotSeen) {
  EXPECT_EQ(normalize("e\u200D\u0301").text, "é");
}

TEST(Normalize, TurnsEverySpaceAndControlCharacterIntoOnePlainSpace) {
  EXPECT_EQ(normalize("a\u00A0b\u2003c\u3000d\te\r\nf\x01g\x7Fh\u0085i").text, "a b c d e  f g h i");
}

TEST(Normalize, ReplacesBytesThatAreNotUtf8) {
  const NormalizedText normalized = normalize("a\xFF\xC3z");
  EXPECT_EQ(normalized.text, "a\uFFFD\uFFFDz");
  EXPECT_EQ(origin(normalized, 1, 4), (SourceRange{1, 1, 2}));
}

TEST(Normalize, TakesAnEmptyLineAndOneOfNothingVisible) {
  EXPECT_EQ(normalize("").text, "");
  EXPECT_EQ(normalize("\u200B\uFEFF").text, "");
}

TEST(Normalize, MapsEveryByte) {
  const NormalizedText normalized = normalize("L\u2019e\u0301te\u0301 ﬂotte\u00AD \xFE");
  EXPECT_EQ(normalized.origin.size(), normalized.text.size());
}

}  // namespace
}  // namespace dixit::text
