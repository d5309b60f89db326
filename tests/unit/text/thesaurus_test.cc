#include "core/text/thesaurus.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "core/text/tokenizer.h"
#include "tests/unit/text/packs.h"

namespace dixit::text {
namespace {

constexpr const char* kSmall =
    "# a comment\n"
    "branding\t\treputation\tmarca de ciudad|branding|=marca\tmarca de ciutat\tcity branding\tdixit\tGPL-2.0-or-later\n"
    "reputation\tbranding\t\treputación|otros países\treputació\treputation\tdixit\tGPL-2.0-or-later\n";

class ThesaurusTest : public testing::Test {
 protected:
  void SetUp() override { std::filesystem::create_directories(folder_); }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::shared_ptr<const Thesaurus> load(const std::string& lines) {
    std::ofstream(folder_ / kConceptsFile) << lines;
    return Thesaurus::load(folder_, test_packs(), found_).value();
  }

  std::vector<WordForms> forms(std::string_view text, Language language) {
    Analyzer analyzer(test_packs());
    std::vector<WordForms> all;
    for (const WordSpan& span : words(text, language)) {
      all.push_back(analyzer.forms_of(text.substr(span.begin, span.end - span.begin), language));
    }
    return all;
  }

  // The concepts that are found, with the places of their first and last words: "branding[0,3)".
  static std::string shown(const Thesaurus& thesaurus, const std::vector<Mention>& mentions) {
    std::string text;
    for (const Mention& mention : mentions) {
      text += (text.empty() ? "" : " ") + thesaurus.concept_at(mention.concept_number).id + "[" +
              std::to_string(mention.begin) + "," + std::to_string(mention.end) + ")";
    }
    return text;
  }

  std::string in_text(const Thesaurus& thesaurus, std::string_view text) {
    return shown(thesaurus, thesaurus.mentions(forms(text, Language::kSpanish), Language::kSpanish));
  }

  std::filesystem::path folder_ =
      std::filesystem::temp_directory_path() / ("dixit-thesaurus-" + std::to_string(getpid()));
  Diagnostics found_;
};

TEST_F(ThesaurusTest, FindsLabelsInAnyFormOfTheirWords) {
  const auto thesaurus = load(kSmall);
  EXPECT_EQ(in_text(*thesaurus, "las reputaciones"), "reputation[1,2)");
  EXPECT_EQ(in_text(*thesaurus, "la marca de la ciudad"), "branding[1,2) branding[1,5)");
  EXPECT_EQ(in_text(*thesaurus, "las marcas ciudades"), "branding[1,3)");
  EXPECT_EQ(in_text(*thesaurus, "la marca, que nadie conoce, de una gran ciudad"), "branding[1,2)");
}

TEST_F(ThesaurusTest, TakesNoDerivedWordForAFormOfALabel) {
  const auto thesaurus = load(
      "passports\t\t\tnacionalidad\tnacionalitat\tnationality\tdixit\tGPL-2.0-or-later\n"
      "persia\t\t\tIrán|investigador\tIran\tIran\tdixit\tGPL-2.0-or-later\n");
  EXPECT_EQ(in_text(*thesaurus, "las nacionalidades"), "passports[1,2)");
  EXPECT_EQ(in_text(*thesaurus, "la política nacional va bien"), "") << "nor is a verb's form a name";
  EXPECT_EQ(in_text(*thesaurus, "la investigación"), "persia[1,2)") << "acting and who acts are one matter";
}

TEST_F(ThesaurusTest, TakesNoSmallWordForAFormOfALabel) {
  const auto thesaurus = load(
      "tree\t\t\ttala|bajo\ttala\tfelling\tdixit\tGPL-2.0-or-later\n"
      "lgbti\t\t\tqueer\tqueer\tqueer\tdixit\tGPL-2.0-or-later\n");
  EXPECT_EQ(in_text(*thesaurus, "dice que tal cosa"), "");
  EXPECT_EQ(in_text(*thesaurus, "teoría queer y talas"), "lgbti[1,2) tree[3,4)");
  EXPECT_EQ(in_text(*thesaurus, "bajo la mesa"), "tree[0,1)") << "a label can be a small word itself";
}

TEST_F(ThesaurusTest, AsksForTheVeryFormWhereALabelSaysSo) {
  const auto thesaurus = load(kSmall);
  EXPECT_EQ(in_text(*thesaurus, "la marca"), "branding[1,2)");
  EXPECT_EQ(in_text(*thesaurus, "marcar el paso"), "");
  const auto asked = [&](std::string_view question) {
    return shown(*thesaurus, thesaurus->asked(forms(question, Language::kSpanish), Language::kSpanish));
  };
  EXPECT_EQ(asked("marcas"), "branding[0,1)") << "a question may end otherwise";
}

TEST_F(ThesaurusTest, KeepsSmallWordsThatALabelWouldBeNothingWithout) {
  const auto thesaurus = load(kSmall);
  EXPECT_EQ(in_text(*thesaurus, "ayuda a otros países"), "reputation[2,4)");
  EXPECT_EQ(in_text(*thesaurus, "ayuda a países"), "");
}

TEST_F(ThesaurusTest, TakesTheLongestLabelOfAQuestion) {
  const auto thesaurus = load(kSmall);
  const auto english = forms("city branding reputation", Language::kEnglish);
  EXPECT_EQ(shown(*thesaurus, thesaurus->asked(english, Language::kEnglish)), "branding[0,2) reputation[2,3)");
  const auto spanish = forms("marca de ciudad", Language::kSpanish);
  EXPECT_EQ(shown(*thesaurus, thesaurus->asked(spanish, Language::kSpanish)), "branding[0,3)");
}

TEST_F(ThesaurusTest, KnowsWhatIsNextToAConcept) {
  const auto thesaurus = load(kSmall);
  EXPECT_EQ(thesaurus->concept_at(1).broader, std::vector<ConceptNumber>{0});
  EXPECT_EQ(thesaurus->concept_at(0).narrower, std::vector<ConceptNumber>{1});
  EXPECT_EQ(thesaurus->concept_at(0).related, std::vector<ConceptNumber>{1});
}

TEST_F(ThesaurusTest, LeavesOutLinesThatMakeNoSenseAndNamesThem) {
  const auto thesaurus = load(std::string(kSmall) + "half a line\nbranding\t\t\tx\tx\tx\tdixit\tGPL\n" +
                              "alone\tnobody\talone\tsolo\tsol\talone\tdixit\tGPL\n\xFF\xFE\n");
  EXPECT_EQ(thesaurus->size(), 3U);
  std::vector<std::size_t> lines;
  for (const Diagnostic& diagnostic : found_.sorted()) {
    EXPECT_EQ(diagnostic.code, "thesaurus.bad-line");
    lines.push_back(diagnostic.line);
  }
  EXPECT_EQ(lines, (std::vector<std::size_t>{4, 5, 6, 6, 7}));
}

TEST_F(ThesaurusTest, IsEmptyWithoutAFile) {
  const auto thesaurus = Thesaurus::load(folder_, test_packs(), found_).value();
  EXPECT_EQ(thesaurus->size(), 0U);
  EXPECT_EQ(in_text(*thesaurus, "marca"), "");
}

TEST_F(ThesaurusTest, OfTheProgramHasTheFieldInThreeLanguages) {
  const auto thesaurus = test_thesaurus();
  EXPECT_GE(thesaurus->size(), 400U);
  for (ConceptNumber number = 0; number < thesaurus->size(); ++number) {
    for (const Language language : kLanguages) {
      EXPECT_FALSE(thesaurus->concept_at(number).labels[static_cast<std::size_t>(language)].empty())
          << thesaurus->concept_at(number).id;
    }
  }
}

}  // namespace
}  // namespace dixit::text
