// What /u/{id} shows of a unit.

#include "searchd/api/pages.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/unit/searchd/sample_pages.h"

namespace dixit::test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(UnitPage, ShowsPrintAndReadingSideBySideWhereTheyDiffer) {
  search::UnitView shown = sample_view();
  EXPECT_THAT(pages().unit(shown, text::Language::kSpanish, ""), Not(HasSubstr("Como se lee")));
  shown.reading = {{"Primero.\nSegundo, con ", {}}, {"financiación", "financiacidn<"}, {".\n\nTercero.", {}}};
  const std::string html = pages().unit(shown, text::Language::kSpanish, "");
  EXPECT_EQ(faults(html), "");
  EXPECT_THAT(html, HasSubstr("Como está impreso"));
  EXPECT_THAT(html,
              HasSubstr("Segundo, con <span class=\"meant\" title=\"Impreso: financiacidn&lt;\">financiación</span>."));
}

TEST(UnitPage, ShowsTheWholeTextInParagraphs) {
  const std::string html = pages().unit(sample_view(), text::Language::kSpanish, "financiación");
  EXPECT_EQ(faults(html), "");
  EXPECT_THAT(html, HasSubstr("<p>\nPrimero.\n</p>\n<p>\nSegundo, con <mark class=\"match-ocr\""));
  EXPECT_THAT(html, HasSubstr("</mark>.\n</p>\n<p>\nTercero.\n</p>"));
  EXPECT_THAT(html, HasSubstr("<h1>Ana Pérez</h1>"));
  EXPECT_THAT(html, HasSubstr("<dt>Ciudad</dt><dd><a href=\"/?city=Lima&amp;lang=es\">Lima</a></dd>"));
  EXPECT_THAT(html, HasSubstr("<a href=\"/?q=financiaci%C3%B3n&amp;lang=es\">← Volver a los resultados</a>"));
}

TEST(UnitPage, TellsHowToCiteIt) {
  EXPECT_THAT(
      pages().unit(sample_view(), text::Language::kSpanish, ""),
      HasSubstr("Ana Pérez, directora de Redes del Ayuntamiento de Lima. En «Sesión 1. La ciudad» (5.1.1), 7 de "
                "julio de 2016. Informe del seminario, líneas 1100–1131, página 14. /u/report.2"));
}

TEST(UnitPage, IsFoundUnderOneAddressWhateverWasAsked) {
  const std::string html = pages().unit(sample_view(), text::Language::kCatalan, "redes");
  EXPECT_THAT(html, Not(HasSubstr("noindex")));
  EXPECT_THAT(html, HasSubstr("<link rel=\"canonical\" href=\"/u/report.2\">"));
}

TEST(UnitPage, TellsOthersHowItBegins) {
  search::UnitView shown = sample_view();
  shown.unit.text = "Señaló que la financiación";
  for (int at = 0; at < 100; ++at) shown.unit.text += " es importantísima";
  const std::string html = pages().unit(shown, text::Language::kCatalan, "");
  EXPECT_THAT(html, HasSubstr("<meta property=\"og:type\" content=\"article\">"));
  EXPECT_THAT(html, HasSubstr("<meta property=\"og:title\" content=\"Ana Pérez\">"));
  EXPECT_THAT(html, HasSubstr("<meta property=\"og:locale\" content=\"ca_ES\">"));
  EXPECT_THAT(html, HasSubstr("<meta property=\"og:description\" content=\"Señaló que la financiación es"));
  EXPECT_THAT(html, HasSubstr(" es importantísima es…\">"));
  EXPECT_EQ(faults(html), "");
}

TEST(UnitPage, LeadsToItsNeighboursWithTheQuestion) {
  search::UnitView shown = sample_view();
  std::string html = pages().unit(shown, text::Language::kEnglish, "redes");
  EXPECT_THAT(html, HasSubstr("<a rel=\"prev\" href=\"/u/report.1?q=redes&amp;lang=en\"><span>Previous</span> Luis Gil "
                              "(5.1.1)</a>"));
  EXPECT_THAT(html, HasSubstr("rel=\"next\" href=\"/u/report.3?q=redes&amp;lang=en\"><span>Next</span> Redes</a>"));
  shown.previous.reset();
  shown.next.reset();
  html = pages().unit(shown, text::Language::kEnglish, "redes");
  EXPECT_EQ(faults(html), "");
  EXPECT_THAT(html, Not(HasSubstr("class=\"neighbours\"")));
}

TEST(UnitPage, EscapesWhateverItIsGiven) {
  search::UnitView shown = sample_view();
  model::Unit& unit = shown.unit;
  for (std::string* text :
       {&unit.id, &unit.document.id, &unit.document.title, &unit.role, &unit.role_class, &unit.organisation, &unit.city,
        &unit.language, &unit.date, &unit.session->id, &unit.session->number, &unit.session->title, &unit.speaker->name,
        &shown.interpreted, &shown.previous->id, &shown.previous->speaker, &shown.next->title}) {
    *text = kEvil;
  }
  shown.warnings = {kEvil};
  shown.runs = {{kEvil + "\n" + kEvil, search::Match::kTranslation}, {kEvil, {}}};
  for (const text::Language language : text::kLanguages) EXPECT_EQ(faults(pages().unit(shown, language, kEvil)), "");
}

TEST(UnitPage, DoesWithoutWhatAReportDoesNotSay) {
  search::UnitView shown;
  shown.unit.id = "report.9";
  shown.unit.document.id = "report";
  for (const text::Language language : text::kLanguages) {
    const std::string html = pages().unit(shown, language, "");
    EXPECT_EQ(faults(html), "");
    EXPECT_THAT(html, Not(HasSubstr("{")));
    EXPECT_THAT(html, Not(HasSubstr("<dd></dd>")));
  }
}

}  // namespace
}  // namespace dixit::test
