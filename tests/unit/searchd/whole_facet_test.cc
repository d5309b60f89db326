// All values of a facet, as / shows them.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "searchd/api/page_facets.h"
#include "tests/unit/searchd/sample_pages.h"

namespace dixit::test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::string whole_page(api::PageRequest asked, const search::Facet& facet, const search::SearchResponse& answer) {
  search::FacetResponse view;
  view.facet = facet;
  return pages().search(asked, answer, view);
}

std::string whole_page(std::size_t values, std::string part = {}) {
  return whole_page({sample_request(), api::WholeFacet{schema::Field::kCity, std::move(part)}}, sample_cities(values),
                    sample_response(3));
}

TEST(WholeFacet, ShowsEveryValueWithABoxOfTheSameForm) {
  const std::string html = whole_page(40);
  EXPECT_EQ(faults(html), "");
  EXPECT_EQ(count(html, "type=\"checkbox\" name=\"city\""), 40U);
  EXPECT_THAT(html, HasSubstr("Ciudad: todos los valores"));
  EXPECT_THAT(html, HasSubstr("40 valores"));
  EXPECT_THAT(html, HasSubstr("name=\"facet\" value=\"city\">Buscar</button>"));
  EXPECT_THAT(html, HasSubstr("<a href=\"/?q=financiaci%C3%B3n&amp;lang=es\">← Volver a los resultados</a>"));
  EXPECT_THAT(html, Not(HasSubstr("class=\"hits\"")));
}

TEST(WholeFacet, StaysBoundedAndSaysSo) {
  const std::string html = whole_page(100'000);
  EXPECT_EQ(count(html, "type=\"checkbox\""), api::kWholeFacetValues);
  EXPECT_THAT(html, HasSubstr("Se muestran 300 de 100\u202F000 valores: escriba una parte"));
}

TEST(WholeFacet, SaysWhereNothingHasThePart) {
  search::Facet none;
  const std::string html =
      whole_page({sample_request(), api::WholeFacet{schema::Field::kCity, kEvil}}, none, sample_response(3));
  EXPECT_EQ(faults(html), "");
  EXPECT_THAT(html, HasSubstr("Ningún valor contiene «&lt;script&gt;"));
  EXPECT_THAT(html, Not(HasSubstr("type=\"checkbox\"")));
}

TEST(WholeFacet, KeepsWhatIsChosenButDoesNotHaveThePart) {
  api::PageRequest asked{sample_request(), api::WholeFacet{schema::Field::kCity, "ciudad"}};
  asked.search.filters = {{schema::Field::kCity, {"lima", "ciudad 1"}}, {schema::Field::kSpeaker, {"ana-perez"}}};
  asked.search.from = "2016-01-01";
  search::SearchResponse answer = sample_response(3);
  search::Facet all = sample_cities(2);
  all.values[1].selected = true;
  answer.facets = {all};
  answer.facets[0].values.push_back({"Lima", "Lima", 3, true});
  const std::string html = whole_page(asked, all, answer);
  const std::string form = html.substr(html.find("<form class=\"whole\""));
  for (const std::string kept : {"q\" value=\"financiación", "city\" value=\"Lima", "speaker\" value=\"ana-perez",
                                 "from\" value=\"2016-01-01", "lang\" value=\"es"}) {
    EXPECT_THAT(form, HasSubstr("<input type=\"hidden\" name=\"" + kept + "\">"));
  }
  EXPECT_EQ(count(form, "<input type=\"hidden\""), 5U) << "a box says the rest";
  EXPECT_THAT(form, HasSubstr("value=\"Ciudad 1\" checked"));
  EXPECT_LT(form.find("value=\"Ciudad 1\""), form.find("value=\"Ciudad 0\"")) << "chosen ones come first";
}

TEST(WholeFacet, IsReachedFromAFacetOfManyValues) {
  search::SearchResponse answer = sample_response(3);
  answer.facets = {sample_cities(19)};
  EXPECT_THAT(search_page(sample_request(), answer), Not(HasSubstr("facet=city")));
  answer.facets = {sample_cities(20)};
  EXPECT_THAT(search_page(sample_request(), answer),
              HasSubstr("<a href=\"/?q=financiaci%C3%B3n&amp;lang=es&amp;facet=city\">Buscar entre todos"));
}

}  // namespace
}  // namespace dixit::test
