// What / shows of an answer.

#include "searchd/api/pages.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <thread>
#include <vector>

#include "tests/unit/searchd/sample_pages.h"

namespace dixit::test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(SearchPage, ShowsWhoSaidItWhereAndOnWhichLines) {
  const std::string html = search_page(sample_request(), sample_response(1));
  EXPECT_EQ(faults(html), "");
  EXPECT_THAT(html, HasSubstr("<html lang=\"es\">"));
  EXPECT_THAT(html, HasSubstr("<a href=\"/?q=financiaci%C3%B3n&amp;speaker=ana-perez&amp;lang=es\" title=\"Ana Perez\">"
                              "Ana Pérez</a>"));
  EXPECT_THAT(html, HasSubstr("directora de Redes del Ayuntamiento de Lima"));
  EXPECT_THAT(html, HasSubstr("/?q=financiaci%C3%B3n&amp;city=Lima&amp;lang=es"));
  EXPECT_THAT(html, HasSubstr("/?q=financiaci%C3%B3n&amp;session=report%2F5.1.1&amp;lang=es"));
  EXPECT_THAT(html, HasSubstr("Sesión 1. La ciudad"));
  EXPECT_THAT(html, HasSubstr("<time datetime=\"2016-07-07\">7 de julio de 2016</time>"));
  EXPECT_THAT(html, HasSubstr("líneas 1100–1131, página 14"));
  EXPECT_THAT(html, HasSubstr("href=\"/u/report.1?q=financiaci%C3%B3n&amp;lang=es\""));
  EXPECT_THAT(html, HasSubstr("1 resultado en 0,4 ms"));
}

TEST(SearchPage, NamesTheOrganisationWhereThePostDoesNot) {
  search::SearchResponse answer = sample_response(1);
  EXPECT_THAT(search_page(sample_request(), answer), Not(HasSubstr("organisation=")));
  answer.hits[0].unit.organisation = "Red de Ciudades";
  EXPECT_THAT(search_page(sample_request(), answer),
              HasSubstr("<a href=\"/?q=financiaci%C3%B3n&amp;organisation=Red%20de%20Ciudades&amp;lang=es\">Red de "
                        "Ciudades</a>"));
}

TEST(SearchPage, SaysWhyAWordIsMarked) {
  const std::string html = search_page(sample_request(), sample_response(1));
  EXPECT_THAT(html, HasSubstr("<mark class=\"match-exact\" title=\"La palabra buscada\">financiación</mark>"));
  EXPECT_THAT(html, HasSubstr("<mark class=\"match-stem\" title=\"Otra forma de la palabra buscada\">financien"
                              "<span class=\"aloud\"> (otra forma)</span></mark>"));
}

TEST(SearchPage, EscapesWhateverItIsGiven) {
  search::SearchRequest asked = sample_request(kEvil);
  asked.filters = {{schema::Field::kCity, {kEvil}}, {schema::Field::kSpeaker, {kEvil}}};
  search::SearchResponse answer = sample_response(30);
  answer.interpreted = "de " + kEvil;
  answer.warnings = {kEvil};
  answer.suggestions = {kEvil};
  search::Facet facet = sample_cities(20);
  for (search::FacetValue& value : facet.values) value = {kEvil + value.value, kEvil, value.count, value.count > 18};
  answer.facets = {facet};
  model::Unit& unit = answer.hits[0].unit;
  for (std::string* text : {&unit.id, &unit.document.title, &unit.role, &unit.organisation, &unit.city, &unit.language,
                            &unit.date, &unit.session->id, &unit.session->number, &unit.session->title,
                            &unit.speaker->id, &unit.speaker->name, &unit.speaker->printed}) {
    *text = kEvil;
  }
  answer.hits[0].snippet = {{kEvil, {}}, {kEvil, search::Match::kOcr}};
  const std::string html = search_page(asked, answer);
  EXPECT_EQ(faults(html), "");
  EXPECT_THAT(html, HasSubstr("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&quot;&amp;amp;"));
}

TEST(SearchPage, ShowsBrokenBytesAsReplacementsAndAsksForThemAgain) {
  const std::string html = search_page(sample_request("a\xFF\x01z"), sample_response(30));
  EXPECT_THAT(html, HasSubstr("value=\"a\xEF\xBF\xBD\xEF\xBF\xBDz\""));
  EXPECT_THAT(html, HasSubstr("/?q=a%FF%01z&amp;page=2"));
}

TEST(SearchPage, KeepsNamesOfThreeHundredCharactersWhole) {
  std::string name;
  for (int at = 0; at < 100; ++at) name += "ñandú ";
  search::SearchResponse answer = sample_response(1);
  answer.hits[0].unit.speaker->name = name;
  const std::string html = search_page(sample_request(), answer);
  EXPECT_EQ(faults(html), "");
  EXPECT_THAT(html, HasSubstr(name));
}

TEST(SearchPage, OffersAWayOutWhenNothingAnswers) {
  search::SearchRequest asked = sample_request("xyzzy");
  asked.filters[schema::Field::kCity] = {"Lima"};
  const std::string html = search_page(asked, sample_response(0));
  EXPECT_EQ(faults(html), "");
  EXPECT_THAT(html, HasSubstr("Nada responde a esta búsqueda"));
  EXPECT_THAT(html, HasSubstr("<li><a href=\"/?q=xyzzy&amp;lang=es\">Buscar sin filtros</a></li>"));
  EXPECT_THAT(html, Not(HasSubstr("class=\"pages\"")));
}

TEST(SearchPage, LeadsBackFromAPageBeyondTheLast) {
  search::SearchRequest asked = sample_request();
  asked.page = 9;
  search::SearchResponse answer = sample_response(12);
  answer.hits.clear();
  EXPECT_THAT(search_page(asked, answer), HasSubstr("<li><a href=\"/?q=financiaci%C3%B3n&amp;lang=es\">Volver a la "
                                                    "primera página"));
}

TEST(SearchPage, NamesFewOfAThousandPages) {
  search::SearchRequest asked = sample_request();
  asked.page = 500;
  const std::string html = search_page(asked, sample_response(10'000));
  EXPECT_EQ(faults(html), "");
  EXPECT_THAT(html, HasSubstr("4991–5000 de 10\u202F000"));
  EXPECT_EQ(count(html, "<li class=\"page\">"), 7U);
  EXPECT_EQ(count(html, "<li class=\"gap\""), 2U);
  EXPECT_THAT(html, HasSubstr("aria-label=\"Página 500\" aria-current=\"page\">500</a>"));
  EXPECT_THAT(html, HasSubstr("<a rel=\"prev\" href=\"/?q=financiaci%C3%B3n&amp;page=499&amp;lang=es\">"));
  EXPECT_THAT(html, HasSubstr("<a rel=\"next\" href=\"/?q=financiaci%C3%B3n&amp;page=501&amp;lang=es\">"));
  EXPECT_THAT(html, HasSubstr("<ol class=\"hits\" start=\"4991\">"));
}

TEST(SearchPage, NamesNoPageThatWouldBeRefused) {
  const std::string html = search_page(sample_request(), sample_response(1'000'000));
  EXPECT_THAT(html, HasSubstr("page=1000&amp;lang=es"));
  EXPECT_THAT(html, Not(HasSubstr("page=1001&amp;lang=es")));
  EXPECT_THAT(html, Not(HasSubstr("page=100000&amp;lang=es")));
}

TEST(SearchPage, PutsNoGapInPlaceOfASinglePage) {
  search::SearchRequest asked = sample_request();
  asked.page = 5;
  const std::string html = search_page(asked, sample_response(90));
  EXPECT_EQ(count(html, "<li class=\"page\">"), 9U);
  EXPECT_EQ(count(html, "<li class=\"gap\""), 0U);
}

TEST(SearchPage, GreetsWhoAsksForNothing) {
  const std::string html = search_page(sample_request(""), sample_response(78));
  EXPECT_EQ(faults(html), "");
  EXPECT_THAT(html, HasSubstr("Todo lo que recogen los informes"));
  EXPECT_THAT(html, HasSubstr("<a href=\"/?q=marca%20de%20ciudad&amp;lang=es\">marca de ciudad</a>"));
  EXPECT_THAT(html, Not(HasSubstr("noindex")));
  EXPECT_THAT(html, Not(HasSubstr(">relevancia<"))) << "nothing is more relevant than another without a question";
}

TEST(SearchPage, ShowsTheTitleOfWhatNobodySays) {
  search::SearchResponse answer = sample_response(1);
  model::Unit& unit = answer.hits[0].unit;
  unit.kind = model::UnitKind::kTheme;
  unit.speaker.reset();
  unit.role.clear();
  unit.organisation.clear();
  unit.title = "Redes de ciudades";
  const std::string html = search_page(sample_request(), answer);
  EXPECT_THAT(html, HasSubstr("<a href=\"/u/report.1?q=financiaci%C3%B3n&amp;lang=es\">Redes de ciudades</a> "
                              "<span class=\"badge\">Tema</span>"));
  EXPECT_THAT(html, Not(HasSubstr("class=\"post\"")));
}

TEST(SearchPage, TellsAModeratorFromASpeaker) {
  search::SearchResponse answer = sample_response(1);
  EXPECT_THAT(search_page(sample_request(), answer), Not(HasSubstr("class=\"badge\"")));
  answer.hits[0].unit.is_moderator = true;
  EXPECT_THAT(search_page(sample_request(), answer), HasSubstr("<span class=\"badge\">modera</span>"));
}

TEST(SearchPage, ListsChosenValuesFirstAndFoldsTheRest) {
  search::SearchRequest asked = sample_request();
  asked.filters[schema::Field::kCity] = {"Ciudad 11"};
  search::SearchResponse answer = sample_response(30);
  answer.facets = {sample_cities(12)};
  answer.facets[0].values[11].selected = true;
  const std::string html = search_page(asked, answer);
  EXPECT_EQ(faults(html), "");
  const std::size_t chosen = html.find("value=\"Ciudad 11\" checked");
  ASSERT_NE(chosen, std::string::npos);
  EXPECT_LT(chosen, html.find("value=\"Ciudad 0\""));
  const std::size_t fold = html.find("Mostrar 4 más");
  EXPECT_LT(html.find("value=\"Ciudad 6\""), fold);
  EXPECT_GT(html.find("value=\"Ciudad 7\""), fold);
  EXPECT_THAT(html, HasSubstr("<rect width=\"50%\"")) << "half as many as the most frequent";
}

TEST(SearchPage, LeavesOutAFacetThatWouldNarrowNothing) {
  search::SearchResponse answer = sample_response(1);
  search::Facet years;
  years.field = schema::Field::kYear;
  years.values = {{"2016", "2016", 1, false}};
  answer.facets = {sample_cities(1), sample_cities(1), sample_cities(1), years};
  EXPECT_EQ(count(search_page(sample_request(), answer), "value=\"Ciudad 0\""), 3U) << "the main ones keep their place";
  EXPECT_THAT(search_page(sample_request(), answer), Not(HasSubstr("value=\"2016\"")));
  answer.total = 2;
  EXPECT_THAT(search_page(sample_request(), answer), HasSubstr("value=\"2016\""));
  answer.total = 1;
  answer.facets[3].values[0].selected = true;
  EXPECT_THAT(search_page(sample_request(), answer), HasSubstr("value=\"2016\" checked"));
}

TEST(SearchPage, LeavesOutValuesThatNothingHasUnlessChosen) {
  search::SearchResponse answer = sample_response(1);
  answer.facets = {sample_cities(3)};
  answer.facets[0].values[1].count = 0;
  answer.facets[0].values[2] = {"Atlántida", "Atlántida", 0, true};
  search::SearchRequest asked = sample_request();
  asked.filters[schema::Field::kCity] = {"Atlántida"};
  const std::string html = search_page(asked, answer);
  EXPECT_THAT(html, Not(HasSubstr("value=\"Ciudad 1\"")));
  EXPECT_THAT(html, HasSubstr("value=\"Atlántida\" checked"));
}

TEST(SearchPage, EveryFilterHasAChipThatTakesAwayJustItself) {
  search::SearchRequest asked = sample_request("redes");
  asked.filters = {{schema::Field::kCity, {"Lima", "ciudad 0"}}, {schema::Field::kSpeaker, {"ana-perez"}}};
  asked.from = "2016-07-01";
  asked.fuzzy = false;
  asked.page = 3;
  search::SearchResponse answer = sample_response(30);
  answer.facets = {sample_cities(2)};
  answer.facets[0].values[0].selected = true;
  answer.facets[0].values.push_back({"Lima", "Lima", 3, true});
  const std::string html = search_page(asked, answer);
  const std::string rest = "&amp;from=2016-07-01&amp;fuzzy=off&amp;lang=es\">";
  EXPECT_THAT(html, HasSubstr("<li><a href=\"/?q=redes&amp;city=Lima&amp;speaker=ana-perez" + rest));
  EXPECT_THAT(html, HasSubstr("<li><a href=\"/?q=redes&amp;city=Ciudad%200&amp;speaker=ana-perez" + rest));
  EXPECT_THAT(html, HasSubstr("<span class=\"chip-value\">Ana Pérez</span>")) << "as the hits call the id";
  EXPECT_THAT(html, HasSubstr("<span class=\"chip-value\">1 de julio de 2016</span>"));
  EXPECT_THAT(html, HasSubstr("class=\"chip-all\" href=\"/?q=redes&amp;lang=es\""));
  EXPECT_THAT(html, HasSubstr("Filtros (5)"));
}

TEST(SearchPage, OrderAndGroupingHaveAChipWhereTheyAreNotTheUsual) {
  search::SearchRequest asked = sample_request("redes");
  asked.sort = search::Sort::kDate;
  asked.group = schema::Field::kSpeaker;
  search::SearchResponse answer = sample_response(1);
  answer.groups = 1;
  const std::string html = search_page(asked, answer);
  EXPECT_THAT(html, HasSubstr("<a href=\"/?q=redes&amp;sort=date&amp;lang=es\"><span class=\"chip-field\">Agrupar por:"
                              "</span> <span class=\"chip-value\">Persona</span>"));
  EXPECT_THAT(html, HasSubstr("<a href=\"/?q=redes&amp;group=speaker&amp;lang=es\"><span class=\"chip-field\">Ordenar "
                              "por:</span> <span class=\"chip-value\">fecha</span>"));
  EXPECT_THAT(html, HasSubstr("class=\"chip-all\" href=\"/?q=redes&amp;lang=es\""));
  asked = sample_request("");
  asked.sort = search::Sort::kOrder;
  EXPECT_THAT(search_page(asked, sample_response(1)), Not(HasSubstr("class=\"chips\""))) << "the order there is";
}

TEST(SearchPage, AsksForDaysBesideTheFacets) {
  search::SearchRequest asked = sample_request();
  asked.to = "2016-07-08";
  search::SearchResponse answer = sample_response(1);
  EXPECT_THAT(search_page(asked, answer), HasSubstr("<input type=\"hidden\" name=\"to\" value=\"2016-07-08\">"));
  answer.facets = {sample_cities(2)};
  const std::string html = search_page(asked, answer);
  EXPECT_THAT(html, HasSubstr("<input type=\"date\" id=\"from\" name=\"from\" form=\"search\" value=\"\">"));
  EXPECT_THAT(html, HasSubstr("<input type=\"date\" id=\"to\" name=\"to\" form=\"search\" value=\"2016-07-08\">"));
  EXPECT_THAT(html, Not(HasSubstr("type=\"hidden\" name=\"to\"")));
}

TEST(SearchPage, LetsAnswersBeTakenAlong) {
  search::SearchRequest asked = sample_request("redes");
  asked.filters[schema::Field::kCity] = {"Lima"};
  asked.sort = search::Sort::kDate;
  asked.page = 2;
  asked.per_page = 50;
  const std::string html = search_page(asked, sample_response(100));
  for (const char* format : {"csv", "bibtex", "ris"}) {
    EXPECT_THAT(html, HasSubstr("href=\"/api/v1/export?format=" + std::string(format) +
                                "&amp;q=redes&amp;city=Lima&amp;sort=date&amp;lang=es\""));
  }
  const std::string feed = "href=\"/feed.atom?q=redes&amp;city=Lima&amp;lang=es\"";
  EXPECT_THAT(html,
              HasSubstr("<link rel=\"alternate\" type=\"application/atom+xml\" title=\"«redes» – Dixit\" " + feed));
  EXPECT_THAT(html, HasSubstr("<li><a " + feed));
}

TEST(SearchPage, SaysHowToCiteEveryAnswer) {
  const std::string html = search_page(sample_request(), sample_response(2));
  EXPECT_THAT(html, HasSubstr("Informe del seminario, líneas 1100–1131, página 14. /u/report.2</p>"));
  EXPECT_THAT(html,
              HasSubstr("<a href=\"/api/v1/export?format=bibtex&amp;id=report.2&amp;lang=es\" download>BibTeX</a>"));
  EXPECT_THAT(html, HasSubstr("<a href=\"/api/v1/export?format=ris&amp;id=report.2&amp;lang=es\" download>RIS</a>"));
}

TEST(SearchPage, TellsOthersWhatItIs) {
  std::string html = search_page(sample_request(""), sample_response(78));
  EXPECT_THAT(html, HasSubstr("<meta property=\"og:title\" content=\"Dixit\">"));
  EXPECT_THAT(html, HasSubstr("<meta property=\"og:description\" content=\"Busque por tema"));
  EXPECT_THAT(html, HasSubstr("<meta property=\"og:locale\" content=\"es_ES\">"));
  EXPECT_THAT(html, HasSubstr("<link rel=\"search\" type=\"application/opensearchdescription+xml\" title=\"Dixit\""));
  html = search_page(sample_request("redes"), sample_response(78));
  EXPECT_THAT(html, HasSubstr("<meta property=\"og:title\" content=\"«redes»\">"));
  EXPECT_THAT(html, HasSubstr("<meta name=\"robots\" content=\"noindex\">"));
}

TEST(SearchPage, FormKeepsWhatHasNoBox) {
  search::SearchRequest asked = sample_request("redes");
  asked.filters = {{schema::Field::kCity, {"Ciudad 0"}}, {schema::Field::kSpeaker, {"ana-perez"}}};
  asked.sort = search::Sort::kDate;
  asked.per_page = 50;
  asked.page = 2;
  asked.language = text::Language::kEnglish;
  search::SearchResponse answer = sample_response(100);
  answer.facets = {sample_cities(2)};
  answer.facets[0].values[0].selected = true;
  const std::string html = search_page(asked, answer);
  for (const std::string kept :
       {"speaker\" value=\"ana-perez", "sort\" value=\"date", "per_page\" value=\"50", "lang\" value=\"en"}) {
    EXPECT_THAT(html, HasSubstr("<input type=\"hidden\" name=\"" + kept + "\">"));
  }
  EXPECT_EQ(count(html, "<input type=\"hidden\""), 4U) << "neither the page nor what a box says";
}

TEST(SearchPage, SpeaksThreeLanguagesAndLeavesNoHole) {
  search::SearchResponse answer = sample_response(10'000);
  answer.facets = {sample_cities(120)};
  answer.partial = true;
  for (const text::Language language : text::kLanguages) {
    for (const char* question : {"", "redes"}) {
      search::SearchRequest asked = sample_request(question);
      asked.language = language;
      const std::string code(text::code(language));
      const std::string html = search_page(asked, answer);
      EXPECT_EQ(faults(html), "") << code;
      EXPECT_THAT(html, HasSubstr("<html lang=\"" + code + "\">"));
      EXPECT_THAT(html, HasSubstr("hreflang=\"" + code + "\" aria-current=\"true\""));
      EXPECT_THAT(html, Not(HasSubstr("{"))) << "a value was not filled in: " << code;
    }
  }
}

TEST(SearchPage, IsTheSameFromManyThreads) {
  search::SearchResponse answer = sample_response(100);
  answer.facets = {sample_cities(30)};
  const std::string expected = search_page(sample_request(), answer);
  std::vector<std::string> got(4);
  std::vector<std::thread> threads;
  threads.reserve(got.size());
  for (std::string& own : got) {
    threads.emplace_back([&] {
      for (int round = 0; round < 20; ++round) own = search_page(sample_request(), answer);
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const std::string& own : got) EXPECT_EQ(own, expected);
}

}  // namespace
}  // namespace dixit::test
