#include "searchd/search/reading.h"

#include <gtest/gtest.h>

#include <vector>

namespace dixit::search {
namespace {

TEST(Reading, SetsMisreadWordsApartFromTheText) {
  schema::StoredDoc document;
  document.unit.text = "La estratedia politica\nde la ciudad";
  document.tokens = {{0, 2, "", text::How::kSame, 1},
                     {3, 13, "estrategia", text::How::kOcr, 0.9F},
                     {14, 22, "política", text::How::kAccent, 0.9F},
                     {23, 25, "", text::How::kSame, 1}};
  EXPECT_EQ(read_runs(document),
            (std::vector<ReadRun>{{"La ", ""}, {"estrategia", "estratedia"}, {" política\nde la ciudad", ""}}));
}

TEST(Reading, IsNotShownWhereOnlyAccentsWereLost) {
  schema::StoredDoc document;
  document.unit.text = "La politica";
  document.tokens = {{0, 2, "", text::How::kSame, 1}, {3, 11, "política", text::How::kAccent, 0.9F}};
  EXPECT_TRUE(read_runs(document).empty());
}

}  // namespace
}  // namespace dixit::search
