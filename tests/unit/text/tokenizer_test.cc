#include "core/text/tokenizer.h"

#include <gtest/gtest.h>
#include <unicode/brkiter.h>
#include <unicode/unistr.h>

#include <fstream>
#include <memory>
#include <string>

namespace dixit::text {
namespace {

// The words of `text` with a bar between them.
std::string split(std::string_view text, Language language = Language::kSpanish) {
  std::string out;
  for (const WordSpan& span : words(text, language)) {
    if (!out.empty()) out += '|';
    out += text.substr(span.begin, span.end - span.begin);
  }
  return out;
}

TEST(Tokenizer, FindsPlainWords) {
  EXPECT_EQ(split(""), "");
  EXPECT_EQ(split(" ¡—! "), "");
  EXPECT_EQ(split("Señaló que «las ciudades» …"), "Señaló|que|las|ciudades");
  EXPECT_EQ(split("¿Qué?¡Sí!"), "Qué|Sí");
}

TEST(Tokenizer, SplitsAtHyphensOfEveryKind) {
  EXPECT_EQ(split("AL-LAs, ex-director"), "AL|LAs|ex|director");
  EXPECT_EQ(split("norte‐sur norte–sur 2015-2016"), "norte|sur|norte|sur|2015|2016");
  EXPECT_EQ(split("finan-"), "finan");
}

TEST(Tokenizer, SplitsElisionsInEveryLanguage) {
  EXPECT_EQ(split("d'Estudis L’Hospitalet", Language::kCatalan), "d|Estudis|L|Hospitalet");
  EXPECT_EQ(split("Sr. O'Brien de l´Hospitalet"), "Sr|O|Brien|de|l|Hospitalet");
  EXPECT_EQ(split("compra'l, anar-se'n", Language::kCatalan), "compra|l|anar|se|n");
  EXPECT_EQ(split("'ciudad'"), "ciudad");
}

TEST(Tokenizer, KeepsTheClosingsOfEnglishWords) {
  EXPECT_EQ(split("the city’s mayor, the cities' mayors", Language::kEnglish), "the|city’s|mayor|the|cities|mayors");
  EXPECT_EQ(split("don't we'll they're I'd", Language::kEnglish), "don't|we'll|they're|I'd");
  EXPECT_EQ(split("l'Hospitalet d'Estudis", Language::kEnglish), "l|Hospitalet|d|Estudis");
  EXPECT_EQ(split("Sotheby's we'll"), "Sotheby's|we|ll");
}

TEST(Tokenizer, KeepsTheCatalanGeminate) {
  EXPECT_EQ(split("intel·ligent COL·LEGI col•legi", Language::kCatalan), "intel·ligent|COL·LEGI|col•legi");
  EXPECT_EQ(split("a·b l·a"), "a|b|l|a");
}

TEST(Tokenizer, KeepsNumbersWithTheirSeparators) {
  EXPECT_EQ(split("3.500 1.234,5 5.1.1. 10:30 20% 1,"), "3.500|1.234,5|5.1.1|10|30|20|1");
  EXPECT_EQ(split("2016.El fin.Manifestó amb.cat"), "2016|El|fin|Manifestó|amb|cat");
}

TEST(Tokenizer, KeepsDigitsInsideWords) {
  EXPECT_EQ(split("inversi6n G20 1ª 5G"), "inversi6n|G20|1ª|5G");
}

TEST(Tokenizer, SetsNoteMarksApartFromTheirWord) {
  EXPECT_EQ(split("GTF² m² ①②"), "GTF|²|m|²|①②");
}

TEST(Tokenizer, KeepsASignThatOcrPutInsideAWord) {
  EXPECT_EQ(split("tom@ndo expli¢ar C€ntro"), "tom@ndo|expli¢ar|C€ntro");
  EXPECT_EQ(split("tom@ la 5€ @amb 20@b"), "tom|la|5|amb|20|b");
}

TEST(Tokenizer, SplitsAddresses) {
  EXPECT_EQ(split("ana@amb.cat https://www.amb.cat/a_b"), "ana|amb|cat|https|www|amb|cat|a|b");
}

TEST(Tokenizer, KeepsMarksAndInvisibleCharactersWithTheirWord) {
  EXPECT_EQ(split("accio\u0301n finan\u00ADciar"), "accio\u0301n|finan\u00ADciar");
  EXPECT_EQ(split(" \u0301 \u00AD"), "");
}

TEST(Tokenizer, SplitsScriptsWithoutSpacesByDictionary) {
  EXPECT_EQ(split("สวัสดีชาวโลก"), "สวัสดี|ชาว|โลก");
  EXPECT_EQ(split("東京 서울 Москва"), "東京|서울|Москва");
}

TEST(Tokenizer, SeparatesAtBytesThatAreNotUtf8) {
  EXPECT_EQ(split("ciu\xFF"
                  "dad \xC3"),
            "ciu|dad");
}

TEST(Tokenizer, TakesALongLineWithoutASpace) {
  const std::string letters(10'000'000, 'a');
  EXPECT_EQ(words(letters, Language::kSpanish).size(), 1U);
  std::string thai;
  while (thai.size() < 1'000'000) thai += "สวัสดีชาวโลก";
  const auto spans = words(thai, Language::kSpanish);
  EXPECT_GT(spans.size(), 80'000U);
  EXPECT_EQ(spans.back().end, thai.size());
}

// The words of ICU's own iterator: the same, wherever none of our rules has a say.
std::string split_by_icu(const std::string& line) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::BreakIterator> breaks(
      icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status));
  const auto text = icu::UnicodeString::fromUTF8(line);
  breaks->setText(text);
  std::string out;
  std::int32_t from = breaks->first();
  for (std::int32_t to = breaks->next(); to != icu::BreakIterator::DONE; from = to, to = breaks->next()) {
    if (breaks->getRuleStatus() == UBRK_WORD_NONE) continue;
    if (!out.empty()) out += '|';
    text.tempSubStringBetween(from, to).toUTF8String(out);
  }
  return out;
}

TEST(Tokenizer, AgreesWithIcuOnTheReportWhereNoRuleOfOursApplies) {
  std::ifstream in(DIXIT_SOURCE_DIR "/corpus/reports/amb-2016-seminario.txt");
  ASSERT_TRUE(in);
  std::size_t compared = 0;
  for (std::string line; std::getline(in, line);) {
    const bool ours = line.find_first_of("'`@_.:") != std::string::npos || line.find("’") != std::string::npos ||
                      line.find("‘") != std::string::npos || line.find("€") != std::string::npos ||
                      line.find("·") != std::string::npos || line.find("²") != std::string::npos;
    if (ours) continue;
    EXPECT_EQ(split(line), split_by_icu(line));
    ++compared;
  }
  EXPECT_GT(compared, 1000U);
}

}  // namespace
}  // namespace dixit::text
