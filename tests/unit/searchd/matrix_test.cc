// Tables of answers, on a real index.

#include "searchd/search/matrix.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "searchd/search/generation.h"
#include "searchd/search/searcher.h"
#include "tests/support/index_fixture.h"
#include "tests/support/program.h"

namespace dixit::search {
namespace {

using schema::Field;

// "value=count/of" of each line.
std::string lines(const MatrixSide& side) {
  std::string text;
  for (const MatrixLine& line : side.lines) {
    text += (text.empty() ? "" : " ") + line.value + "=" + std::to_string(line.count) + "/" + std::to_string(line.of);
  }
  return text;
}

// "row:col=count" of each cell.
std::string cells(const MatrixResponse& table) {
  std::string text;
  for (const MatrixCell& cell : table.cells) {
    text += (text.empty() ? "" : " ") + table.rows.lines[cell.row].value + ":" + table.cols.lines[cell.col].value +
            "=" + std::to_string(cell.count);
  }
  return text;
}

SearchRequest question(const std::string& text) {
  SearchRequest request;
  request.text = text;
  return request;
}

class Table {
 public:
  explicit Table(const std::vector<test::Said>& all, std::size_t shards = 1) {
    test::publish(folder_.path(), all, shards);
    EXPECT_TRUE(generations_.refresh().has_value());
  }

  MatrixResponse ask(Field rows, Field cols, const SearchRequest& request) {
    return Searcher(generations_).matrix(rows, cols, request).value();
  }

  std::size_t found(const SearchRequest& request) { return Searcher(generations_).search(request).value().total; }

 private:
  test::TempDir folder_;
  Generations generations_{{folder_.path()}, {}};
};

TEST(Matrix, CountsAnswersByTwoFacets) {
  Table table(test::sample());
  const MatrixResponse answer = table.ask(Field::kCity, Field::kSession, question("\"ciudad\" OR \"ciudades\""));
  EXPECT_EQ(answer.total, 3U);
  EXPECT_EQ(lines(answer.rows), "Belo Horizonte=1/1 Lima=1/2 Medellín=1/1");
  EXPECT_EQ(lines(answer.cols), "informe/5.1.1=2/2 informe/5.1.3=1/2");
  EXPECT_EQ(cells(answer), "Belo Horizonte:informe/5.1.3=1 Lima:informe/5.1.1=1 Medellín:informe/5.1.1=1");
  EXPECT_EQ(answer.interpreted, "\"ciudad\" OR \"ciudades\"");
}

TEST(Matrix, CountsWhatHasNoValueInTheTotalOnly) {
  Table table(test::sample());
  const MatrixResponse answer = table.ask(Field::kCity, Field::kRole, {});
  EXPECT_EQ(answer.total, 6U);
  EXPECT_EQ(answer.rows.without, 1U) << "the section";
  EXPECT_EQ(answer.cols.without, 1U);
  std::size_t in_cells = 0;
  for (const MatrixCell& cell : answer.cells) in_cells += cell.count;
  EXPECT_EQ(in_cells, 5U);
}

TEST(Matrix, IsNarrowedByEveryFilterThoseOnItsOwnFacetsToo) {
  Table table(test::sample());
  SearchRequest request;
  request.filters = {{Field::kCity, {"lima", "medellin"}}, {Field::kDocument, {"informe"}}};
  const MatrixResponse answer = table.ask(Field::kCity, Field::kSession, request);
  EXPECT_EQ(lines(answer.rows), "Lima=1/2 Medellín=1/1");
  EXPECT_EQ(lines(answer.cols), "informe/5.1.1=2/2");
  SearchRequest dated;
  dated.from = "2017-01-01";
  EXPECT_EQ(cells(table.ask(Field::kCity, Field::kYear, dated)), "Lima:2018=1");
}

TEST(Matrix, CallsKindsByTheirNamesInTheLanguageAskedFor) {
  Table table(test::sample());
  SearchRequest request;
  request.language = text::Language::kEnglish;
  const MatrixResponse answer = table.ask(Field::kKind, Field::kDocument, request);
  EXPECT_EQ(answer.rows.lines.at(0).label, "Intervention");
  EXPECT_EQ(answer.cols.lines.at(0).label, "Informe informe");
}

TEST(Matrix, OfNothingIsEmpty) {
  Table table(test::sample());
  const MatrixResponse answer = table.ask(Field::kCity, Field::kSession, question("unicornio"));
  EXPECT_EQ(answer.total, 0U);
  EXPECT_TRUE(answer.rows.lines.empty());
  EXPECT_TRUE(answer.cells.empty());
  EXPECT_EQ(answer.rows.without, 0U);
}

// Units of which the `i`th has a city of 130 and a session of 7.
std::vector<test::Said> many() {
  std::vector<test::Said> all;
  for (std::size_t i = 0; i < 300; ++i) {
    test::Said& said = all.emplace_back();
    said.text = "Palabra común.";
    said.speaker = "Ana Pérez";
    if (i % 11 != 0) said.city = "Ciudad " + std::to_string(i % 130);
    if (i % 5 != 0) said.session = std::to_string(i * i % 7);
  }
  return all;
}

TEST(Matrix, ListsAHundredLinesAndSaysHowManyMoreThereAre) {
  Table table(many());
  const MatrixResponse answer = table.ask(Field::kCity, Field::kSession, {});
  EXPECT_EQ(answer.rows.lines.size(), kMatrixLines);
  EXPECT_EQ(answer.rows.more, 30U);
  EXPECT_EQ(answer.cols.more, 0U);
  EXPECT_EQ(answer.rows.without, 28U);
  for (const MatrixCell& cell : answer.cells) EXPECT_LT(cell.row, kMatrixLines);
}

// The definition of a cell: what a search with both filters finds.
TEST(Matrix, HasInEachCellWhatASearchWithBothFiltersFinds) {
  for (const std::size_t shards : {1U, 3U}) {
    Table table(many(), shards);
    const MatrixResponse answer = table.ask(Field::kSession, Field::kCity, question("palabra"));
    std::size_t cell = 0;
    for (std::size_t row = 0; row < answer.rows.lines.size(); ++row) {
      for (std::size_t col = 0; col < answer.cols.lines.size(); col += 9) {
        while (cell < answer.cells.size() &&
               std::pair(answer.cells[cell].row, answer.cells[cell].col) < std::pair(row, col)) {
          ++cell;
        }
        const bool is_listed =
            cell < answer.cells.size() && answer.cells[cell].row == row && answer.cells[cell].col == col;
        SearchRequest both = question("palabra");
        both.per_page = 1;
        both.filters = {{Field::kSession, {answer.rows.lines[row].value}},
                        {Field::kCity, {answer.cols.lines[col].value}}};
        EXPECT_EQ(is_listed ? answer.cells[cell].count : 0U, table.found(both));
      }
    }
  }
}

}  // namespace
}  // namespace dixit::search
