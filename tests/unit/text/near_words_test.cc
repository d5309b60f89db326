// Words near a word: what was meant by it, and what OCR may have printed for it; lexicons and channel are the
// program's own.

#include "core/text/near_words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include "benches/micro/spelling.h"
#include "core/text/fold.h"

namespace dixit::text {
namespace {

using bench::channel;
using bench::lexicons;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;
using Slips = NearWords::Slips;

NearWords near_words(std::vector<IndexWord> words) {
  return NearWords(std::move(words), lexicons(), channel(), {Language::kSpanish});
}

const NearWords& sample() {
  static const NearWords made = near_words({{"ciudad", 30},
                                            {"ciudades", 20},
                                            {"estrategias", 9},
                                            {"legalidad", 4},
                                            {"financiacion", 8},
                                            {"casa", 3},
                                            {"cosa", 9},
                                            {"alegre", 2, "Alegre"},
                                            {"zubiria", 1, "Zubiría"},
                                            {"benchlearning", 5},
                                            {"cludad", 1},
                                            {"estratedias", 1},
                                            {"financiacidn", 1},
                                            {"inici6", 1}});
  return made;
}

std::vector<std::string> spellings(const std::vector<NearWord>& words) {
  std::vector<std::string> all;
  for (const NearWord& word : words) all.push_back(word.spelling);
  return all;
}

TEST(NearWords, TellTheLanguageOfAFewWords) {
  for (const char* text :
       {"press and journalists", "small cities", "accountability", "NGOs and the nonprofit sector"}) {
    EXPECT_EQ(sample().language_of(text), Language::kEnglish) << text;
  }
  for (const char* text : {"entitats i ajuntaments", "finançament", "ciutats petites"}) {
    EXPECT_EQ(sample().language_of(text), Language::kCatalan) << text;
  }
  for (const char* text : {"redes de ciudades", "marca", "que gana el vecino", "Medellín", "xyzzy", ""}) {
    EXPECT_EQ(sample().language_of(text), Language::kSpanish) << text;
  }
}

TEST(NearWords, KnowHowUsualAWordIsInEachLanguage) {
  EXPECT_LT(sample().cost_in(Language::kCatalan, "petites"), sample().cost_in(Language::kSpanish, "petites"));
  EXPECT_LT(sample().cost_in(Language::kSpanish, "financiación"), sample().cost_in(Language::kSpanish, "financiacion"))
      << "accents tell something";
  EXPECT_EQ(sample().cost_in(Language::kEnglish, "xyzzy"), sample().cost_in(Language::kSpanish, "xyzzy"));
}

TEST(NearWords, SpellsAFormAsPeopleWriteIt) {
  EXPECT_EQ(sample().spelling_of("financiacion"), "financiación");
  EXPECT_EQ(sample().spelling_of("ciudad"), "ciudad");
  EXPECT_EQ(sample().spelling_of("planificacion"), "planificación") << "though the index does not have it";
  EXPECT_EQ(sample().spelling_of("zubiria"), "Zubiría") << "a name";
  EXPECT_EQ(sample().spelling_of("benchlearning"), "benchlearning");
  EXPECT_EQ(sample().spelling_of(""), "");
}

TEST(NearWords, TellsWhatWasMeantByAMisreadWord) {
  EXPECT_THAT(spellings(sample().meant_by("estratedias", Slips::kOfPrint)), ElementsAre("estrategias"));
  EXPECT_THAT(spellings(sample().meant_by("ledalidad", Slips::kOfPrint)), ElementsAre("legalidad"));
  EXPECT_THAT(spellings(sample().meant_by("financiacien", Slips::kOfPrint)), ElementsAre("financiación"));
}

TEST(NearWords, TellsWhatWasMeantByAMistypedWord) {
  for (const char* typed : {"ciudaes", "ciduades", "ciudadwes", "ciudqdes"}) {
    EXPECT_THAT(spellings(sample().meant_by(typed, Slips::kOfHand)), Contains("ciudades")) << typed;
    EXPECT_THAT(spellings(sample().meant_by(typed, Slips::kOfPrint)), IsEmpty()) << typed;
  }
  EXPECT_THAT(spellings(sample().meant_by("finaciasion", Slips::kOfHand)), IsEmpty());
  EXPECT_THAT(spellings(sample().meant_by("finaciasion", Slips::kTwoOfHand)), ElementsAre("financiación"));
  EXPECT_THAT(spellings(sample().meant_by("cuidaez", Slips::kTwoOfHand)), IsEmpty()) << "two slips in a short word";
}

TEST(NearWords, WritesWordsAsPeopleDo) {
  EXPECT_THAT(spellings(sample().meant_by("zubirias", Slips::kOfHand)), ElementsAre("Zubiría"));
  EXPECT_THAT(spellings(sample().meant_by("benchlerning", Slips::kOfHand)), ElementsAre("benchlearning"));
  EXPECT_THAT(spellings(sample().listed_words_meant_by("estrategicq", Slips::kOfHand)), Contains("estratégica"));
}

TEST(NearWords, FindsDamagedPrintsOfAWord) {
  EXPECT_THAT(sample().misprints_of("ciudad"), ElementsAre("cludad"));
  EXPECT_THAT(sample().misprints_of("estrategias"), ElementsAre("estratedias"));
  EXPECT_THAT(sample().misprints_of("financiacion"), ElementsAre("financiacidn"));
  EXPECT_THAT(sample().misprints_of("inicio"), ElementsAre("inici6")) << "inició is written with the same letters";
}

TEST(NearWords, TakesNoSoundWordForADamagedPrint) {
  EXPECT_THAT(sample().misprints_of("cosa"), Not(Contains("casa")));
  EXPECT_THAT(sample().misprints_of("casa"), Not(Contains("cosa")));
  std::vector<IndexWord> sound;
  for (const char* form : {"casa", "cosa", "caso", "modo", "moda", "nodo", "parte", "porte", "puerto", "puerta"}) {
    sound.push_back({form, 1});
  }
  sound.push_back({"zubiria", 1, "Zubiría"});
  sound.push_back({"metropolix", NearWords::kRecurs});
  const NearWords near = near_words(sound);
  EXPECT_EQ(near.stray_size(), 0U);
  for (const IndexWord& word : sound) {
    EXPECT_TRUE(near.is_sound(word.form)) << word.form;
    EXPECT_THAT(near.misprints_of(word.form), IsEmpty()) << word.form;
  }
}

TEST(NearWords, KnowsSoundWordsOfLexiconsThatTheIndexDoesNotHave) {
  EXPECT_TRUE(sample().is_sound("unicornio"));
  EXPECT_TRUE(sample().is_sound("financiacion")) << "accents aside";
  EXPECT_FALSE(sample().is_sound("ciudaes"));
  EXPECT_FALSE(sample().is_sound("cludad")) << "the index has it once";
}

// For each listed confusion and words that it applies to: the word damaged by it is reached, unless it is sound.
TEST(NearWords, ReachesEveryWordThatAListedConfusionMakes) {
  struct Damage {
    std::string word;
    std::string damaged;
  };
  const std::vector<std::string> words = {"señaló",      "políticas",   "ciudadanía", "metropolitano", "construcción",
                                          "administrar", "herramienta", "quedará",    "proyectos",     "ejemplo"};
  std::vector<Damage> damages;
  std::vector<IndexWord> index;
  for (const std::string& word : words) index.push_back({fold(word), 9});
  channel().for_each_confusion(Accents::kLost, [&](const std::string& meant, const std::string& printed, float cost) {
    if (cost > 8) return;
    for (const std::string& word : words) {
      std::string latin1 = to_latin1_lower(word);
      const std::size_t at = latin1.find(meant);
      if (at == std::string::npos) continue;
      std::string form = fold(from_latin1(latin1.replace(at, meant.size(), printed)));
      const bool is_plain = std::all_of(form.begin(), form.end(),
                                        [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); });
      if (!is_plain || form == fold(word)) continue;
      damages.push_back({fold(word), std::move(form)});
      index.push_back({damages.back().damaged, 1});
    }
  });
  std::sort(index.begin(), index.end(), [](const auto& a, const auto& b) { return a.form < b.form; });
  index.erase(std::unique(index.begin(), index.end(), [](const auto& a, const auto& b) { return a.form == b.form; }),
              index.end());
  ASSERT_GT(damages.size(), 150U);
  const NearWords all = near_words(index);
  for (const Damage& damage : damages) {
    if (all.is_sound(damage.damaged)) continue;
    EXPECT_THAT(spellings(all.meant_by(damage.damaged, Slips::kOfPrint)), Not(IsEmpty())) << damage.damaged;
    const NearWords alone = near_words({{damage.word, 9}, {damage.damaged, 1}});
    EXPECT_THAT(alone.misprints_of(damage.word), ElementsAre(damage.damaged)) << damage.word;
  }
}

TEST(NearWords, AnswersAnyBytesInBoundedTime) {
  const auto begin = std::chrono::steady_clock::now();
  for (const std::string& word : {std::string(10'000, 'a'), std::string(40, 'a'), std::string("\xff\xfe"),
                                  std::string(), std::string("日本語"), std::string("\0\0\0\0", 4)}) {
    EXPECT_FALSE(sample().is_sound(word));
    EXPECT_THAT(sample().meant_by(word, Slips::kOfHand), IsEmpty());
    EXPECT_THAT(sample().meant_by(word, Slips::kTwoOfHand), IsEmpty());
    EXPECT_THAT(sample().listed_words_meant_by(word, Slips::kOfHand), IsEmpty());
    EXPECT_THAT(sample().misprints_of(word), IsEmpty());
  }
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(2));
}

}  // namespace
}  // namespace dixit::text
