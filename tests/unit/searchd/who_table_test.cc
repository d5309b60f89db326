// The picture of who talks about it, as / shows it.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "searchd/api/page_table.h"
#include "tests/unit/searchd/sample_pages.h"

namespace dixit::test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

search::MatrixSide side(schema::Field field, const std::string& name, std::size_t lines) {
  search::MatrixSide made;
  made.field = field;
  for (std::size_t at = 0; at < lines; ++at) {
    const std::string value = name + std::to_string(at);
    made.lines.push_back({value, value, lines - at, lines});
  }
  return made;
}

// `rows` cities by `cols` roles, an answer in each cell and 10 in the first.
search::MatrixResponse matrix(std::size_t rows, std::size_t cols) {
  search::MatrixResponse made;
  made.total = 40;
  made.rows = side(schema::Field::kCity, "Ciudad ", rows);
  made.cols = side(schema::Field::kRole, "cargo ", cols);
  for (std::size_t row = 0; row < rows; ++row) {
    for (std::size_t col = 0; col < cols; ++col) made.cells.push_back({row, col, row + col == 0 ? 10U : 1U});
  }
  return made;
}

std::string table_page(const search::MatrixResponse& answer, bool whole = false, search::SearchRequest asked = {}) {
  return pages().search({std::move(asked), api::WhoTable{schema::Field::kCity, schema::Field::kRole, whole}},
                        sample_response(40), answer);
}

TEST(WhoTable, NamesItsRowsAndColumnsAndLeadsToEveryCell) {
  const std::string html = table_page(matrix(2, 2), false, sample_request());
  EXPECT_EQ(faults(html), "");
  EXPECT_THAT(html, HasSubstr(">Resultados por Ciudad y Cargo</caption>"));
  EXPECT_THAT(html, HasSubstr("<th scope=\"col\"><a href=\"/?q=financiaci%C3%B3n&amp;role=cargo%200&amp;lang=es\" "
                              "title=\"cargo 0\">"));
  EXPECT_THAT(html, HasSubstr("<th scope=\"row\"><a href=\"/?q=financiaci%C3%B3n&amp;city=Ciudad%200&amp;lang=es\""));
  EXPECT_THAT(html, HasSubstr("<td class=\"heat-5\"><a href=\"/?q=financiaci%C3%B3n&amp;city=Ciudad%200&amp;role="
                              "cargo%200&amp;lang=es\" title=\"Ciudad 0, cargo 0\">10<span class=\"aloud\"> Ciudad 0, "
                              "cargo 0</span></a></td>"));
  EXPECT_EQ(count(html, "class=\"heat-1\""), 3U);
  EXPECT_THAT(html, HasSubstr("<span>2</span> <span class=\"percent\">5 %</span>"));
  EXPECT_THAT(html, Not(HasSubstr("class=\"hits\"")));
}

TEST(WhoTable, LeavesACellWithoutAnswersEmpty) {
  search::MatrixResponse answer = matrix(2, 2);
  answer.cells.erase(answer.cells.begin() + 1);
  const std::string html = table_page(answer);
  EXPECT_EQ(count(html, "<td></td>"), 1U);
  EXPECT_EQ(faults(html), "");
}

TEST(WhoTable, IsBoundedAndSaysWhatItLeavesOut) {
  search::MatrixResponse answer = matrix(100, 100);
  answer.rows.more = 99'900;
  answer.rows.without = 7;
  std::string html = table_page(answer);
  EXPECT_EQ(count(html, "<th scope=\"row\">"), api::kRowsAtAGlance);
  EXPECT_EQ(count(html, "class=\"heat-"), api::kRowsAtAGlance * api::kColsAtAGlance);
  EXPECT_THAT(html, HasSubstr("Ciudad: se muestran los 12 valores más frecuentes de 100\u202F000."));
  EXPECT_THAT(html, HasSubstr("Cargo: se muestran los 8 valores más frecuentes de 100."));
  EXPECT_THAT(html, HasSubstr("Ciudad: no consta en 7 de los resultados."));
  EXPECT_THAT(html, HasSubstr("rows=city&amp;cols=role&amp;lines=all\">Ver más filas y columnas"));
  html = table_page(answer, true);
  EXPECT_EQ(count(html, "class=\"heat-"), api::kMostRows * api::kMostCols);
  EXPECT_THAT(html, HasSubstr("rows=city&amp;cols=role\">Ver menos filas y columnas"));
  EXPECT_EQ(faults(html), "");
}

TEST(WhoTable, LeadsToAnswersNotToGroups) {
  search::SearchRequest asked = sample_request();
  asked.group = schema::Field::kSpeaker;
  asked.page = 4;
  const std::string html = table_page(matrix(1, 1), false, asked);
  EXPECT_THAT(html, HasSubstr("<td class=\"heat-5\"><a href=\"/?q=financiaci%C3%B3n&amp;city=Ciudad%200&amp;role=cargo"
                              "%200&amp;lang=es\""));
}

TEST(WhoTable, StaysWhereAFilterIsTakenAway) {
  search::SearchRequest asked = sample_request();
  asked.filters[schema::Field::kYear] = {"2016"};
  EXPECT_THAT(table_page(matrix(1, 1), true, asked),
              HasSubstr("<li><a href=\"/?q=financiaci%C3%B3n&amp;lang=es&amp;rows=city&amp;cols=role&amp;lines=all\">"
                        "<span class=\"chip-field\">Año:"));
}

TEST(WhoTable, OffersEveryFacetForBothSides) {
  const std::string html = table_page(matrix(1, 1));
  EXPECT_EQ(count(html, "<option "), 2 * schema::facet_names().size());
  EXPECT_THAT(html, HasSubstr("<option value=\"city\" selected>Ciudad</option>"));
  EXPECT_THAT(html, HasSubstr("<option value=\"role\" selected>Cargo</option>"));
}

TEST(WhoTable, SaysWhereNothingHasBoth) {
  const std::string html = table_page(matrix(0, 0));
  EXPECT_EQ(faults(html), "");
  EXPECT_THAT(html, HasSubstr("Ningún resultado tiene a la vez"));
  EXPECT_THAT(html, Not(HasSubstr("<table")));
}

TEST(WhoTable, EscapesWhateverItIsGiven) {
  search::MatrixResponse answer = matrix(2, 2);
  for (search::MatrixSide* each : {&answer.rows, &answer.cols}) {
    for (search::MatrixLine& line : each->lines) line.label = line.value = kEvil;
  }
  EXPECT_EQ(faults(table_page(answer)), "");
}

TEST(HeatStep, GrowsWithTheCount) {
  EXPECT_EQ(api::heat_step(1, 1), 2U);
  EXPECT_EQ(api::heat_step(4, 4), 5U);
  for (const std::size_t most : {1U, 3U, 4U, 5U, 7U, 1000U}) {
    for (std::size_t count = 1; count <= most; ++count) {
      EXPECT_GE(api::heat_step(count, most), 1U);
      EXPECT_LE(api::heat_step(count, most), api::kHeatSteps);
      EXPECT_LE(api::heat_step(count - 1, most), api::heat_step(count, most));
    }
  }
}

}  // namespace
}  // namespace dixit::test
