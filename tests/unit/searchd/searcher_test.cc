#include "searchd/search/searcher.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "searchd/search/generation.h"
#include "tests/support/index_fixture.h"
#include "tests/support/program.h"

namespace dixit::search {
namespace {

using schema::Field;

std::vector<std::string> ids(const SearchResponse& response) {
  std::vector<std::string> all;
  for (const Hit& hit : response.hits) all.push_back(hit.unit.id);
  return all;
}

std::vector<std::string> sorted_ids(const SearchResponse& response) {
  std::vector<std::string> all = ids(response);
  std::sort(all.begin(), all.end());
  return all;
}

// "value=count", with "*" behind what is selected.
std::string counts(const Facet& facet) {
  std::string text;
  for (const FacetValue& value : facet.values) {
    text += (text.empty() ? "" : " ") + value.value + "=" + std::to_string(value.count) + (value.selected ? "*" : "");
  }
  return text;
}

// Marked words with why: "financiación/exact".
std::vector<std::string> marked(const std::vector<Run>& runs) {
  std::vector<std::string> words;
  for (const Run& run : runs) {
    if (run.match) words.push_back(run.text + "/" + std::string(name(*run.match)));
  }
  return words;
}

using Ids = std::vector<std::string>;

// The sample as one database and as three.
class Search : public testing::TestWithParam<std::size_t> {
 protected:
  Search() {
    test::publish(folder_.path(), test::sample(), GetParam());
    generations_ = std::make_unique<Generations>(std::vector{folder_.path()}, Generations::Events{});
    const Status opened = generations_->refresh();
    EXPECT_TRUE(opened.has_value());
  }

  SearchResponse ask(const SearchRequest& request) { return Searcher(*generations_).search(request).value(); }

  SearchResponse ask(const std::string& text, const Filters& filters = {}) {
    SearchRequest request;
    request.text = text;
    request.filters = filters;
    return ask(request);
  }

  Searcher searcher(const Searcher::Options& options = {}) { return {*generations_, options}; }

 private:
  test::TempDir folder_;
  std::unique_ptr<Generations> generations_;
};

INSTANTIATE_TEST_SUITE_P(Shards, Search, testing::Values(1, 3));

TEST_P(Search, FindsAWordInAllItsForms) {
  const Ids expected = {"informe.1", "informe.3", "informe.4"};
  EXPECT_EQ(sorted_ids(ask("financiación")), expected);
  EXPECT_EQ(sorted_ids(ask("financiacion")), expected);
  EXPECT_EQ(sorted_ids(ask("FINANCIACIÓN")), expected);
  EXPECT_EQ(sorted_ids(ask("ciudad")), (Ids{"informe.1", "informe.2", "informe.4"}));
  EXPECT_EQ(sorted_ids(ask("ciudades")), (Ids{"informe.1", "informe.2", "informe.4"}));
}

TEST_P(Search, FindsAQuotedWordInThisFormOnly) {
  EXPECT_EQ(sorted_ids(ask("\"ciudades\"")), (Ids{"informe.1", "informe.4"}));
  EXPECT_EQ(sorted_ids(ask("\"financiacion\"")), (Ids{"informe.1", "informe.3"})) << "accents aside";
  EXPECT_EQ(sorted_ids(ask("\"agenda urbana\"")), (Ids{"informe.2"}));
}

TEST_P(Search, CombinesWords) {
  EXPECT_EQ(ids(ask("marca AND agenda")), (Ids{"informe.2"}));
  EXPECT_EQ(ids(ask("+marca agenda")), (Ids{"informe.2"}));
  EXPECT_EQ(sorted_ids(ask("marca OR metropolitana")), (Ids{"informe.2", "informe.3"}));
  EXPECT_EQ(sorted_ids(ask("ciudad -marca")), (Ids{"informe.1", "informe.4"}));
  EXPECT_EQ(sorted_ids(ask("agenda NEAR/2 urbana")), (Ids{"informe.2", "informe.3"}));
  EXPECT_EQ(ids(ask("agenda ADJ/1 urbana")), (Ids{"informe.2"}));
  EXPECT_EQ(sorted_ids(ask("financ*")), (Ids{"informe.1", "informe.3", "informe.4"}));
  EXPECT_EQ(ids(ask("AL-LAs")), (Ids{"informe.4"}));
  EXPECT_EQ(ask("-ciudad").total, 3U);
}

TEST_P(Search, FindsNoPhraseThatRunsFromTheTextIntoTheHeading) {
  EXPECT_EQ(ids(ask("\"recursos propios\"")), (Ids{"informe.1"}));
  EXPECT_EQ(ids(ask("\"Jaime Salinas\"")).size(), 2U);
  EXPECT_TRUE(ids(ask("\"propios Jaime\"")).empty());
  EXPECT_TRUE(ids(ask("propios NEAR/50 Jaime")).empty());
  EXPECT_TRUE(ids(ask("Salinas NEAR/50 presidente")).empty());
}

TEST_P(Search, FindsWhoSaysItAsWellAsWhatIsSaid) {
  EXPECT_EQ(sorted_ids(ask("Salinas")), (Ids{"informe.1", "otro.1"}));
  EXPECT_EQ(ids(ask("Salinas AND financiación")), (Ids{"informe.1"}));
  EXPECT_EQ(ids(ask("speaker:alegre")), (Ids{"informe.3"}));
  EXPECT_EQ(sorted_ids(ask("role:teniente")), (Ids{"informe.3"}));
  EXPECT_EQ(sorted_ids(ask("role:presidente")), (Ids{"informe.1"}));
  EXPECT_EQ(ids(ask("city:prat agenda")), (Ids{"informe.3"}));
}

TEST_P(Search, LeavesOutWordsThatSayNothing) {
  const SearchResponse response = ask("la mesa de los recursos");
  EXPECT_EQ(response.interpreted, "mesa AND recursos");
  EXPECT_GT(ask("la").total, 0U) << "unless there is nothing else";
}

TEST_P(Search, LoosensWhatFewHaveInFullAndShowsThoseFirst) {
  const SearchResponse response = ask("marca agenda");
  EXPECT_EQ(ids(response), (Ids{"informe.2", "informe.3"}));
  ASSERT_EQ(response.warnings.size(), 1U);
  EXPECT_NE(response.warnings[0].find("Pocos textos"), std::string::npos);
  EXPECT_EQ(ids(ask("marca \"agenda urbana\"")), (Ids{"informe.2"})) << "what is quoted has to be there";
  EXPECT_EQ(ids(ask("marca agenda city:Lima")).size(), 0U) << "so has what is filtered by";
}

TEST_P(Search, LoosensWhatNothingHasInFullAndSaysSo) {
  const SearchResponse response = ask("marca unicornio");
  EXPECT_EQ(ids(response), (Ids{"informe.2"}));
  ASSERT_EQ(response.warnings.size(), 1U);
  EXPECT_NE(response.warnings[0].find("Ningún texto"), std::string::npos);
  EXPECT_TRUE(ask("unicornio").warnings.empty()) << "there is nothing to loosen";
  EXPECT_EQ(ask("marca AND unicornio").total, 0U) << "AND was asked for";
  SearchRequest english;
  english.text = "marca unicornio";
  english.language = text::Language::kEnglish;
  EXPECT_NE(ask(english).warnings.at(0).find("No text has all"), std::string::npos);
}

TEST_P(Search, FindsWhatSaysTheSameAndSaysWhy) {
  const std::vector<test::Said> said = {
      {.text = "Hay que asegurar los recursos económicos de la red.", .speaker = "Ana Coll", .city = "Vic"},
      {.text = "Los objetivos de desarrollo sostenible (ODS) son de todos.", .speaker = "Luis Rey", .city = "Quito"},
      {.text = "Los ODS obligan.", .speaker = "Eva Sanz", .city = "Lugo"},
      {.text = "Nada que ver.", .speaker = "Pau Roig", .city = "Reus"}};
  const test::TempDir folder;
  test::publish(folder.path(), said, GetParam());
  Generations generations({folder.path()}, Generations::Events{});
  ASSERT_TRUE(generations.refresh().has_value());
  const auto found = [&](const Searcher& searcher, const std::string& question, bool fuzzy = true) {
    SearchRequest request;
    request.text = question;
    request.fuzzy = fuzzy;
    return searcher.search(request).value();
  };
  const Searcher searcher(generations);
  EXPECT_EQ(ids(found(searcher, "financiación")).front(), "informe.1");
  EXPECT_EQ(marked(found(searcher, "financiación").hits.at(0).snippet),
            (Ids{"recursos/synonym", "económicos/synonym"}));
  EXPECT_EQ(marked(found(searcher, "finançament").hits.at(0).snippet),
            (Ids{"recursos/translation", "económicos/translation"}));
  EXPECT_EQ(ids(found(searcher, "funding")).front(), "informe.1");
  EXPECT_EQ(ids(found(searcher, "red -financiación")).front(), "informe.1") << "what says the same was not excluded";
  EXPECT_EQ(found(searcher, "\"red\" -económicos").total, 0U) << "the word itself is";
  EXPECT_EQ(ids(found(searcher, "\"objetivos de desarrollo sostenible\"")), (Ids{"informe.2"})) << "quoted";
  EXPECT_EQ(sorted_ids(found(searcher, "objetivos de desarrollo sostenible")), (Ids{"informe.2", "informe.3"}));
  EXPECT_EQ(sorted_ids(found(searcher, "ODS")), (Ids{"informe.2", "informe.3"}));
  EXPECT_EQ(found(searcher, "finançament", false).total, 0U) << "fuzzy=off";
  EXPECT_EQ(found(Searcher(generations, {.ranking = {}, .concepts = false}), "finançament").total, 0U);
}

TEST_P(Search, AnswersWithWhatItHasWhenTheTimeIsOver) {
  Searcher::Options options;
  options.time_limit = std::chrono::milliseconds(0);
  const Searcher hurried = searcher(options);
  for (const char* question : {"ciudades", "\"las ciudades\"", "ciudades NEAR/3 las", "ciudades OR red"}) {
    const SearchResponse cut = hurried.search({.text = question}).value();
    EXPECT_TRUE(cut.partial) << question;
    EXPECT_EQ(cut.total, 0U) << question;
    EXPECT_TRUE(hurried.matrix(schema::Field::kCity, schema::Field::kSession, {.text = question}).value().partial);
    EXPECT_FALSE(ask(question).partial) << question;
  }
  EXPECT_FALSE(hurried.search({}).value().partial) << "everything is known without reading";
}

TEST_P(Search, TakesAQuestionForWhatSomebodySaidAtItsWord) {
  for (const char* question : {"qué dijo Jaime Salinas de la financiación", "según Jaime Salinas, la financiación",
                               "what did Jaime Salinas say about financing"}) {
    const SearchResponse response = ask(question);
    EXPECT_EQ(response.said_by, "Jaime Salinas") << question;
    ASSERT_FALSE(response.hits.empty()) << question;
    for (const Hit& hit : response.hits) EXPECT_EQ(hit.unit.speaker->name, "Jaime Salinas") << question;
    EXPECT_EQ(response.hits[0].unit.id, "informe.1") << question;
  }
  EXPECT_EQ(ask("Jaime Salinas financiación").said_by, "") << "nobody asked for what he said";
  SearchRequest request;
  request.text = "qué dijo Jaime Salinas de la financiación";
  request.names = false;
  EXPECT_EQ(ask(request).said_by, "");
}

TEST_P(Search, SaysWhatWasWrongWithAQuestion) {
  EXPECT_EQ(ask("ciudad AND").warnings.size(), 1U);
  EXPECT_EQ(ask("ciudad AND").total, 3U);
  EXPECT_EQ(ask("\"agenda urbana").warnings.size(), 1U);
  EXPECT_EQ(ask("\"agenda urbana").total, 1U);
}

TEST_P(Search, PutsTheVeryWordBeforeItsOtherForms) {
  EXPECT_EQ(ids(ask("financian")).front(), "informe.4");
  EXPECT_EQ(ids(ask("financiación")).back(), "informe.4");
  const SearchResponse response = ask("ciudad");
  EXPECT_GT(response.hits.front().score, response.hits.back().score);
  EXPECT_GT(response.hits.back().score, 0);
}

TEST_P(Search, FiltersByValueAliasAndFoldedSpelling) {
  EXPECT_EQ(ids(ask("marca", {{Field::kCity, {"Medellín"}}})), (Ids{"informe.2"}));
  EXPECT_EQ(ids(ask("marca", {{Field::kCity, {"medellin"}}})), (Ids{"informe.2"}));
  EXPECT_EQ(sorted_ids(ask("", {{Field::kSession, {"5.1.3"}}})), (Ids{"informe.3", "informe.4"}));
  EXPECT_EQ(sorted_ids(ask("", {{Field::kSession, {"informe/5.1.3"}}})), (Ids{"informe.3", "informe.4"}));
  EXPECT_EQ(sorted_ids(ask("", {{Field::kSpeaker, {"Jaime Salinas"}}})), (Ids{"informe.1", "otro.1"}));
  EXPECT_EQ(sorted_ids(ask("", {{Field::kSpeaker, {"jaime-salinas"}}})), (Ids{"informe.1", "otro.1"}));
  EXPECT_EQ(sorted_ids(ask("", {{Field::kCity, {"Lima", "Medellín"}}})), (Ids{"informe.1", "informe.2", "otro.1"}));
  EXPECT_EQ(ids(ask("", {{Field::kCity, {"Lima"}}, {Field::kYear, {"2018"}}})), (Ids{"otro.1"}));
  EXPECT_EQ(ids(ask("", {{Field::kKind, {"section"}}})), (Ids{"informe.5"}));
  EXPECT_EQ(ask("", {{Field::kCity, {"Atlantis"}}}).total, 0U);
}

TEST_P(Search, FiltersByDate) {
  SearchRequest request;
  request.from = "2017-01-01";
  EXPECT_EQ(ids(ask(request)), (Ids{"otro.1"}));
  request.from = "2016-07-07";
  request.to = "2016-07-07";
  EXPECT_EQ(ask(request).total, 5U);
  request.text = "ciudad";
  EXPECT_EQ(ids(ask(request)).size(), 3U) << "ranked answers are filtered alike";
  request.to = "2016-07-06";
  request.from = "";
  EXPECT_EQ(ask(request).total, 0U);
}

TEST_P(Search, CountsFacetsExactlyAndNotNarrowedByThemselves) {
  SearchRequest request;
  request.facets = {Field::kCity, Field::kRole, Field::kYear};
  const SearchResponse all = ask(request);
  EXPECT_EQ(counts(all.facets[0]), "Lima=2 Belo Horizonte=1 El Prat de Llobregat=1 Medellín=1");
  EXPECT_EQ(counts(all.facets[1]), "concejalía / alcaldía=3 dirección=2");
  EXPECT_EQ(counts(all.facets[2]), "2016=5 2018=1");
  request.filters = {{Field::kCity, {"lima"}}};
  const SearchResponse lima = ask(request);
  EXPECT_EQ(lima.total, 2U);
  EXPECT_EQ(counts(lima.facets[0]), "Lima=2* Belo Horizonte=1 El Prat de Llobregat=1 Medellín=1");
  EXPECT_EQ(counts(lima.facets[1]), "concejalía / alcaldía=2");
  request.filters = {{Field::kCity, {"lima"}}, {Field::kRole, {"dirección"}}};
  const SearchResponse both = ask(request);
  EXPECT_EQ(both.total, 0U);
  EXPECT_EQ(counts(both.facets[0]), "Belo Horizonte=1 Medellín=1 Lima=0*") << "what is selected can be taken back";
  EXPECT_EQ(counts(both.facets[1]), "concejalía / alcaldía=2 dirección=0*");
}

TEST_P(Search, SelectsEverySessionOfANumber) {
  SearchRequest request;
  request.facets = {Field::kSession};
  request.filters = {{Field::kSession, {"5.1.1"}}};
  const SearchResponse response = ask(request);
  EXPECT_EQ(counts(response.facets[0]), "informe/5.1.1=2* informe/5.1.3=2 otro/2=1");
  EXPECT_EQ(response.facets[0].values[0].label, "5.1.1 — Sesión 5.1.1");
}

TEST_P(Search, ListsAllValuesOfOneFacetByPartOfTheirLabel) {
  const FacetResponse medellin = searcher().facet(Field::kCity, {}, "DELLIN").value();
  EXPECT_EQ(counts(medellin.facet), "Medellín=1");
  EXPECT_EQ(counts(searcher().facet(Field::kSpeaker, {}, "").value().facet),
            "jaime-salinas=2 maria-luisa-zapata=1 rodrigo-perpetuo=1 sergi-alegre=1");
  SearchRequest request;
  request.text = "marca";
  EXPECT_EQ(searcher().facet(Field::kCity, request, "").value().total, 1U);
  EXPECT_EQ(searcher().facet(Field::kKind, {}, "interv").value().facet.values.at(0).label, "Intervención");
}

TEST_P(Search, SortsAndPages) {
  SearchRequest request;
  EXPECT_EQ(ids(ask(request)), (Ids{"informe.1", "informe.2", "informe.3", "informe.4", "informe.5", "otro.1"}));
  request.sort = Sort::kDate;
  EXPECT_EQ(ids(ask(request)).front(), "otro.1");
  request.sort = Sort::kOrder;
  request.per_page = 2;
  request.page = 2;
  const SearchResponse page = ask(request);
  EXPECT_EQ(ids(page), (Ids{"informe.3", "informe.4"}));
  EXPECT_EQ(page.total, 6U);
  request.page = 4;
  EXPECT_TRUE(ask(request).hits.empty());
  request.text = "ciudad";
  request.sort = Sort::kRelevance;
  request.page = 2;
  EXPECT_EQ(ask(request).hits.size(), 1U);
  EXPECT_EQ(ask(request).total, 3U);
}

TEST_P(Search, RankedHitsAreTheSetThatWasCounted) {
  for (const char* question : {"ciudad", "marca OR agenda", "financ*", "\"agenda urbana\"", "agenda NEAR urbana",
                               "ciudad -marca", "marca XOR ciudad", "city:Lima OR marca", "la ciudad city:Lima"}) {
    SearchRequest request;
    request.text = question;
    request.per_page = 100;
    const SearchResponse ranked = ask(request);
    request.sort = Sort::kOrder;
    EXPECT_EQ(sorted_ids(ranked), sorted_ids(ask(request))) << question;
    EXPECT_EQ(ranked.hits.size(), ranked.total) << question;
  }
}

// Pieces of the language put together at random, most of them nonsense.
std::string random_question(std::mt19937& random) {
  static const std::vector<std::string> pieces = {"ciudad",
                                                  "marca",
                                                  "agenda",
                                                  "la",
                                                  "\"agenda urbana\"",
                                                  "\"",
                                                  "AND",
                                                  "OR",
                                                  "NOT",
                                                  "XOR",
                                                  "NEAR/2",
                                                  "NEAR",
                                                  "ADJ",
                                                  "(",
                                                  ")",
                                                  "-",
                                                  "-marca",
                                                  "+ciudad",
                                                  "-(",
                                                  "financ*",
                                                  "*",
                                                  "city:Lima",
                                                  "-city:Lima",
                                                  "city:",
                                                  "speaker:alegre",
                                                  "role:\"dirección\"",
                                                  "AL-LAs",
                                                  "d'agenda",
                                                  "2016",
                                                  "unicornio",
                                                  "ciudaes",
                                                  "-finaciación",
                                                  "-\"a b\"",
                                                  "year:2016",
                                                  "kind:x",
                                                  "::",
                                                  "¿?"};
  std::string question;
  const std::size_t count = 1 + random() % 7;
  for (std::size_t i = 0; i < count; ++i) question += (i == 0 ? "" : " ") + pieces[random() % pieces.size()];
  return question;
}

TEST_P(Search, AnswersAnyQuestionAndRanksWhatItCounted) {
  std::mt19937 random(20160707);
  for (int i = 0; i < 150; ++i) {
    SearchRequest request;
    request.text = random_question(random);
    request.per_page = 100;
    const SearchResponse ranked = ask(request);
    EXPECT_EQ(ranked.hits.size(), ranked.total) << request.text;
    request.sort = Sort::kOrder;
    EXPECT_EQ(sorted_ids(ranked), sorted_ids(ask(request))) << request.text;
  }
}

TEST_P(Search, MarksWhyEachWordMatches) {
  EXPECT_EQ(marked(ask("\"ciudades\"", {{Field::kCity, {"Lima"}}}).hits.at(0).snippet), (Ids{"ciudades/exact"}));
  EXPECT_EQ(marked(ask("financiacion", {{Field::kCity, {"Lima"}}}).hits.at(0).snippet), (Ids{"financiación/accent"}));
  EXPECT_EQ(marked(ask("ciudad", {{Field::kCity, {"Lima"}}}).hits.at(0).snippet),
            (Ids{"ciudades/stem", "ciudad/exact"}));
  EXPECT_EQ(marked(ask("-marca ciudad", {{Field::kCity, {"Lima"}}}).hits.at(0).snippet),
            (Ids{"ciudades/stem", "ciudad/exact"}));
}

TEST_P(Search, ShowsAWholeUnitWithItsNeighbours) {
  const UnitView view = searcher().unit("informe.2", "marca", text::Language::kSpanish).value();
  std::string text;
  for (const search::Run& run : view.runs) text += run.text;
  EXPECT_EQ(text, test::sample()[1].text);
  EXPECT_EQ(marked(view.runs), (Ids{"marca/exact", "de/synonym", "ciudad/synonym", "marca/exact"}));
  EXPECT_EQ(view.previous.value().id, "informe.1");
  EXPECT_EQ(view.previous.value().speaker, "Jaime Salinas");
  EXPECT_EQ(view.next.value().id, "informe.3");
  EXPECT_EQ(view.next.value().session_number, "5.1.3");
  const UnitView first = searcher().unit("informe.1", "", text::Language::kSpanish).value();
  EXPECT_FALSE(first.previous.has_value());
  EXPECT_TRUE(marked(first.runs).empty());
  EXPECT_FALSE(searcher().unit("informe.5", "", text::Language::kSpanish).value().next) << "another document";
}

TEST_P(Search, KnowsWhatIsNotThere) {
  const Result<UnitView> missing = searcher().unit("informe.99", "", text::Language::kSpanish);
  ASSERT_FALSE(missing.has_value());
  EXPECT_EQ(missing.error().code, ErrorCode::kNotFound);
}

}  // namespace
}  // namespace dixit::search
