#include "core/text/language.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "tests/unit/text/packs.h"

namespace dixit::text {
namespace {

namespace fs = std::filesystem;

// A folder of language files of its own, gone with the test.
class LanguageFiles : public testing::Test {
 protected:
  LanguageFiles() {
    std::string name = (fs::temp_directory_path() / "dixit-lang-XXXXXX").string();
    folder_ = mkdtemp(name.data());
    for (const Language language : kLanguages) {
      fs::create_directory(folder_ / code(language));
      write(language, "stopwords.txt", "# words\nel\n");
      write(language, "stem_exceptions.tsv", "");
    }
  }
  ~LanguageFiles() override { fs::remove_all(folder_); }

  void write(Language language, const char* name, std::string_view bytes) {
    std::ofstream(folder_ / code(language) / name) << bytes;
  }

  fs::path folder_;
  Diagnostics diagnostics_;
};

TEST(Language, HasACodeThatLeadsBack) {
  for (const Language language : kLanguages) EXPECT_EQ(language_from_code(code(language)), language);
  EXPECT_EQ(language_from_code("fr"), std::nullopt);
  EXPECT_EQ(language_from_code(""), std::nullopt);
}

TEST(Language, ShipsFilesWithoutABadLine) {
  const auto packs = test_packs();
  for (const Language language : kLanguages) {
    EXPECT_EQ(packs->pack(language).language, language);
    EXPECT_GT(packs->pack(language).stop_words.size(), 100U);
    EXPECT_FALSE(packs->pack(language).stem_exceptions.empty());
  }
  EXPECT_TRUE(packs->pack(Language::kSpanish).stop_words.contains("que"));
  EXPECT_TRUE(packs->pack(Language::kSpanish).stop_words.contains("quien"));
  EXPECT_TRUE(packs->pack(Language::kCatalan).stop_words.contains("l"));
}

TEST_F(LanguageFiles, AreFoldedAndTheirCommentsLeftOut) {
  write(Language::kSpanish, "stopwords.txt", "Él # pronoun\n\n\t SEGÚN \r\n# todo\n");
  const auto packs = LanguagePacks::load(folder_, diagnostics_);
  ASSERT_TRUE(packs);
  const auto& words = (*packs)->pack(Language::kSpanish).stop_words;
  EXPECT_EQ(words.size(), 2U);
  EXPECT_TRUE(words.contains("el"));
  EXPECT_TRUE(words.contains("segun"));
}

TEST_F(LanguageFiles, ThatAreMissingAreNamedInTheError) {
  fs::remove(folder_ / "ca" / "stopwords.txt");
  const auto packs = LanguagePacks::load(folder_, diagnostics_);
  ASSERT_FALSE(packs);
  EXPECT_EQ(packs.error().code, ErrorCode::kInputMissing);
  EXPECT_NE(packs.error().message.find("ca/stopwords.txt"), std::string::npos);
  EXPECT_FALSE(packs.error().hint.empty());
}

TEST_F(LanguageFiles, WithBadLinesAreReadButForThose) {
  write(Language::kSpanish, "stopwords.txt", "el\nlos dos\nla\n");
  write(Language::kSpanish, "stem_exceptions.tsv", "casa casa casas\nsolo\ncaso casa\n");
  const auto packs = LanguagePacks::load(folder_, diagnostics_);
  ASSERT_TRUE(packs);
  EXPECT_EQ((*packs)->pack(Language::kSpanish).stop_words.size(), 2U);
  EXPECT_EQ((*packs)->pack(Language::kSpanish).stem_exceptions.at("casa"), "casa");
  const auto found = diagnostics_.sorted();
  ASSERT_EQ(found.size(), 3U);
  EXPECT_EQ(found[0].code, "lang.bad-line");
  EXPECT_EQ(found[0].line, 2U);
  EXPECT_EQ(found[1].line, 3U);
  EXPECT_EQ(found[2].line, 2U);
  for (const Diagnostic& diagnostic : found) EXPECT_FALSE(diagnostic.hint.empty());
}

TEST_F(LanguageFiles, MakeAFingerprintThatChangesWithAnyByteAndOnlyThen) {
  const std::string before = LanguagePacks::load(folder_, diagnostics_).value()->fingerprint();
  EXPECT_EQ(before.size(), 16U);
  EXPECT_EQ(LanguagePacks::load(folder_, diagnostics_).value()->fingerprint(), before);
  write(Language::kEnglish, "stem_exceptions.tsv", "#");
  EXPECT_NE(LanguagePacks::load(folder_, diagnostics_).value()->fingerprint(), before);
}

TEST(LanguageDetection, TellsTheThreeLanguagesApart) {
  const auto packs = test_packs();
  EXPECT_EQ(packs->detect("Las ciudades deben tener una estrategia de internacionalización y compartirla con los "
                          "actores de su territorio."),
            Language::kSpanish);
  EXPECT_EQ(packs->detect("Les ciutats han de tenir una estratègia d'internacionalització i compartir-la amb els "
                          "agents del seu territori, com ara les universitats i les empreses."),
            Language::kCatalan);
  EXPECT_EQ(packs->detect("Cities need a strategy for their international relations, and they should share it with "
                          "everybody who works in their territory."),
            Language::kEnglish);
}

TEST(LanguageDetection, TakesWhatIsShortDamagedOrUnknownForSpanish) {
  const auto packs = test_packs();
  EXPECT_EQ(packs->detect(""), Language::kSpanish);
  EXPECT_EQ(packs->detect("The city"), Language::kSpanish);
  EXPECT_EQ(packs->detect("Manifestd que un reto es convencer a las autoridades de la estratedia de "
                          "internacionalizacién de las areas metropolitanas"),
            Language::kSpanish);
  EXPECT_EQ(packs->detect("As cidades precisam de uma estratégia de internacionalização para o seu território"),
            Language::kSpanish);
  EXPECT_EQ(packs->detect("\xFF\xFE\xFF\xFE\xFF\xFE\xFF\xFE\xFF\xFE\xFF\xFE\xFF\xFE\xFF\xFE\xFF\xFE\xFF\xFE\xFF\xFE"),
            Language::kSpanish);
}

}  // namespace
}  // namespace dixit::text
