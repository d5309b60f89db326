// What belongs to the page goes; what was said stays, whole words and true places.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "indexer/clean/dehyphenate.h"
#include "tests/support/documents.h"

namespace dixit::clean {
namespace {

using test::cleaned;
using ::testing::ElementsAre;

// The kinds of the lines, a letter each: b body, . blank, f furniture, n footnote.
std::string kinds(std::string_view text) {
  std::string kinds;
  for (const CleanLine& line : cleaned(text).lines) {
    switch (line.kind) {
      case LineKind::kBlank: kinds += '.'; break;
      case LineKind::kFurniture: kinds += 'f'; break;
      case LineKind::kFootnote: kinds += 'n'; break;
      default: kinds += 'b';
    }
  }
  return kinds;
}

JoinedText joined_all(std::string_view text) {
  const CleanDocument document = cleaned(text);
  std::vector<const CleanLine*> lines;
  for (const CleanLine& line : document.lines) lines.push_back(&line);
  return join_lines(lines, compounds_of(document));
}

std::string joined(std::string_view text) {
  return joined_all(text).text;
}

std::vector<std::uint32_t> lines_of(const JoinedText& text, std::string_view words) {
  std::vector<std::uint32_t> lines;
  const std::size_t at = text.text.find(words);
  for (const model::SourceRange& range : text.origin.origins_of(at, at + words.size())) lines.push_back(range.line);
  return lines;
}

TEST(PageFurniture, GoesWhereItPartsASentence) {
  EXPECT_EQ(kinds("las ciudades quieren\n\n\fInforme del seminario\nde las ciudades\n\nser escuchadas.\n"), "b.ff.b");
  EXPECT_EQ(joined("las ciudades quieren\n\n\fInforme del seminario\nde las ciudades\n\nser escuchadas.\n"),
            "las ciudades quieren ser escuchadas.");
}

TEST(PageFurniture, GoesAboveANumberedHeading) {
  EXPECT_EQ(kinds("Fin de la frase.\n\f\nInforme del seminario\n\n3. Metodología\n\nTexto.\n"), "b.f.b.b");
}

TEST(PageFurniture, KeepsATitleWhereATitleCanStand) {
  EXPECT_EQ(kinds("Fin de la frase.\n\f\nConclusiones\n\nEl seminario concluyó.\n"), "b.b.b");
}

TEST(PageFurniture, GoesWhereItReturnsThoughReadDifferently) {
  EXPECT_EQ(kinds("Estrategias de las ciudades\n\nUno.\n\fEstratedias de las ciudades\n\nDos.\n"
                  "\fEstrategias de las cindades\n\nTres.\n"),
            "f.bf.bf.b");
}

TEST(PageFurniture, KeepsTheHeadingsOfSomebodyWhoSpeaksAtTheTopOfTwoPages) {
  EXPECT_EQ(kinds("Ana Pons, directora de Redes de Reus\n\nUno.\n\fAna Pons, directora de Redes de Reus\n\nDos.\n"),
            "b.bb.b");
}

TEST(PageFurniture, TakesPageNumbersAway) {
  EXPECT_EQ(kinds("uno\n\n12\n\fdos\n\n– 13 –\n"), "b.fb.f");
}

TEST(Footnotes, DoNotInterruptTheSentence) {
  const std::string_view text =
      "Algunas ciudades están\n\n1. Se usa la palabra agentes.\n\n2. El grupo redne\n\nredes.\n\f\ncomenzando a "
      "actuar.\n";
  EXPECT_EQ(kinds(text), "b.n.n.n.b");
  EXPECT_EQ(joined(text),
            "Algunas ciudades están comenzando a actuar.\n1. Se usa la palabra agentes.\n2. El grupo redne redes.");
}

TEST(Footnotes, AreKnownByTheirMarkInTheText) {
  EXPECT_EQ(kinds("El grupo GTF² actúa.\n\n2. El grupo de trabajo.\n"), "b.n");
  EXPECT_EQ(kinds("El grupo GTF2 actúa.\n\n2. El grupo de trabajo.\n"), "b.n");
}

TEST(Footnotes, EndWhereTextBeginsAnew) {
  EXPECT_EQ(kinds("Algunas ciudades están\n\n1. Según el censo.\n\ncreciendo.\n\nAna Ruiz, de Reus\n"), "b.n.b.b");
}

TEST(Footnotes, AreNotTheHeadingsOfSections) {
  EXPECT_EQ(kinds("Texto sin punto final\n\n2. Objetivos del seminario\n\nEl seminario tiene tres.\n"), "b.b.b");
}

TEST(Dehyphenate, JoinsAWordBrokenOverALineEnd) {
  EXPECT_EQ(joined("ciudades. Los planes de internaciona-\nlización deben derivar"),
            "ciudades. Los planes de internacionalización deben derivar");
}

TEST(Dehyphenate, JoinsAWordBrokenOverAPageEnd) {
  EXPECT_EQ(joined("el proceso de coope-\n\n\f\nración y de"), "el proceso de cooperación y de");
}

TEST(Dehyphenate, KeepsTheHyphenBeforeACapital) {
  EXPECT_EQ(joined("la Alianza Euro-\nLatinoamericana"), "la Alianza Euro-Latinoamericana");
}

TEST(Dehyphenate, KeepsTheHyphenOfACompoundThatTheTextHasElsewhere) {
  EXPECT_EQ(joined("la estructura político-institucional y político-\ninstitucional"),
            "la estructura político-institucional y político-institucional");
}

TEST(Dehyphenate, LeavesADashBetweenSpacesAlone) {
  EXPECT_EQ(joined("el grupo -\nque"), "el grupo - que");
}

TEST(Dehyphenate, PassesOverARunningHeadBetweenTheHalves) {
  EXPECT_EQ(joined("el proceso de coope-\n\fInforme del seminario\n\nración"), "el proceso de cooperación");
}

TEST(Dehyphenate, MapsBothHalvesBackToTheirLines) {
  EXPECT_THAT(lines_of(joined_all("uno\n\ncoope-\nración"), "cooperación"), ElementsAre(3, 4));
}

TEST(Paragraphs, BeginBehindABlankLineAndAFullStop) {
  EXPECT_EQ(joined("Uno.\n\nDos sigue\n\naquí.\n- tres;\n- cuatro."), "Uno.\nDos sigue aquí.\n- tres;\n- cuatro.");
}

}  // namespace
}  // namespace dixit::clean
