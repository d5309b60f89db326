#include "core/text/fold.h"

#include <gtest/gtest.h>

#include <string>

#include "core/base/utf8.h"

namespace dixit::text {
namespace {

struct Case {
  const char* text;
  const char* folded;
};

void expect_folds(std::initializer_list<Case> cases) {
  for (const auto& [text, folded] : cases) EXPECT_EQ(fold(text), folded) << text;
}

TEST(Fold, DropsCaseAndAccents) {
  expect_folds({{"", ""},
                {"Qué señaló el ÁNGEL", "que senalo el angel"},
                {"pingüino", "pinguino"},
                {"Barça", "barca"},
                {"Català", "catala"},
                {"São Paulo", "sao paulo"},
                {"Łódź", "lodz"},
                {"Malmö, Tromsø", "malmo, tromso"},
                {"Ærø", "aero"},
                {"İstanbul", "istanbul"},
                {"ΣΊΣΥΦΟΣ", "σισυφοσ"}});
}

TEST(Fold, BringsComposedAndDecomposedAccentsTogether) {
  EXPECT_EQ(fold("acci\u00F3n"), "accion");
  EXPECT_EQ(fold("accio\u0301n"), "accion");
  EXPECT_EQ(fold("n\u0303"), "n");
}

TEST(Fold, SpellsOutLigaturesAndOtherCompatibilityForms) {
  expect_folds({{"ﬁnanciar", "financiar"},
                {"Straße", "strasse"},
                {"m²", "m2"},
                {"1ª", "1a"},
                {"Ｂａｒｃｅｌｏｎａ", "barcelona"},
                {"…", "..."}});
}

TEST(Fold, WritesTheCatalanGeminateWithoutItsDot) {
  expect_folds({{"intel·ligent", "intelligent"},
                {"COL·LEGI", "collegi"},
                {"col•legi", "collegi"},
                {"coŀlegi", "collegi"},
                {"l·l·l", "lll"},
                {"punt·volat", "punt·volat"},
                {"l· l", "l· l"}});
}

TEST(Fold, UnifiesApostrophes) {
  expect_folds({{"l’Hospitalet", "l'hospitalet"}, {"l´Hospitalet", "l'hospitalet"}, {"l`Hospitalet", "l'hospitalet"}});
}

TEST(Fold, DropsWhatIsNotSeen) {
  EXPECT_EQ(fold("finan\u00ADciar"), "financiar");
  EXPECT_EQ(fold("\uFEFFa\u200Bb"), "ab");
}

TEST(Fold, KeepsDigitsPunctuationAndOtherScripts) {
  expect_folds({{"3.500 (G20)", "3.500 (g20)"}, {"서울 東京", "서울 東京"}, {"¿Qué?", "¿que?"}});
}

TEST(Fold, ReadsBytesThatAreNotUtf8AsReplacementCharacters) {
  EXPECT_EQ(fold("a\xFF"
                 "b"),
            "a\uFFFD"
            "b");
  EXPECT_EQ(fold("\xC3"), "\uFFFD");
}

TEST(Fold, AppendsWithoutTouchingWhatIsThere) {
  std::string out = "É l·";
  append_folded(out, "lÀ");
  EXPECT_EQ(out, "É l·la");
}

TEST(Fold, IsIdempotentOnEveryCodePoint) {
  // What lies beyond is unassigned, private, or a variation selector.
  for (char32_t c = 1; c <= 0x33500; ++c) {
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    std::string text;
    append_utf8(text, c);
    const std::string once = fold(text);
    ASSERT_EQ(fold(once), once) << "U+" << std::hex << static_cast<std::uint32_t>(c);
  }
}

}  // namespace
}  // namespace dixit::text
