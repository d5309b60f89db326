#include "searchd/api/links.h"

#include <gtest/gtest.h>

namespace dixit::api {
namespace {

TEST(PercentEncode, LeavesOnlyUnreservedCharacters) {
  EXPECT_EQ(percent_encode("aZ9-._~"), "aZ9-._~");
  EXPECT_EQ(percent_encode("a b&c=d/é%+\xFF"), "a%20b%26c%3Dd%2F%C3%A9%25%2B%FF");
}

TEST(SearchPath, SaysOnlyWhatIsNotUsual) {
  EXPECT_EQ(search_path({}), "/?lang=es");
  search::SearchRequest request;
  request.text = "marca \"ciudad\"";
  request.filters = {{schema::Field::kCity, {"Lima", "Seúl"}}, {schema::Field::kYear, {"2016"}}};
  request.from = "2016-01-01";
  request.to = "2016-12-31";
  request.sort = search::Sort::kOrder;
  request.page = 3;
  request.per_page = 20;
  request.fuzzy = false;
  request.language = text::Language::kCatalan;
  EXPECT_EQ(search_path(request),
            "/?q=marca%20%22ciudad%22&city=Lima&city=Se%C3%BAl&year=2016&from=2016-01-01&to=2016-12-31&sort=order&"
            "page=3&per_page=20&fuzzy=off&lang=ca");
}

TEST(NarrowedPath, BeginsAtTheFirstPageAndReplacesTheFieldsValues) {
  search::SearchRequest request;
  request.text = "redes";
  request.page = 7;
  request.filters = {{schema::Field::kCity, {"Lima"}}, {schema::Field::kRole, {"academia"}}};
  EXPECT_EQ(narrowed_path(request, schema::Field::kCity, "Turín"), "/?q=redes&city=Tur%C3%ADn&role=academia&lang=es");
}

TEST(UnitPath, CarriesTheQuestion) {
  EXPECT_EQ(unit_path("a.1", "", text::Language::kEnglish), "/u/a.1?lang=en");
  EXPECT_EQ(unit_path("a/1", "b c", text::Language::kSpanish), "/u/a%2F1?q=b%20c&lang=es");
}

}  // namespace
}  // namespace dixit::api
