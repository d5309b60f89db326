// Tolerance of a search: mistyped words of a question, and damaged words of the texts.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "searchd/search/generation.h"
#include "searchd/search/searcher.h"
#include "tests/support/index_fixture.h"
#include "tests/support/program.h"

namespace dixit::search {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using Ids = std::vector<std::string>;

const std::vector<test::Said>& texts() {
  static const std::vector<test::Said> all = {
      {.text = "Una ciudad con estrategias propias.", .speaker = "Sergi Zubiría", .city = "Medellín"},
      {.text = "Otras ciudades buscan financiación.", .role = "concejal"},
      {.text = "Aquella cludad tiene su estratedia."},
      {.text = "La casa abierta."},
      {.text = "Cualquier cosa."},
      {.text = "Las ciudades y sus estrategias de legalidad."},
  };
  return all;
}

class Respelling : public testing::TestWithParam<std::size_t> {
 protected:
  Respelling() {
    test::publish(folder_.path(), texts(), GetParam());
    generations_ = std::make_unique<Generations>(std::vector{folder_.path()}, Generations::Events{});
    EXPECT_TRUE(generations_->refresh().has_value());
  }

  SearchResponse ask(const std::string& text, bool fuzzy = true, text::Language language = text::Language::kSpanish) {
    SearchRequest request;
    request.text = text;
    request.fuzzy = fuzzy;
    request.language = language;
    return Searcher(*generations_).search(request).value();
  }

  // Numbers of the units that answer, best first, and in order.
  Ids ranked(const std::string& text, bool fuzzy = true) {
    Ids all;
    for (const Hit& hit : ask(text, fuzzy).hits) all.push_back(hit.unit.id.substr(hit.unit.id.find('.') + 1));
    return all;
  }
  Ids found(const std::string& text, bool fuzzy = true) {
    Ids all = ranked(text, fuzzy);
    std::sort(all.begin(), all.end());
    return all;
  }

  // "ciudades/ocr" for each word marked in unit `id`.
  Ids marked(const std::string& text, const std::string& id) {
    Ids words;
    const UnitView view = Searcher(*generations_).unit("informe." + id, text, text::Language::kSpanish).value();
    for (const search::Run& run : view.runs) {
      if (run.match) words.push_back(run.text + "/" + std::string(name(*run.match)));
    }
    return words;
  }

 private:
  test::TempDir folder_;
  std::unique_ptr<Generations> generations_;
};

INSTANTIATE_TEST_SUITE_P(Shards, Respelling, testing::Values(1, 3));

TEST_P(Respelling, FindsWhatAMistypedWordMeans) {
  for (const char* typed : {"ciudaes", "Ciudasdes", "ciuadades", "CIUDADSE"}) {
    EXPECT_EQ(found(typed), (Ids{"1", "2", "6"})) << typed;
    EXPECT_EQ(ask(typed).interpreted, "ciudades") << typed;
  }
  EXPECT_EQ(found("finaciación"), (Ids{"2"}));
  EXPECT_EQ(found("finaciasion"), (Ids{"2"})) << "two slips in a long word";
  EXPECT_EQ(found("ledalidad"), (Ids{"6"})) << "as OCR would print it";
  EXPECT_EQ(found("zuviria"), (Ids{"1"})) << "a name";
  EXPECT_EQ(found("estratgico"), (Ids{"1", "6"})) << "a word of the lexicon of which the index has other forms";
  EXPECT_EQ(marked("ciudaes", "2"), (Ids{"ciudades/ocr"}));
}

TEST_P(Respelling, SaysWhatWasSearchedInTheReadersLanguage) {
  EXPECT_THAT(ask("ciudaes").warnings, ElementsAre("Se buscó «ciudades»: «ciudaes» no aparece."));
  EXPECT_THAT(ask("ciudaes", true, text::Language::kCatalan).warnings,
              ElementsAre("S'ha cercat «ciudades»: «ciudaes» no hi apareix."));
  EXPECT_THAT(ask("ciudaes", true, text::Language::kEnglish).warnings,
              ElementsAre("Searched for “ciudades”: “ciudaes” does not appear."));
  EXPECT_THAT(ask("estratedia").warnings, ElementsAre("Se buscó «estrategia»: «estratedia» solo aparece como errata."));
}

TEST_P(Respelling, SuggestsWholeQuestionsAsPeopleWriteThem) {
  EXPECT_THAT(ask("finaciacion de las ciudaes").suggestions, ElementsAre("financiación de las ciudades"));
  EXPECT_THAT(ask("CIUDAES -Finaciacion").suggestions, ElementsAre("CIUDADES -Financiación"));
  EXPECT_THAT(ask("speaker:zuviria").suggestions, ElementsAre("speaker:Zubiría"));
  EXPECT_THAT(ask("medelin").suggestions, ElementsAre("Medellín"));
  EXPECT_THAT(ask("\"otras ciudaes\"").suggestions, ElementsAre("\"otras ciudades\""));
}

TEST_P(Respelling, SuggestsNothingWhereAllIsFoundAsTypedOrNothingIsNear) {
  for (const char* asked :
       {"", "ciudad", "financiacion", "cosa", "unicornio", "xkqzwv", "ci", "2016", "ciud*", "\"ciudad\"", "la casa"}) {
    EXPECT_THAT(ask(asked).suggestions, IsEmpty()) << asked;
  }
}

TEST_P(Respelling, ReachesDamagedPrintsOfAWord) {
  EXPECT_EQ(found("ciudad"), (Ids{"1", "2", "3", "6"}));
  EXPECT_EQ(found("estrategia"), (Ids{"1", "3", "6"}));
  EXPECT_EQ(found("ciudades"), (Ids{"1", "2", "6"})) << "damaged prints of the word itself, not of its other forms";
  EXPECT_EQ(marked("ciudad", "3"), (Ids{"cludad/ocr"}));
  EXPECT_EQ(marked("ciudad", "2"), (Ids{"ciudades/stem"}));
}

TEST_P(Respelling, ReachesNoSoundWordThatLooksAlike) {
  EXPECT_EQ(found("casa"), (Ids{"4"}));
  EXPECT_EQ(found("cosa"), (Ids{"5"}));
  EXPECT_THAT(found("causa"), IsEmpty()) << "it is a word, though no unit has it";
}

TEST_P(Respelling, PutsTheVeryWordFirstAndDamageLast) {
  EXPECT_EQ(ranked("ciudad").front(), "1");
  EXPECT_EQ(ranked("ciudad").back(), "3");
  EXPECT_EQ(ranked("estratedia").front(), "3") << "the damaged word itself was asked for";
  EXPECT_EQ(marked("estratedia", "3"), (Ids{"estratedia/exact"}));
  EXPECT_EQ(marked("estratedia", "1"), (Ids{"estrategias/ocr"}));
}

TEST_P(Respelling, LeavesQuotedWordsAlone) {
  EXPECT_THAT(found("\"ciudaes\""), IsEmpty());
  EXPECT_EQ(found("\"ciudad\""), (Ids{"1"}));
  EXPECT_THAT(found("\"otras ciudaes\""), IsEmpty());
  EXPECT_THAT(found("otras NEAR ciudaes"), IsEmpty());
  EXPECT_THAT(ask("\"ciudaes\"").warnings, IsEmpty());
  EXPECT_EQ(ask("\"ciudaes\"").interpreted, "\"ciudaes\"");
}

TEST_P(Respelling, CanBeTurnedOff) {
  EXPECT_EQ(found("ciudad", false), (Ids{"1", "2", "6"}));
  const SearchResponse response = ask("ciudaes", false);
  EXPECT_EQ(response.total, 0U);
  EXPECT_EQ(response.interpreted, "ciudaes");
  EXPECT_THAT(response.suggestions, IsEmpty());
  EXPECT_THAT(response.warnings, IsEmpty());
}

TEST_P(Respelling, WorksInsideOfQuestions) {
  EXPECT_EQ(found("ciudaes AND estrayegias"), (Ids{"1", "6"}));
  EXPECT_EQ(ask("ciudaes estrayegias").interpreted,
            "ciudades AND (estrategias → visión estratégica, visión compartida, visión de futuro…)");
  EXPECT_EQ(found("ciudad -estrayegias"), (Ids{"2", "3"}));
  EXPECT_EQ(found("casa OR ciudaes"), (Ids{"1", "2", "4", "6"}));
  EXPECT_EQ(found("role:consejal"), (Ids{"2"}));
}

}  // namespace
}  // namespace dixit::search
