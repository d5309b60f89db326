#include "core/text/stemmer.h"

#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "core/text/analyzer.h"
#include "core/text/fold.h"
#include "tests/unit/text/packs.h"

namespace dixit::text {
namespace {

struct WordLine {
  std::size_t number;
  std::vector<std::string> words;
};

std::vector<WordLine> read_words(const std::string& name) {
  const std::string path = std::string(DIXIT_SOURCE_DIR "/tests/data/words/") + name;
  std::ifstream in(path);
  EXPECT_TRUE(in) << path;
  std::vector<WordLine> lines;
  std::size_t number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    std::istringstream fields(line.substr(0, line.find('#')));
    WordLine words{number, {}};
    for (std::string word; fields >> word;) words.words.push_back(word);
    if (words.words.size() > 1) lines.push_back(std::move(words));
  }
  return lines;
}

// Checks every pair of each line of tests/data/words/<language>_<meet or apart>.tsv.
void check_pairs(Language language, bool must_meet, std::size_t min_pairs) {
  Analyzer analyzer(test_packs());
  const std::string name = std::string(code(language)) + (must_meet ? "_meet.tsv" : "_apart.tsv");
  std::size_t pairs = 0;
  for (const WordLine& line : read_words(name)) {
    for (std::size_t i = 1; i < line.words.size(); ++i) {
      // Meeting is transitive: each with the first is enough.
      for (std::size_t j = 0; j < (must_meet ? 1 : i); ++j) {
        const std::string a = analyzer.forms_of(line.words[j], language).stem;
        const std::string b = analyzer.forms_of(line.words[i], language).stem;
        EXPECT_EQ(a == b, must_meet) << name << ":" << line.number << ": " << line.words[j] << " -> " << a << ", "
                                     << line.words[i] << " -> " << b;
        ++pairs;
      }
    }
  }
  EXPECT_GE(pairs, min_pairs) << name;
}

TEST(Stemmer, SpanishFormsOfAWordMeet) {
  check_pairs(Language::kSpanish, true, 250);
}

TEST(Stemmer, SpanishUnrelatedWordsStayApart) {
  check_pairs(Language::kSpanish, false, 200);
}

TEST(Stemmer, CatalanFormsOfAWordMeet) {
  check_pairs(Language::kCatalan, true, 60);
}

TEST(Stemmer, CatalanUnrelatedWordsStayApart) {
  check_pairs(Language::kCatalan, false, 40);
}

TEST(Stemmer, EnglishFormsOfAWordMeet) {
  check_pairs(Language::kEnglish, true, 60);
}

TEST(Stemmer, EnglishUnrelatedWordsStayApart) {
  check_pairs(Language::kEnglish, false, 40);
}

TEST(Stemmer, LeavesAloneWhatIsNoWordOfTheLanguage) {
  for (const Language language : kLanguages) {
    const Stemmer stemmer(test_packs()->pack(language));
    const std::string long_word(1000, 'a');
    for (const std::string& word : {std::string(), std::string("a"), std::string("de"), std::string("g20"),
                                    std::string("3.500"), std::string("москва"), std::string("東京"), long_word}) {
      EXPECT_EQ(stemmer.stem(word), word);
    }
  }
}

TEST(Stemmer, GivesAStemThatIsNeverEmptyForEveryShortWord) {
  for (const Language language : kLanguages) {
    const Stemmer stemmer(test_packs()->pack(language));
    const std::string letters = "abcdeginorstu";
    std::vector<std::string> tails = {""};
    for (int length = 1; length <= 4; ++length) {
      std::vector<std::string> longer;
      for (const std::string& tail : tails) {
        for (const char letter : letters) longer.push_back(letter + tail);
      }
      for (const std::string& word : longer) ASSERT_FALSE(stemmer.stem(word).empty()) << word;
      tails = std::move(longer);
    }
  }
}

static_assert(!std::is_constructible_v<Stemmer, LanguagePack&&>, "a stemmer does not own its pack");

}  // namespace
}  // namespace dixit::text
