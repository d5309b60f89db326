// The pages, rendered from answers made by hand and the templates and messages that are shipped.

#include "searchd/api/pages.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <system_error>
#include <thread>
#include <vector>

namespace dixit::api {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

namespace fs = std::filesystem;

const fs::path kWeb = fs::path(DIXIT_SOURCE_DIR) / "web";

// Would run, close an attribute or start a reference wherever it was not escaped.
const std::string kEvil = "<script>alert('x')</script>\"&amp;";

const Pages& pages() {
  static const Pages loaded = [] {
    Result<Pages> result = Pages::load(kWeb);
    if (!result) ADD_FAILURE() << describe(result.error());
    return std::move(result).value();
  }();
  return loaded;
}

std::size_t count(std::string_view text, std::string_view part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string_view::npos; at = text.find(part, at + part.size())) ++found;
  return found;
}

// A reader of HTML that is stricter than a browser: tags must nest, attributes be quoted, and what a strict
// Content-Security-Policy would block must not occur. Returns what is wrong, empty when nothing is.
std::string faults(const std::string& html) {
  static const std::set<std::string> empty_elements = {"meta", "link", "input", "rect"};
  std::vector<std::string> open;
  std::set<std::string> ids;
  for (std::size_t at = html.find('<'); at != std::string::npos; at = html.find('<', at)) {
    const std::size_t begin = ++at;
    if (html.compare(at, 8, "!doctype") == 0) continue;
    std::string name;
    while (at < html.size() && (std::isalnum(static_cast<unsigned char>(html[at])) != 0 || html[at] == '/')) {
      name.push_back(html[at++]);
    }
    if (name.empty()) return "a '<' that is no tag: " + html.substr(begin, 40);
    if (name == "script" || name == "style") return "forbidden element " + name;
    while (at < html.size() && html[at] != '>') {
      const std::size_t space = html.find_first_not_of(' ', at);
      const std::size_t end = html.find_first_of("= >/", space);
      const std::string attribute = html.substr(space, end - space);
      if (attribute.rfind("on", 0) == 0 || attribute == "style") return "forbidden attribute " + attribute;
      at = end;
      if (html[at] == '=') {
        if (html[at + 1] != '"') return "unquoted attribute " + attribute;
        const std::size_t close = html.find('"', at + 2);
        const std::string value = html.substr(at + 2, close - at - 2);
        if (value.find('<') != std::string::npos) return "'<' in attribute " + attribute;
        if (attribute == "id" && !ids.insert(value).second) return "id '" + value + "' twice";
        at = close + 1;
      } else if (html[at] == '/') {
        ++at;
      }
    }
    if (name.front() == '/') {
      if (open.empty() || open.back() != name.substr(1)) return "<" + name + "> closes nothing";
      open.pop_back();
    } else if (empty_elements.count(name) == 0) {
      open.push_back(name);
    }
  }
  return open.empty() ? "" : "<" + open.back() + "> is not closed";
}

search::Hit hit(int ordinal) {
  search::Hit made;
  model::Unit& unit = made.unit;
  unit.id = "report." + std::to_string(ordinal);
  unit.document = {"report", "Informe del seminario"};
  unit.ordinal = static_cast<std::uint32_t>(ordinal);
  unit.kind = model::UnitKind::kIntervention;
  model::Session& session = unit.session.emplace();
  session.id = "report/5.1.1";
  session.number = "5.1.1";
  session.title = "Sesión 1. La ciudad";
  session.date = "2016-07-07";
  unit.speaker = model::Speaker{"ana-perez", "Ana Pérez", "Ana Perez"};
  unit.role = "directora de Redes del Ayuntamiento de Lima";
  unit.role_class = "dirección";
  unit.organisation = "Ayuntamiento de Lima";
  unit.city = "Lima";
  unit.language = "es";
  unit.date = "2016-07-07";
  unit.first_line = 1100;
  unit.last_line = 1131;
  unit.page = 14;
  made.snippet = {
      {"su ", {}}, {"financiación", search::Match::kExact}, {" y ", {}}, {"financien", search::Match::kStem}};
  return made;
}

search::SearchRequest request(std::string text = "financiación") {
  search::SearchRequest made;
  made.text = std::move(text);
  return made;
}

// `total` hits, of which as many are there as a page has.
search::SearchResponse response(std::size_t total) {
  search::SearchResponse made;
  made.text = "financiación";
  made.total = total;
  made.took_ms = 0.42;
  for (std::size_t at = 0; at < std::min<std::size_t>(total, 10); ++at)
    made.hits.push_back(hit(static_cast<int>(at) + 1));
  return made;
}

search::Facet cities(std::size_t number) {
  search::Facet facet;
  facet.field = schema::Field::kCity;
  for (std::size_t at = 0; at < number; ++at) {
    const std::string name = "Ciudad " + std::to_string(at);
    facet.values.push_back({name, name, number - at, false});
  }
  return facet;
}

search::UnitView view() {
  search::UnitView made;
  made.unit = hit(2).unit;
  made.runs = {{"Primero.\nSegundo, con ", {}}, {"financiación", search::Match::kOcr}, {".\n\nTercero.", {}}};
  made.previous = search::Neighbour{"report.1", model::UnitKind::kIntervention, "", "Luis Gil", "5.1.1"};
  made.next = search::Neighbour{"report.3", model::UnitKind::kTheme, "Redes", "", ""};
  return made;
}

TEST(SearchPage, ShowsWhoSaidItWhereAndOnWhichLines) {
  const std::string html = pages().search(request(), response(1));
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

TEST(UnitPage, ShowsPrintAndReadingSideBySideWhereTheyDiffer) {
  search::UnitView shown = view();
  EXPECT_THAT(pages().unit(shown, text::Language::kSpanish, ""), Not(HasSubstr("Como se lee")));
  shown.reading = {{"Primero.\nSegundo, con ", {}}, {"financiación", "financiacidn<"}, {".\n\nTercero.", {}}};
  const std::string html = pages().unit(shown, text::Language::kSpanish, "");
  EXPECT_EQ(faults(html), "");
  EXPECT_THAT(html, HasSubstr("Como está impreso"));
  EXPECT_THAT(html,
              HasSubstr("Segundo, con <span class=\"read\" title=\"Impreso: financiacidn&lt;\">financiación</span>."));
}

TEST(SearchPage, SaysWhyAWordIsMarked) {
  const std::string html = pages().search(request(), response(1));
  EXPECT_THAT(html, HasSubstr("<mark class=\"match-exact\" title=\"La palabra buscada\">financiación</mark>"));
  EXPECT_THAT(html, HasSubstr("<mark class=\"match-stem\" title=\"Otra forma de la palabra buscada\">financien"
                              "<span class=\"aloud\"> (otra forma)</span></mark>"));
}

TEST(SearchPage, EscapesWhateverItIsGiven) {
  search::SearchRequest asked = request(kEvil);
  asked.filters = {{schema::Field::kCity, {kEvil}}, {schema::Field::kSpeaker, {kEvil}}};
  search::SearchResponse answer = response(30);
  answer.interpreted = "de " + kEvil;
  answer.warnings = {kEvil};
  answer.suggestions = {kEvil};
  search::Facet facet = cities(20);
  for (search::FacetValue& value : facet.values) value = {kEvil + value.value, kEvil, value.count, value.count > 18};
  answer.facets = {facet};
  model::Unit& unit = answer.hits[0].unit;
  for (std::string* text : {&unit.id, &unit.document.title, &unit.role, &unit.organisation, &unit.city, &unit.language,
                            &unit.date, &unit.session->id, &unit.session->number, &unit.session->title,
                            &unit.speaker->id, &unit.speaker->name, &unit.speaker->printed}) {
    *text = kEvil;
  }
  answer.hits[0].snippet = {{kEvil, {}}, {kEvil, search::Match::kOcr}};
  const std::string html = pages().search(asked, answer);
  EXPECT_EQ(faults(html), "");
  EXPECT_THAT(html, HasSubstr("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&quot;&amp;amp;"));
}

TEST(SearchPage, ShowsBrokenBytesAsReplacementsAndAsksForThemAgain) {
  const std::string html = pages().search(request("a\xFF\x01z"), response(30));
  EXPECT_THAT(html, HasSubstr("value=\"a\xEF\xBF\xBD\xEF\xBF\xBDz\""));
  EXPECT_THAT(html, HasSubstr("/?q=a%FF%01z&amp;page=2"));
}

TEST(SearchPage, KeepsNamesOfThreeHundredCharactersWhole) {
  std::string name;
  for (int at = 0; at < 100; ++at) name += "ñandú ";
  search::SearchResponse answer = response(1);
  answer.hits[0].unit.speaker->name = name;
  const std::string html = pages().search(request(), answer);
  EXPECT_EQ(faults(html), "");
  EXPECT_THAT(html, HasSubstr(name));
}

TEST(SearchPage, OffersAWayOutWhenNothingAnswers) {
  search::SearchRequest asked = request("xyzzy");
  asked.filters[schema::Field::kCity] = {"Lima"};
  const std::string html = pages().search(asked, response(0));
  EXPECT_EQ(faults(html), "");
  EXPECT_THAT(html, HasSubstr("Nada responde a esta búsqueda"));
  EXPECT_THAT(html, HasSubstr("<li><a href=\"/?q=xyzzy&amp;lang=es\">Buscar sin filtros</a></li>"));
  EXPECT_THAT(html, Not(HasSubstr("class=\"pages\"")));
}

TEST(SearchPage, LeadsBackFromAPageBeyondTheLast) {
  search::SearchRequest asked = request();
  asked.page = 9;
  search::SearchResponse answer = response(12);
  answer.hits.clear();
  EXPECT_THAT(pages().search(asked, answer), HasSubstr("<li><a href=\"/?q=financiaci%C3%B3n&amp;lang=es\">Volver a la "
                                                       "primera página"));
}

TEST(SearchPage, NamesFewOfAThousandPages) {
  search::SearchRequest asked = request();
  asked.page = 500;
  const std::string html = pages().search(asked, response(10'000));
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
  const std::string html = pages().search(request(), response(1'000'000));
  EXPECT_THAT(html, HasSubstr("page=1000&amp;lang=es"));
  EXPECT_THAT(html, Not(HasSubstr("page=1001&amp;lang=es")));
  EXPECT_THAT(html, Not(HasSubstr("page=100000&amp;lang=es")));
}

TEST(SearchPage, PutsNoGapInPlaceOfASinglePage) {
  search::SearchRequest asked = request();
  asked.page = 5;
  const std::string html = pages().search(asked, response(90));
  EXPECT_EQ(count(html, "<li class=\"page\">"), 9U);
  EXPECT_EQ(count(html, "<li class=\"gap\""), 0U);
}

TEST(SearchPage, GreetsWhoAsksForNothing) {
  const std::string html = pages().search(request(""), response(78));
  EXPECT_EQ(faults(html), "");
  EXPECT_THAT(html, HasSubstr("Todo lo que recogen los informes"));
  EXPECT_THAT(html, HasSubstr("<a href=\"/?q=marca%20de%20ciudad&amp;lang=es\">marca de ciudad</a>"));
  EXPECT_THAT(html, Not(HasSubstr("noindex")));
  EXPECT_THAT(html, Not(HasSubstr(">relevancia<"))) << "nothing is more relevant than another without a question";
}

TEST(SearchPage, ShowsTheTitleOfWhatNobodySays) {
  search::SearchResponse answer = response(1);
  model::Unit& unit = answer.hits[0].unit;
  unit.kind = model::UnitKind::kTheme;
  unit.speaker.reset();
  unit.role.clear();
  unit.organisation.clear();
  unit.title = "Redes de ciudades";
  const std::string html = pages().search(request(), answer);
  EXPECT_THAT(html, HasSubstr("<a href=\"/u/report.1?q=financiaci%C3%B3n&amp;lang=es\">Redes de ciudades</a> "
                              "<span class=\"badge\">Tema</span>"));
  EXPECT_THAT(html, Not(HasSubstr("class=\"post\"")));
}

TEST(SearchPage, TellsAModeratorFromASpeaker) {
  search::SearchResponse answer = response(1);
  EXPECT_THAT(pages().search(request(), answer), Not(HasSubstr("class=\"badge\"")));
  answer.hits[0].unit.is_moderator = true;
  EXPECT_THAT(pages().search(request(), answer), HasSubstr("<span class=\"badge\">modera</span>"));
}

TEST(SearchPage, ListsChosenValuesFirstAndFoldsTheRest) {
  search::SearchRequest asked = request();
  asked.filters[schema::Field::kCity] = {"Ciudad 11"};
  search::SearchResponse answer = response(30);
  answer.facets = {cities(12)};
  answer.facets[0].values[11].selected = true;
  const std::string html = pages().search(asked, answer);
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
  search::SearchResponse answer = response(1);
  search::Facet years;
  years.field = schema::Field::kYear;
  years.values = {{"2016", "2016", 1, false}};
  answer.facets = {cities(1), cities(1), cities(1), years};
  EXPECT_EQ(count(pages().search(request(), answer), "value=\"Ciudad 0\""), 3U) << "the main ones keep their place";
  EXPECT_THAT(pages().search(request(), answer), Not(HasSubstr("value=\"2016\"")));
  answer.total = 2;
  EXPECT_THAT(pages().search(request(), answer), HasSubstr("value=\"2016\""));
  answer.total = 1;
  answer.facets[3].values[0].selected = true;
  EXPECT_THAT(pages().search(request(), answer), HasSubstr("value=\"2016\" checked"));
}

TEST(SearchPage, LeavesOutValuesThatNothingHasUnlessChosen) {
  search::SearchResponse answer = response(1);
  answer.facets = {cities(3)};
  answer.facets[0].values[1].count = 0;
  answer.facets[0].values[2] = {"Atlántida", "Atlántida", 0, true};
  search::SearchRequest asked = request();
  asked.filters[schema::Field::kCity] = {"Atlántida"};
  const std::string html = pages().search(asked, answer);
  EXPECT_THAT(html, Not(HasSubstr("value=\"Ciudad 1\"")));
  EXPECT_THAT(html, HasSubstr("value=\"Atlántida\" checked"));
}

TEST(SearchPage, EveryFilterHasAChipThatTakesAwayJustItself) {
  search::SearchRequest asked = request("redes");
  asked.filters = {{schema::Field::kCity, {"Lima", "ciudad 0"}}, {schema::Field::kSpeaker, {"ana-perez"}}};
  asked.from = "2016-07-01";
  asked.fuzzy = false;
  asked.page = 3;
  search::SearchResponse answer = response(30);
  answer.facets = {cities(2)};
  answer.facets[0].values[0].selected = true;
  answer.facets[0].values.push_back({"Lima", "Lima", 3, true});
  const std::string html = pages().search(asked, answer);
  const std::string rest = "&amp;from=2016-07-01&amp;fuzzy=off&amp;lang=es\">";
  EXPECT_THAT(html, HasSubstr("<li><a href=\"/?q=redes&amp;city=Lima&amp;speaker=ana-perez" + rest));
  EXPECT_THAT(html, HasSubstr("<li><a href=\"/?q=redes&amp;city=Ciudad%200&amp;speaker=ana-perez" + rest));
  EXPECT_THAT(html, HasSubstr("<span class=\"chip-value\">Ana Pérez</span>")) << "as the hits call the id";
  EXPECT_THAT(html, HasSubstr("<span class=\"chip-value\">1 de julio de 2016</span>"));
  EXPECT_THAT(html, HasSubstr("class=\"chip-all\" href=\"/?q=redes&amp;lang=es\""));
  EXPECT_THAT(html, HasSubstr("Filtros (5)"));
}

TEST(SearchPage, FormKeepsWhatHasNoBox) {
  search::SearchRequest asked = request("redes");
  asked.filters = {{schema::Field::kCity, {"Ciudad 0"}}, {schema::Field::kSpeaker, {"ana-perez"}}};
  asked.sort = search::Sort::kDate;
  asked.per_page = 50;
  asked.page = 2;
  asked.language = text::Language::kEnglish;
  search::SearchResponse answer = response(100);
  answer.facets = {cities(2)};
  answer.facets[0].values[0].selected = true;
  const std::string html = pages().search(asked, answer);
  for (const std::string kept :
       {"speaker\" value=\"ana-perez", "sort\" value=\"date", "per_page\" value=\"50", "lang\" value=\"en"}) {
    EXPECT_THAT(html, HasSubstr("<input type=\"hidden\" name=\"" + kept + "\">"));
  }
  EXPECT_EQ(count(html, "<input type=\"hidden\""), 4U) << "neither the page nor what a box says";
}

TEST(SearchPage, SpeaksThreeLanguagesAndLeavesNoHole) {
  search::SearchResponse answer = response(10'000);
  answer.facets = {cities(120)};
  answer.partial = true;
  for (const text::Language language : text::kLanguages) {
    for (const char* question : {"", "redes"}) {
      search::SearchRequest asked = request(question);
      asked.language = language;
      const std::string code(text::code(language));
      const std::string html = pages().search(asked, answer);
      EXPECT_EQ(faults(html), "") << code;
      EXPECT_THAT(html, HasSubstr("<html lang=\"" + code + "\">"));
      EXPECT_THAT(html, HasSubstr("hreflang=\"" + code + "\" aria-current=\"true\""));
      EXPECT_THAT(html, Not(HasSubstr("{"))) << "a value was not filled in: " << code;
    }
  }
}

TEST(SearchPage, IsTheSameFromManyThreads) {
  search::SearchResponse answer = response(100);
  answer.facets = {cities(30)};
  const std::string expected = pages().search(request(), answer);
  std::vector<std::string> got(4);
  std::vector<std::thread> threads;
  threads.reserve(got.size());
  for (std::string& own : got) {
    threads.emplace_back([&] {
      for (int round = 0; round < 20; ++round) own = pages().search(request(), answer);
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const std::string& own : got) EXPECT_EQ(own, expected);
}

TEST(UnitPage, ShowsTheWholeTextInParagraphs) {
  const std::string html = pages().unit(view(), text::Language::kSpanish, "financiación");
  EXPECT_EQ(faults(html), "");
  EXPECT_THAT(html, HasSubstr("<p>\nPrimero.\n</p>\n<p>\nSegundo, con <mark class=\"match-ocr\""));
  EXPECT_THAT(html, HasSubstr("</mark>.\n</p>\n<p>\nTercero.\n</p>"));
  EXPECT_THAT(html, HasSubstr("<h1>Ana Pérez</h1>"));
  EXPECT_THAT(html, HasSubstr("<dt>Ciudad</dt><dd><a href=\"/?city=Lima&amp;lang=es\">Lima</a></dd>"));
  EXPECT_THAT(html, HasSubstr("<a href=\"/?q=financiaci%C3%B3n&amp;lang=es\">← Volver a los resultados</a>"));
}

TEST(UnitPage, TellsHowToCiteIt) {
  EXPECT_THAT(
      pages().unit(view(), text::Language::kSpanish, ""),
      HasSubstr("Ana Pérez, directora de Redes del Ayuntamiento de Lima. En «Sesión 1. La ciudad» (5.1.1), 7 de "
                "julio de 2016. Informe del seminario, líneas 1100–1131, página 14. /u/report.2"));
}

TEST(UnitPage, LeadsToItsNeighboursWithTheQuestion) {
  search::UnitView shown = view();
  std::string html = pages().unit(shown, text::Language::kEnglish, "redes");
  EXPECT_THAT(html, HasSubstr("<a rel=\"prev\" href=\"/u/report.1?q=redes&amp;lang=en\"><span>Previous</span> Luis Gil "
                              "(5.1.1)</a>"));
  EXPECT_THAT(html, HasSubstr("rel=\"next\" href=\"/u/report.3?q=redes&amp;lang=en\"><span>Next</span> Redes</a>"));
  shown.previous.reset();
  shown.next.reset();
  html = pages().unit(shown, text::Language::kEnglish, "redes");
  EXPECT_EQ(faults(html), "");
  EXPECT_THAT(html, Not(HasSubstr("class=\"neighbours\"")));
}

TEST(UnitPage, EscapesWhateverItIsGiven) {
  search::UnitView shown = view();
  model::Unit& unit = shown.unit;
  for (std::string* text :
       {&unit.id, &unit.document.id, &unit.document.title, &unit.role, &unit.role_class, &unit.organisation, &unit.city,
        &unit.language, &unit.date, &unit.session->id, &unit.session->number, &unit.session->title, &unit.speaker->name,
        &shown.interpreted, &shown.previous->id, &shown.previous->speaker, &shown.next->title}) {
    *text = kEvil;
  }
  shown.warnings = {kEvil};
  shown.runs = {{kEvil + "\n" + kEvil, search::Match::kTranslation}, {kEvil, {}}};
  for (const text::Language language : text::kLanguages) EXPECT_EQ(faults(pages().unit(shown, language, kEvil)), "");
}

TEST(UnitPage, DoesWithoutWhatAReportDoesNotSay) {
  search::UnitView shown;
  shown.unit.id = "report.9";
  shown.unit.document.id = "report";
  for (const text::Language language : text::kLanguages) {
    const std::string html = pages().unit(shown, language, "");
    EXPECT_EQ(faults(html), "");
    EXPECT_THAT(html, Not(HasSubstr("{")));
    EXPECT_THAT(html, Not(HasSubstr("<dd></dd>")));
  }
}

TEST(ProblemPage, SaysWhatTheErrorSaysOnlyWhenTheReaderCanMendIt) {
  const Error error{ErrorCode::kBadRequest, "'" + kEvil + "' is no page", "Give a number.", "page"};
  const std::string html = pages().problem(error, 400, text::Language::kCatalan);
  EXPECT_EQ(faults(html), "");
  EXPECT_THAT(html, HasSubstr("Aquesta adreça no s&#39;entén"));
  EXPECT_THAT(html, HasSubstr("is no page"));
  EXPECT_THAT(html, HasSubstr("<code>bad-request</code>"));
  for (const int status : {500, 503}) {
    const std::string ours = pages().problem(error, status, text::Language::kCatalan);
    EXPECT_EQ(faults(ours), "");
    EXPECT_THAT(ours, Not(HasSubstr("is no page")));
  }
}

TEST(ProblemPage, TellsApartWhatIsMissingBusyAndBroken) {
  std::set<std::string> titles;
  for (const int status : {400, 404, 503, 500}) {
    const std::string html = pages().problem({}, status, text::Language::kEnglish);
    titles.insert(html.substr(html.find("<h1>"), html.find("</h1>") - html.find("<h1>")));
  }
  EXPECT_EQ(titles.size(), 4U);
}

}  // namespace
}  // namespace dixit::api
