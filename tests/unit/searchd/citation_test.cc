#include "searchd/api/citation.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>

namespace dixit::api {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

Messages messages_in(const char* language) {
  Result<Messages> loaded =
      Messages::load(std::filesystem::path(DIXIT_SOURCE_DIR) / "web/messages" / (std::string(language) + ".json"));
  EXPECT_TRUE(loaded.has_value()) << language;
  return std::move(loaded).value();
}

model::Unit statement() {
  model::Unit unit;
  unit.id = "seminario.37";
  unit.document = {"seminario", "Informe del seminario"};
  unit.kind = model::UnitKind::kIntervention;
  unit.session = model::Session{"seminario/5.1.1", "5.1.1", "Sesión 1. La ciudad", "2016-07-07", ""};
  unit.speaker = model::Speaker{"ana-perez", "Ana Pérez", "Ana Perez"};
  unit.role = "directora de Redes";
  unit.language = "es";
  unit.date = "2016-07-07";
  unit.first_line = 1100;
  unit.last_line = 1131;
  unit.page = 14;
  return unit;
}

TEST(CitePlain, SaysWhoWhereWhenAndOnWhichLines) {
  EXPECT_EQ(
      cite_plain(messages_in("es"), statement(), "https://dixit.example.org/u/seminario.37"),
      "Ana Pérez, directora de Redes. En «Sesión 1. La ciudad» (5.1.1), 7 de julio de 2016. Informe del seminario, "
      "líneas 1100–1131, página 14. https://dixit.example.org/u/seminario.37");
}

TEST(CitePlain, IsWrittenInTheReadersLanguage) {
  EXPECT_THAT(cite_plain(messages_in("en"), statement(), ""), HasSubstr("lines 1100–1131, page 14."));
  EXPECT_THAT(cite_plain(messages_in("ca"), statement(), ""), HasSubstr("línies 1100–1131, pàgina 14."));
}

TEST(CiteBibtex, IsAnEntryOfTheProceedings) {
  EXPECT_EQ(cite_bibtex(statement(), "https://dixit.example.org/u/seminario.37"),
            "@inproceedings{seminario.37,\n"
            "  author = {{Ana Pérez}},\n"
            "  title = {{Sesión 1. La ciudad}},\n"
            "  booktitle = {{Informe del seminario}},\n"
            "  year = {2016},\n"
            "  month = jul,\n"
            "  day = {07},\n"
            "  pages = {14},\n"
            "  note = {directora de Redes; ll. 1100--1131},\n"
            "  langid = {spanish},\n"
            "  url = {https://dixit.example.org/u/seminario.37}\n"
            "}\n");
}

TEST(CiteRis, IsARecordOfAConferencePaper) {
  EXPECT_EQ(cite_ris(statement(), "https://dixit.example.org/u/seminario.37"),
            "TY  - CPAPER\r\n"
            "ID  - seminario.37\r\n"
            "AU  - Ana Pérez\r\n"
            "TI  - Sesión 1. La ciudad\r\n"
            "T2  - Informe del seminario\r\n"
            "PY  - 2016\r\n"
            "DA  - 2016/07/07/\r\n"
            "SP  - 14\r\n"
            "N1  - directora de Redes; ll. 1100–1131\r\n"
            "LA  - es\r\n"
            "UR  - https://dixit.example.org/u/seminario.37\r\n"
            "ER  - \r\n");
}

TEST(Citation, NamesAPartByItsOwnTitle) {
  model::Unit theme = statement();
  theme.kind = model::UnitKind::kTheme;
  theme.session.reset();
  theme.speaker.reset();
  theme.role.clear();
  theme.title = "Redes";
  EXPECT_THAT(cite_bibtex(theme, ""), HasSubstr("@incollection{seminario.37,\n  title = {{Redes}},\n  booktitle = {{"));
  EXPECT_THAT(cite_ris(theme, ""), HasSubstr("TY  - CHAP\r\nID  - seminario.37\r\nTI  - Redes\r\nT2  - Informe"));
}

TEST(Citation, LeavesOutWhatTheReportDoesNotSay) {
  model::Unit bare;
  bare.id = "acta.1";
  bare.document.id = "acta";
  EXPECT_EQ(cite_bibtex(bare, ""), "@misc{acta.1,\n  title = {{acta}}\n}\n");
  EXPECT_EQ(cite_ris(bare, ""), "TY  - GEN\r\nID  - acta.1\r\nTI  - acta\r\nER  - \r\n");
  EXPECT_EQ(cite_plain(messages_in("es"), bare, ""), "Sección. acta.");
}

TEST(Citation, IsAsExactAsTheDate) {
  model::Unit unit = statement();
  unit.date = "2016";
  EXPECT_THAT(cite_bibtex(unit, ""), Not(HasSubstr("month")));
  EXPECT_THAT(cite_ris(unit, ""), HasSubstr("PY  - 2016\r\nSP"));
  unit.date = "2016-12";
  EXPECT_THAT(cite_bibtex(unit, ""), HasSubstr("month = dec,\n  pages"));
  EXPECT_THAT(cite_ris(unit, ""), HasSubstr("DA  - 2016/12//\r\n"));
  for (const char* odd : {"16", "julio de 2016", "2016-13-01", "20160707"}) {
    unit.date = odd;
    EXPECT_THAT(cite_bibtex(unit, ""), Not(HasSubstr("month"))) << odd;
  }
}

TEST(CiteBibtex, EscapesWhatTexWouldRead) {
  model::Unit unit = statement();
  unit.session->title = "100 % de {I+D} & $5_a #1 ~ ^ \\input{x}\n\"y\"";
  EXPECT_THAT(cite_bibtex(unit, ""),
              HasSubstr("title = {{100 \\% de \\textbraceleft{}I+D\\textbraceright{} \\& \\$5\\_a \\#1 "
                        "\\textasciitilde{} \\textasciicircum{} \\textbackslash{}input\\textbraceleft{}x"
                        "\\textbraceright{} \"y\"}},\n"));
}

TEST(Citation, KeepsEveryValueOnALineOfItsOwn) {
  model::Unit unit = statement();
  unit.speaker->name = "Ana\r\nER  - \xFF";
  EXPECT_THAT(cite_ris(unit, ""), HasSubstr("AU  - Ana  ER  - \xEF\xBF\xBD\r\nTI"));
  EXPECT_THAT(cite_bibtex(unit, ""), HasSubstr("author = {{Ana  ER  - \xEF\xBF\xBD}}"));
}

TEST(CitationKey, DiffersForEveryIdAndHoldsNothingThatTexReads) {
  EXPECT_EQ(citation_key("amb-2016_b.37"), "amb-2016_b.37");
  EXPECT_EQ(citation_key("ñ{1},%"), ":C3:B1:7B1:7D:2C:25");
  EXPECT_NE(citation_key("a:2C"), citation_key("a,"));
}

}  // namespace
}  // namespace dixit::api
