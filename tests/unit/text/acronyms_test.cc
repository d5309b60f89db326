#include "core/text/acronyms.h"

#include <gtest/gtest.h>

#include "core/text/analyzer.h"
#include "tests/unit/text/packs.h"

namespace dixit::text {
namespace {

// "ods=objetivos de desarrollo sostenible", a semicolon between.
std::string acronyms(std::string_view text) {
  Analyzer analyzer(test_packs());
  std::string shown;
  for (const Acronym& acronym : find_acronyms(text, analyzer.analyze(text, Language::kSpanish))) {
    shown += (shown.empty() ? "" : "; ") + acronym.form + "=" + acronym.words;
  }
  return shown;
}

TEST(Acronyms, AreLearnedWhereATextExplainsThem) {
  EXPECT_EQ(acronyms("los Objetivos de Desarrollo Sostenible (ODS) y más"), "ods=objetivos de desarrollo sostenible");
  EXPECT_EQ(acronyms("los ODS (objetivos de desarrollo sostenible) y más"), "ods=objetivos de desarrollo sostenible");
  EXPECT_EQ(acronyms("el Área Metropolitana de Barcelona (AMB)"), "amb=area metropolitana de barcelona");
}

TEST(Acronyms, AreNotGuessed) {
  EXPECT_EQ(acronyms("la ciudad de Lima (ODS)"), "");
  EXPECT_EQ(acronyms("objetivos de desarrollo sostenible. (ODS)"), "") << "another sentence";
  EXPECT_EQ(acronyms("los objetivos grandes de desarrollo sostenible (ODS)"), "") << "a word that has no letter of it";
  EXPECT_EQ(acronyms("(ODS)"), "");
  EXPECT_EQ(acronyms("ODS ("), "");
  EXPECT_EQ(acronyms("ODS (objetivos de desarrollo"), "");
  EXPECT_EQ(acronyms(""), "");
}

}  // namespace
}  // namespace dixit::text
