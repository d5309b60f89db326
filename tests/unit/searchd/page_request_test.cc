#include "searchd/api/page_request.h"

#include <gtest/gtest.h>

#include <string>

namespace dixit::api {
namespace {

PageRequest asked_for(std::string_view raw) {
  return page_request(QueryString::parse(raw)).value();
}

std::string to_blame(std::string_view raw) {
  const auto request = page_request(QueryString::parse(raw));
  return request ? "accepted" : request.error().param;
}

TEST(PageRequest, IsASearchThatCountsAllFacets) {
  const PageRequest request = asked_for("q=redes&city=Lima&sort=date&page=2");
  EXPECT_EQ(request.search.text, "redes");
  EXPECT_EQ(request.search.page, 2U);
  EXPECT_EQ(request.search.facets.size(), schema::facet_names().size());
  EXPECT_TRUE(std::holds_alternative<HitList>(request.view));
}

TEST(PageRequest, OpensAFacetOrATable) {
  const auto whole = std::get<WholeFacet>(asked_for("facet=speaker&find=zap").view);
  EXPECT_EQ(whole.field, schema::Field::kSpeaker);
  EXPECT_EQ(whole.part, "zap");
  const auto table = std::get<WhoTable>(asked_for("rows=role&cols=year&lines=all").view);
  EXPECT_EQ(table.rows, schema::Field::kRole);
  EXPECT_EQ(table.cols, schema::Field::kYear);
  EXPECT_TRUE(table.whole);
}

TEST(PageRequest, LooksForAPartOnlyWhereAFacetIsOpen) {
  EXPECT_TRUE(std::holds_alternative<HitList>(asked_for("find=zap").view)) << "as the form of a facet leaves it";
}

TEST(PageRequest, NeverCountsAFacetByItself) {
  for (const char* raw : {"rows=city&cols=city", "rows=session&cols=session", "rows=session", "cols=city"}) {
    const auto table = std::get<WhoTable>(asked_for(raw).view);
    EXPECT_NE(table.rows, table.cols) << raw;
  }
}

TEST(PageRequest, TakesTwoDaysInEitherOrder) {
  const PageRequest request = asked_for("from=2016-07-09&to=2016-07-01");
  EXPECT_EQ(request.search.from, "2016-07-01");
  EXPECT_EQ(request.search.to, "2016-07-09");
  EXPECT_EQ(to_blame("from=2016-13-01&to=2016-07-01"), "from");
  EXPECT_EQ(to_blame("from=2016-07-01&to=yesterday"), "to");
}

TEST(PageRequest, SaysWhatIsWrong) {
  EXPECT_EQ(to_blame("facet=colour"), "facet");
  EXPECT_EQ(to_blame("rows=colour"), "rows");
  EXPECT_EQ(to_blame("cols=date"), "cols");
  EXPECT_EQ(to_blame("lines=9"), "lines");
  EXPECT_EQ(to_blame("facet=city&facet=role"), "facet");
  EXPECT_EQ(to_blame("find=a&find=b"), "find");
  EXPECT_EQ(to_blame("colour=red"), "colour");
}

TEST(PagePath, AsksForTheSamePageAgain) {
  for (const std::string path :
       {"/?q=redes&city=Lima&from=2016-01-01&sort=date&group=speaker&page=2&lang=ca",
        "/?q=redes&lang=es&facet=speaker&find=zap%20a", "/?lang=es&rows=role&cols=year&lines=all"}) {
    EXPECT_EQ(page_path(asked_for(path.substr(2))), path);
  }
}

TEST(IsEntrance, IsOnlyThePageThatAsksNothing) {
  for (const char* raw : {"", "lang=ca", "q=", "q=&from=&to="}) EXPECT_TRUE(is_entrance(asked_for(raw))) << raw;
  for (const char* raw : {"q=a", "page=2", "sort=date", "city=Lima", "facet=city", "rows=city", "to=2016-01-01"}) {
    EXPECT_FALSE(is_entrance(asked_for(raw))) << raw;
  }
}

}  // namespace
}  // namespace dixit::api
