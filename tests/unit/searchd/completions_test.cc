// Completions while typing, on a real index.

#include "searchd/search/completions.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "searchd/search/generation.h"
#include "searchd/search/messages.h"
#include "searchd/search/searcher.h"
#include "tests/support/index_fixture.h"
#include "tests/support/program.h"

namespace dixit::search {
namespace {

using Texts = std::vector<std::string>;

class CompletionsTest : public testing::Test {
 protected:
  CompletionsTest() {
    std::vector<test::Said> all = test::sample();
    all.push_back({.text = "La ciudad, las ciudades y la movilidad sostenible: sefialadc y planificación estratégica.",
                   .speaker = "Lina Marcano",
                   .city = "Ciudad de México",
                   .session = "6"});
    test::publish(folder_.path(), all);
    EXPECT_TRUE(generations_.refresh().has_value());
  }

  std::vector<Completion> complete(const std::string& typed, std::size_t most = 8,
                                   text::Language language = text::Language::kSpanish) {
    return Searcher(generations_).complete(typed, most, language).value().completions;
  }

  // Each as "text (kind count)", the kind by its label.
  Texts shown(const std::string& typed, std::size_t most = 8, text::Language language = text::Language::kSpanish) {
    Texts texts;
    for (const Completion& one : complete(typed, most, language)) {
      texts.push_back(one.text + " (" + label_of(one, language) + " " + std::to_string(one.count) + ")");
    }
    return texts;
  }

  // Those of one kind.
  Texts only(const std::string& kind, const std::string& typed, text::Language language = text::Language::kSpanish) {
    Texts texts;
    for (const Completion& one : complete(typed, 20, language)) {
      if (label_of(one, language) == kind) texts.push_back(one.text);
    }
    return texts;
  }

  test::TempDir folder_;
  Generations generations_{{folder_.path()}, {}};
};

TEST_F(CompletionsTest, OfWordsAreSpelledWithTheirAccentsMostFrequentFirst) {
  EXPECT_EQ(only("Palabra", "ciu"), (Texts{"ciudad", "ciudades"}));
  EXPECT_EQ(only("Palabra", "publicid"), (Texts{"publicidad"}));
  EXPECT_EQ(only("Palabra", "HISTÓRI"), (Texts{"histórico"}));
  EXPECT_EQ(only("Palabra", "perpe"), (Texts{"Perpétuo"})) << "as the name is written";
}

TEST_F(CompletionsTest, OfTheLastWordKeepThoseBeforeIt) {
  EXPECT_EQ(only("Palabra", "marca de publici"), (Texts{"marca de publicidad"}));
  EXPECT_EQ(only("Palabra", "  -\"agenda urb"), (Texts{"-\"agenda urbana"}));
  EXPECT_TRUE(only("Palabra", "marca ").empty()) << "the word has ended";
  EXPECT_TRUE(only("Palabra", "publ*").empty());
}

TEST_F(CompletionsTest, NeverOfferDamagedPrintsOrWordsThatSayNothing) {
  for (const Completion& one : complete("sefial", 20))
    EXPECT_EQ(one.text.find("sefial"), std::string::npos) << one.text;
  EXPECT_TRUE(only("Palabra", "tamb").empty());
}

TEST_F(CompletionsTest, OfNamesBeginAtAnyWordAndHaveAllThatWasTyped) {
  EXPECT_EQ(shown("sergi"), (Texts{"Sergi Alegre (Persona 1)", "Sergi (Palabra 1)"}));
  EXPECT_EQ(only("Persona", "alegre ser"), (Texts{"Sergi Alegre"}));
  EXPECT_EQ(only("Persona", "maria zap"), (Texts{"María Luisa Zapata"}));
  EXPECT_TRUE(only("Persona", "maria alegre").empty());
  EXPECT_EQ(only("Ciudad", "prat"), (Texts{"El Prat de Llobregat"}));
  EXPECT_EQ(only("Organización", "coop"), (Texts{"Agencia de Cooperación"}));
  EXPECT_EQ(only("Sesión", "5.1"), (Texts{"5.1.1 — Sesión 5.1.1", "5.1.3 — Sesión 5.1.3"}));
}

TEST_F(CompletionsTest, OfNamesCanBeFilteredBy) {
  const Completion salinas = complete("salinas").at(0);
  EXPECT_EQ(salinas.kind, CompletionKind::kFacet);
  EXPECT_EQ(salinas.field, schema::Field::kSpeaker);
  EXPECT_EQ(salinas.value, "jaime-salinas");
  EXPECT_EQ(salinas.count, 2U);
  SearchRequest request;
  request.filters = {{salinas.field, {salinas.value}}};
  EXPECT_EQ(Searcher(generations_).search(request).value().total, salinas.count);
}

TEST_F(CompletionsTest, PutNamesFirstThenConceptsThenWords) {
  const std::vector<Completion> all = complete("ci", 20);
  EXPECT_TRUE(std::is_sorted(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.kind < b.kind; }));
  EXPECT_EQ(all.at(0).text, "Ciudad de México");
  EXPECT_EQ(all.back().text, "ciudades");
}

TEST_F(CompletionsTest, PutWholeLabelsBeforeInnerWordsThenWhatMoreUnitsHave) {
  EXPECT_EQ(shown("li").at(0), "Lima (Ciudad 2)") << "two units have it, one has Lina Marcano";
  EXPECT_EQ(shown("li").at(1), "Lina Marcano (Persona 1)");
  EXPECT_EQ(only("Ciudad", "me"), (Texts{"Medellín", "Ciudad de México"}));
}

TEST_F(CompletionsTest, LeaveHalfOfThePlacesToWhatComesLater) {
  std::vector<CompletionKind> kinds;
  for (const Completion& one : complete("m", 4)) kinds.push_back(one.kind);
  EXPECT_EQ(kinds, (std::vector{CompletionKind::kFacet, CompletionKind::kFacet, CompletionKind::kConcept,
                                CompletionKind::kWord}));
  EXPECT_EQ(complete("m", 1).at(0).kind, CompletionKind::kFacet);
}

TEST_F(CompletionsTest, OfConceptsAreInTheLanguageAskedForAndInSpanish) {
  std::set<std::string> concepts;
  for (const Completion& one : complete("finan", 20, text::Language::kCatalan)) {
    if (one.kind != CompletionKind::kConcept) continue;
    EXPECT_TRUE(concepts.insert(one.value).second) << "one label of each";
  }
  EXPECT_FALSE(concepts.empty());
  EXPECT_FALSE(only("Concept", "financ", text::Language::kEnglish).empty());
  EXPECT_TRUE(only("Concepto", "financing").empty());
  EXPECT_TRUE(only("Concepto", "turismo de congresos").empty()) << "no unit speaks of it";
}

TEST_F(CompletionsTest, ForgiveOneSlipInTheLastWordWhereNothingBeginsSo) {
  EXPECT_EQ(only("Ciudad", "medelin"), (Texts{"Medellín"}));
  EXPECT_EQ(only("Palabra", "publicidda"), (Texts{"publicidad"}));
  EXPECT_EQ(only("Palabra", "hsitor"), (Texts{"histórico"})) << "in what is only begun";
  EXPECT_EQ(only("Palabra", "agenda pblicid"), (Texts{"agenda publicidad"}));
  EXPECT_TRUE(complete("zqxwvk").empty());
  EXPECT_TRUE(complete("zqx").empty());
}

TEST_F(CompletionsTest, OfNothingAreNone) {
  for (const char* typed : {"", " ", "\"", "?!", "😀", "\u202E", "\xFF\xFE", "\xED\xA0\x80"}) {
    EXPECT_TRUE(complete(typed).empty()) << typed;
  }
}

TEST_F(CompletionsTest, TakeAnyBytesAndNeverExceedWhatIsAskedFor) {
  std::mt19937 random(20160707);
  const Texts pieces = {"c",      "ciu", "marca", " ",   "\"", "😀",      "é",    "\xC3",
                        "\u202E", "-",   "city:", "5.1", "l'", "\u0301", "日本", std::string(1, '\0')};
  for (int i = 0; i < 2000; ++i) {
    std::string typed;
    for (std::size_t n = random() % 8; n > 0; --n) typed += pieces[random() % pieces.size()];
    const std::size_t most = 1 + random() % 20;
    EXPECT_LE(complete(typed, most).size(), most);
  }
}

}  // namespace
}  // namespace dixit::search
