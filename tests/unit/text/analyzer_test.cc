#include "core/text/analyzer.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/unit/text/packs.h"

namespace dixit::text {
namespace {

// Tokens as "printed[position]=form/stem", a space between them.
std::string show(const std::vector<Token>& tokens) {
  std::string out;
  for (const Token& token : tokens) {
    if (!out.empty()) out += ' ';
    out += token.printed + "[" + std::to_string(token.position) + "]=" + token.form + "/" + token.stem;
  }
  return out;
}

class AnalyzerTest : public testing::Test {
 protected:
  Analyzer analyzer_{test_packs()};
};

TEST_F(AnalyzerTest, GivesEachWordItsPlaceFormAndStem) {
  EXPECT_EQ(show(analyzer_.analyze("Señaló las Ciudades", Language::kSpanish)),
            "Señaló[1]=senalo/senal las[2]=las/las Ciudades[3]=ciudades/ciudad");
  EXPECT_TRUE(analyzer_.analyze("", Language::kSpanish).empty());
  EXPECT_TRUE(analyzer_.analyze("¿… —?", Language::kSpanish).empty());
}

TEST_F(AnalyzerTest, ReadsEveryWordAsItIsPrintedSoFar) {
  for (const Token& token : analyzer_.analyze("estratedia de internacionalizacion", Language::kSpanish)) {
    EXPECT_EQ(token.reading, token.printed);
    EXPECT_EQ(token.how, How::kSame);
    EXPECT_EQ(token.confidence, 1.0F);
  }
}

TEST_F(AnalyzerTest, DropsTheClosingsOfEnglishWords) {
  EXPECT_EQ(show(analyzer_.analyze("city's we'll don’t", Language::kEnglish)),
            "city's[1]=city/citi we'll[2]=we/we don’t[3]=don't/don't");
}

TEST_F(AnalyzerTest, FindsCatalanGeminatesWrittenEitherWay) {
  EXPECT_EQ(analyzer_.forms_of("intel·ligents", Language::kCatalan),
            analyzer_.forms_of("intelligents", Language::kCatalan));
}

TEST_F(AnalyzerTest, AnswersAlikeWhetherAWordWasSeenBeforeOrNot) {
  Analyzer fresh(test_packs());
  for (int round = 0; round < 3; ++round) {
    // More words than it remembers.
    for (int i = 0; i < 40'000; ++i) {
      const std::string word = "Palabra" + std::string(1, static_cast<char>('a' + i % 26)) + std::to_string(i);
      EXPECT_EQ(analyzer_.forms_of(word, Language::kSpanish).form[0], 'p');
    }
    EXPECT_EQ(analyzer_.forms_of("Financiación", Language::kSpanish),
              fresh.forms_of("Financiación", Language::kSpanish));
  }
}

TEST_F(AnalyzerTest, TellsLanguagesApartInWhatItRemembers) {
  const WordForms spanish = analyzer_.forms_of("plans", Language::kSpanish);
  const WordForms catalan = analyzer_.forms_of("plans", Language::kCatalan);
  EXPECT_EQ(spanish.form, catalan.form);
  EXPECT_EQ(catalan.stem, analyzer_.forms_of("pla", Language::kCatalan).stem);
  EXPECT_NE(spanish.stem, catalan.stem);
}

TEST_F(AnalyzerTest, KnowsStopWordsByTheirForm) {
  EXPECT_TRUE(analyzer_.is_stop("quien", Language::kSpanish));
  EXPECT_FALSE(analyzer_.is_stop("ciudad", Language::kSpanish));
  EXPECT_TRUE(analyzer_.is_stop("the", Language::kEnglish));
  EXPECT_FALSE(analyzer_.is_stop("the", Language::kSpanish));
  EXPECT_TRUE(analyzer_.is_stop("papel", Language::kSpanish)) << "a noun that leans on another";
}

TEST_F(AnalyzerTest, HasTheFingerprintOfItsPacks) {
  EXPECT_EQ(analyzer_.fingerprint(), test_packs()->fingerprint());
}

TEST_F(AnalyzerTest, NamesHowAReadingCameAbout) {
  EXPECT_EQ(name(How::kSame), "same");
  EXPECT_EQ(name(How::kAccent), "accent");
  EXPECT_EQ(name(How::kOcr), "ocr");
  EXPECT_EQ(name(How::kJoined), "joined");
  EXPECT_EQ(name(How::kSplit), "split");
}

TEST_F(AnalyzerTest, TakesALineOfTenMegabytes) {
  std::string text;
  while (text.size() < 10'000'000) text += "Las ciudades plantean su internacionalización. ";
  const auto tokens = analyzer_.analyze(text, Language::kSpanish);
  EXPECT_EQ(tokens.back().position, tokens.size());
  EXPECT_EQ(tokens.back().form, "internacionalizacion");
}

}  // namespace
}  // namespace dixit::text
