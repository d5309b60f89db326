// What holds of the text analysis for every text: the report's, and Unicode drawn at random.

#include <gtest/gtest.h>
#include <unicode/uchar.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "core/base/utf8.h"
#include "core/text/analyzer.h"
#include "core/text/fold.h"
#include "core/text/normalize.h"
#include "core/text/tokenizer.h"

namespace dixit::text {
namespace {

std::shared_ptr<const LanguagePacks> packs() {
  static const auto loaded = [] {
    Diagnostics diagnostics;
    return LanguagePacks::load(DIXIT_SOURCE_DIR "/core/lang", diagnostics).value();
  }();
  return loaded;
}

std::vector<std::string> report_lines() {
  std::vector<std::string> lines;
  for (const auto& entry : std::filesystem::directory_iterator(DIXIT_SOURCE_DIR "/corpus/reports")) {
    if (entry.path().extension() != ".txt") continue;
    std::ifstream in(entry.path());
    for (std::string line; std::getline(in, line);) lines.push_back(line);
  }
  EXPECT_GT(lines.size(), 1000U);
  return lines;
}

// Texts that mix what words are made of with what parts them, whole blocks of Unicode, and broken bytes. Always the
// same ones.
std::vector<std::string> random_texts(std::size_t count) {
  const std::vector<std::string> pieces = {"a",           "l",        "L",
                                           "s",           "t",        "n",
                                           "Z",           "ñ",        "É",
                                           "ç",           "ŀ",        "ß",
                                           "ﬁ",           "7",        "0",
                                           "²",           "½",        "Ⅷ",
                                           " ",           " ",        " ",
                                           "-",           "'",        "’",
                                           "·",           ".",        ",",
                                           "@",           "¢",        "_",
                                           ":",           "\n",       "\r\n",
                                           "\t",          "\u00A0",   "\u00AD",
                                           "\u200B",      "\u200D",   "\u0301",
                                           "\u0303",      "\uFEFF",   "東",
                                           "京",          "ひ",       "ไ",
                                           "ท",           "ย",        "한",
                                           "ع",           "\u064B",   "अ",
                                           "\u093F",      "🙂",     "\xFF",
                                           "\xC3",        "\xE2\x80", "\xF4\x90\x80\x80",
                                           "\xED\xA0\x80"};
  std::mt19937 random(20160707);
  std::vector<std::string> texts;
  while (texts.size() < count) {
    std::string text;
    const std::size_t length = random() % 60;
    for (std::size_t i = 0; i < length; ++i) {
      if (random() % 4 != 0) {
        text += pieces[random() % pieces.size()];
      } else {
        const auto c = static_cast<char32_t>(random() % (random() % 2 == 0 ? 0x3000U : 0x30000U));
        append_utf8(text, c);
      }
    }
    texts.push_back(std::move(text));
  }
  return texts;
}

std::vector<std::string> all_texts() {
  std::vector<std::string> texts = random_texts(6'000);
  const std::vector<std::string> lines = report_lines();
  texts.insert(texts.end(), lines.begin(), lines.end());
  return texts;
}

std::string bytes_of(std::string_view text) {
  std::string out;
  for (const char c : text) {
    out += "0123456789ABCDEF"[static_cast<unsigned char>(c) >> 4];
    out += "0123456789ABCDEF"[static_cast<unsigned char>(c) & 0xF];
  }
  return out;
}

bool is_letter_or_digit(char32_t c) {
  return (U_GET_GC_MASK(static_cast<UChar32>(c)) & (U_GC_L_MASK | U_GC_N_MASK)) != 0;
}

TEST(TextProperties, WordsAscendAndHoldEveryLetterAndDigitOnce) {
  for (const std::string& text : all_texts()) {
    for (const Language language : kLanguages) {
      const std::vector<WordSpan> spans = words(text, language);
      std::size_t last_end = 0;
      std::size_t span = 0;
      for (const WordSpan& word : spans) {
        ASSERT_LE(last_end, word.begin) << bytes_of(text);
        ASSERT_LT(word.begin, word.end) << bytes_of(text);
        last_end = word.end;
      }
      ASSERT_LE(last_end, text.size()) << bytes_of(text);
      for (std::size_t at = 0; at < text.size();) {
        const CodePoint point = decode_at(text, at);
        const std::size_t end = at + point.size_bytes;
        while (span < spans.size() && spans[span].end <= at) ++span;
        const bool inside = span < spans.size() && spans[span].begin <= at && end <= spans[span].end;
        const bool outside = span == spans.size() || end <= spans[span].begin;
        ASSERT_TRUE(inside || outside) << "a word cuts a character: " << bytes_of(text);
        if (is_letter_or_digit(point.value)) {
          ASSERT_TRUE(inside) << "byte " << at << " of " << bytes_of(text);
        }
        at = end;
      }
    }
  }
}

TEST(TextProperties, FoldingTwiceIsFoldingOnce) {
  for (const std::string& text : all_texts()) {
    const std::string once = fold(text);
    ASSERT_EQ(fold(once), once) << bytes_of(text);
    ASSERT_FALSE(find_invalid_utf8(once)) << bytes_of(text);
  }
}

TEST(TextProperties, NormalisingTwiceIsNormalisingOnce) {
  for (const std::string& text : all_texts()) {
    const std::string once = normalize(text).text;
    ASSERT_EQ(normalize(once).text, once) << bytes_of(text);
    ASSERT_FALSE(find_invalid_utf8(once)) << bytes_of(text);
  }
}

TEST(TextProperties, NormalisingDoesNotChangeWhatAWordFoldsTo) {
  for (const std::string& line : report_lines()) {
    EXPECT_EQ(fold(normalize(line).text), fold(line));
  }
}

TEST(TextProperties, NormalisedBytesComeFromTheLineInOrder) {
  for (const std::string& text : all_texts()) {
    const NormalizedText normalized = normalize(text, 3);
    ASSERT_EQ(normalized.origin.size(), normalized.text.size()) << bytes_of(text);
    std::uint32_t last = 0;
    for (std::size_t at = 0; at < normalized.text.size(); ++at) {
      const model::SourceRange range = normalized.origin.origin_of(at);
      ASSERT_EQ(range.line, 3U);
      ASSERT_LE(last, range.begin) << bytes_of(text);
      ASSERT_LT(range.begin, range.end) << bytes_of(text);
      ASSERT_LE(range.end, text.size()) << bytes_of(text);
      last = range.begin;
    }
  }
}

TEST(TextProperties, ATokenHasTheFormsOfItsPrintedWordAnywhere) {
  Analyzer analyzer(packs());
  Analyzer fresh(packs());
  for (const std::string& text : all_texts()) {
    const std::vector<Token> tokens = analyzer.analyze(text, Language::kSpanish);
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      const Token& token = tokens[i];
      ASSERT_EQ(token.position, i + 1);
      ASSERT_EQ(token.printed, text.substr(token.begin, token.end - token.begin));
      const WordForms forms = fresh.forms_of(token.printed, Language::kSpanish);
      ASSERT_EQ(forms.form, token.form) << bytes_of(text);
      ASSERT_EQ(forms.stem, token.stem) << bytes_of(text);
    }
  }
}

// Searching skips words of a text by their first letter.
TEST(TextProperties, StemsBeginAsTheirWordsDo) {
  Analyzer analyzer(packs());
  for (const Language language : kLanguages) {
    for (const std::string& line : report_lines()) {
      for (const Token& token : analyzer.analyze(line, language)) {
        ASSERT_FALSE(token.stem.empty()) << token.printed;
        if (!analyzer.begins_as_its_words(token.stem, language)) continue;
        ASSERT_EQ(token.stem.front(), token.form.front()) << token.printed;
      }
    }
  }
}

// A query types the form it sees; it must find the word that has it.
TEST(TextProperties, TheFormOfAWordOfTheReportHasItsOwnFormAndStem) {
  Analyzer analyzer(packs());
  for (const std::string& line : report_lines()) {
    for (const Token& token : analyzer.analyze(line, Language::kSpanish)) {
      const WordForms again = analyzer.forms_of(token.form, Language::kSpanish);
      ASSERT_EQ(again.form, token.form);
      ASSERT_EQ(again.stem, token.stem);
    }
  }
}

}  // namespace
}  // namespace dixit::text
