// What holds of a word wherever it stands, told by the program's own lexicons.

#include "core/text/known_words.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>

namespace dixit::text {
namespace {

KnownWords known_words() {
  Diagnostics found;
  std::shared_ptr<const LanguagePacks> packs = LanguagePacks::load(DIXIT_DATA "/lang", found).value();
  return {open_lexicons(DIXIT_DATA "/lexicon").value(), std::move(packs)};
}

constexpr LanguageSet kNone = 0;

TEST(KnownWords, SpellsAWordInLatin1AndInSmallLetters) {
  KnownWords known = known_words();
  const WordFacts& facts = known.facts_of("Ángel");
  EXPECT_EQ(facts.latin1, "\xC1ngel");
  EXPECT_EQ(facts.small, "\xE1ngel");
  EXPECT_EQ(facts.accents, 1U);
}

TEST(KnownWords, TellsWhichLanguagesHaveAWord) {
  KnownWords known = known_words();
  EXPECT_EQ(known.facts_of("Estrategias").languages, language_set(Language::kSpanish));
  EXPECT_EQ(known.facts_of("estratedias").languages, kNone);
}

TEST(KnownWords, TellsSmallWordsByTheirLanguage) {
  KnownWords known = known_words();
  EXPECT_EQ(known.facts_of("with").stop_word_of, language_set(Language::kEnglish));
  EXPECT_NE(known.facts_of("de").stop_word_of & language_set(Language::kSpanish), kNone);
  EXPECT_EQ(known.facts_of("ciudades").stop_word_of, kNone);
}

TEST(KnownWords, TellsTwoWordsWithoutASpaceFromDamagedOnes) {
  KnownWords known = known_words();
  EXPECT_NE(known.facts_of("ciudadespara").run_together & language_set(Language::kSpanish), kNone);
  EXPECT_EQ(known.facts_of("qzxwkk").run_together, kNone);
}

TEST(KnownWords, KeepsTheFactsOfAWordInPlaceWhileItMeetsOthers) {
  KnownWords known = known_words();
  const WordFacts* const facts = &known.facts_of("ciudad");
  for (int i = 0; i < 10'000; ++i) known.facts_of(std::to_string(i));
  EXPECT_FALSE(known.forget_some());
  EXPECT_EQ(&known.facts_of("ciudad"), facts);
}

TEST(KnownWords, ForgetsWhatIsTooMuchToKeep) {
  KnownWords known = known_words();
  for (int i = 0; i < 300'000; ++i) known.facts_of(std::to_string(i));
  EXPECT_TRUE(known.forget_some());
  EXPECT_FALSE(known.forget_some());
  EXPECT_EQ(known.facts_of("ciudad").small, "ciudad");
}

}  // namespace
}  // namespace dixit::text
