#include "searchd/search/marks.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "searchd/search/snippet.h"
#include "tests/unit/text/packs.h"

namespace dixit::search {
namespace {

using query::Sought;
using query::SoughtWord;

class Marks : public testing::Test {
 protected:
  schema::StoredDoc document(const std::string& text) {
    schema::StoredDoc document;
    document.unit.text = text;
    document.unit.language = "es";
    document.tokens = schema::to_stored(text, analyzer_.analyze(text, text::Language::kSpanish));
    return document;
  }

  SoughtWord plain(const std::string& word) {
    const text::WordForms forms = analyzer_.forms_of(word, text::Language::kSpanish);
    return {word, forms.form, {forms.stem}, false};
  }

  SoughtWord quoted(const std::string& word) {
    return {word, analyzer_.forms_of(word, text::Language::kSpanish).form, {}, false};
  }

  // The text with marks in it: "la [ciudad:exact]".
  std::string shown(const schema::StoredDoc& document, const Sought& sought) {
    return joined(whole_text(document, find_marks(document, sought, analyzer_)));
  }

  std::string cut(const schema::StoredDoc& document, const Sought& sought, std::size_t characters) {
    return joined(snippet(document, find_marks(document, sought, analyzer_), characters));
  }

 private:
  static std::string joined(const std::vector<search::Run>& runs) {
    std::string text;
    for (const search::Run& run : runs) {
      text += run.match ? "[" + run.text + ":" + std::string(name(*run.match)) + "]" : run.text;
    }
    return text;
  }

  text::Analyzer analyzer_{text::test_packs()};
};

TEST_F(Marks, SayWhyAWordMatches) {
  const auto text = document("La Ciudad, las ciudades y la financiacion del artículo.");
  EXPECT_EQ(shown(text, {{plain("ciudad")}, {}}),
            "La [Ciudad:exact], las [ciudades:stem] y la financiacion del artículo.");
  EXPECT_EQ(shown(text, {{plain("financiación")}, {}}),
            "La Ciudad, las ciudades y la [financiacion:accent] del artículo.");
  EXPECT_EQ(shown(text, {{plain("ARTÍCULO")}, {}}), "La Ciudad, las ciudades y la financiacion del [artículo:exact].");
  EXPECT_EQ(shown(text, {{quoted("ciudad")}, {}}), "La [Ciudad:exact], las ciudades y la financiacion del artículo.");
  EXPECT_EQ(shown(text, {{{"Ciu", "ciu", {}, true}}, {}}),
            "La [Ciudad:exact], las [ciudades:exact] y la financiacion del artículo.");
}

TEST_F(Marks, SayThatAWordWasReadThroughItsDamage) {
  schema::StoredDoc text = document("La estratedia de la ciudad");
  text.tokens[1].reading = "estrategia";
  text.tokens[1].how = text::How::kOcr;
  EXPECT_EQ(shown(text, {{plain("estrategia")}, {}}), "La [estratedia:ocr] de la ciudad");
  EXPECT_EQ(shown(text, {{plain("estrategias")}, {}}), "La [estratedia:ocr] de la ciudad");
  EXPECT_EQ(shown(text, {{quoted("estrategia")}, {}}), "La [estratedia:ocr] de la ciudad");
  EXPECT_EQ(shown(text, {{quoted("estratedia")}, {}}), "La [estratedia:exact] de la ciudad") << "as it is printed";
}

TEST_F(Marks, FindEachOfTwoWordsThatRanTogether) {
  schema::StoredDoc text = document("La estratediay la ciudad");
  text.tokens[1].reading = "estrategia y";
  text.tokens[1].how = text::How::kSplit;
  EXPECT_EQ(shown(text, {{plain("estrategias")}, {}}), "La [estratediay:ocr] la ciudad");
  EXPECT_EQ(shown(text, {{quoted("y")}, {}}), "La [estratediay:ocr] la ciudad");
}

TEST_F(Marks, DoNotCallAWordDamagedThatOnlyLostItsAccents) {
  schema::StoredDoc text = document("Las politicas de la ciudad");
  text.tokens[1].reading = "políticas";
  text.tokens[1].how = text::How::kAccent;
  EXPECT_EQ(shown(text, {{plain("política")}, {}}), "Las [politicas:stem] de la ciudad");
  EXPECT_EQ(shown(text, {{plain("políticas")}, {}}), "Las [politicas:accent] de la ciudad");
}

TEST_F(Marks, MarkAPhraseOnlyWhereItStands) {
  const auto text = document("Una agenda urbana y otra agenda; la urbana agenda.");
  EXPECT_EQ(shown(text, {{}, {{quoted("agenda"), quoted("urbana")}}}),
            "Una [agenda:exact] [urbana:exact] y otra agenda; la urbana agenda.");
}

TEST_F(Marks, SnippetsShowSentencesWithTheMatch) {
  const auto text =
      document("Primera frase sin nada que ver. Aquí está la marca de la ciudad. Y una tercera frase más.");
  EXPECT_EQ(cut(text, {{plain("marca")}, {}}, 40), "… Aquí está la [marca:exact] de la ciudad. …");
  EXPECT_EQ(cut(text, {{plain("marca")}, {}}, 300),
            "… Aquí está la [marca:exact] de la ciudad. Y una tercera frase más.");
  EXPECT_EQ(cut(text, {{plain("primera")}, {}}, 300),
            "[Primera:exact] frase sin nada que ver. Aquí está la marca de la ciudad. Y una tercera frase más.");
}

TEST_F(Marks, SnippetsPreferWhereMoreOfTheQuestionIs) {
  const auto text = document("La marca es una cosa. Otra cosa sigue aquí mismo. La marca de la ciudad es la mejor.");
  EXPECT_EQ(cut(text, {{plain("marca"), plain("ciudad")}, {}}, 40),
            "… La [marca:exact] de la [ciudad:exact] es la mejor.");
}

TEST_F(Marks, SnippetsCutLongSentencesBetweenWords) {
  std::string long_text;
  for (int i = 0; i < 100; ++i) long_text += "palabra ";
  long_text += "marca";
  for (int i = 0; i < 100; ++i) long_text += " palabra";
  const std::string snippet = cut(document(long_text), {{plain("marca")}, {}}, 120);
  EXPECT_TRUE(snippet.starts_with("… palabra palabra")) << snippet;
  EXPECT_TRUE(snippet.ends_with("palabra …")) << snippet;
  EXPECT_NE(snippet.find("[marca:exact]"), std::string::npos) << snippet;
  EXPECT_LE(snippet.size(), 160U);
}

TEST_F(Marks, SnippetsWithoutMatchesShowTheBeginning) {
  const auto text = document("Primera frase del texto. Segunda frase del texto, que ya no cabe entera.");
  EXPECT_EQ(cut(text, {}, 30), "Primera frase del texto. …");
  EXPECT_EQ(cut(text, {}, 300), "Primera frase del texto. Segunda frase del texto, que ya no cabe entera.");
}

TEST_F(Marks, SnippetsAreOnOneLine) {
  EXPECT_EQ(cut(document("Un título\nEl párrafo de la marca."), {{plain("marca"), plain("título")}, {}}, 300),
            "Un [título:exact] El párrafo de la [marca:exact].");
}

TEST_F(Marks, SnippetsOfTextsWithoutWordsAreTheText) {
  EXPECT_EQ(cut(document("— … —"), {}, 300), "— … —");
  EXPECT_EQ(cut(document(""), {{plain("marca")}, {}}, 300), "");
}

TEST_F(Marks, SnippetsLoseNoCharacterOfTheText) {
  const std::string text = "Uno (dos) «tres». ¿Cuatro? Cinco, seis: siete… ocho; nueve–diez. Once.";
  for (const char* word : {"uno", "tres", "cuatro", "siete", "once"}) {
    for (std::size_t characters = 1; characters < 80; ++characters) {
      const auto doc = document(text);
      std::string plain_text;
      text::Analyzer analyzer{text::test_packs()};
      for (const search::Run& run : snippet(doc, find_marks(doc, {{plain(word)}, {}}, analyzer), characters)) {
        plain_text += run.text;
      }
      if (plain_text.starts_with("… ")) plain_text.erase(0, std::string("… ").size());
      if (plain_text.ends_with(" …")) plain_text.erase(plain_text.size() - std::string(" …").size());
      EXPECT_NE(text.find(plain_text), std::string::npos) << plain_text;
    }
  }
}

TEST(SameButForCase, ComparesLettersWithTheirAccents) {
  EXPECT_TRUE(same_but_for_case("CIUDAD", "ciudad"));
  EXPECT_TRUE(same_but_for_case("Ñandú", "ÑANDÚ"));
  EXPECT_TRUE(same_but_for_case("ŁÓDŹ", "łódź"));
  EXPECT_TRUE(same_but_for_case("ΑΘΗΝΑ", "αθηνα"));
  EXPECT_TRUE(same_but_for_case("Москва", "МОСКВА"));
  EXPECT_FALSE(same_but_for_case("ano", "año"));
  EXPECT_FALSE(same_but_for_case("ciudad", "ciudade"));
  EXPECT_FALSE(same_but_for_case("×", "÷"));
}

}  // namespace
}  // namespace dixit::search
