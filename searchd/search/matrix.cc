#include "searchd/search/matrix.h"

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <unordered_map>

namespace dixit::search {
namespace {

using LineNumbers = std::unordered_map<std::string_view, std::uint32_t>;  // from 1, by value

LineNumbers number_lines(const MatrixSide& side) {
  LineNumbers numbers;
  for (const MatrixLine& line : side.lines) numbers.emplace(line.value, static_cast<std::uint32_t>(numbers.size() + 1));
  return numbers;
}

// By what `Column::of_unit` has: the number of the line, 0 where the value is not listed or there is none.
std::vector<std::uint32_t> lines_by_place(const MatrixSide& side, const Column& column) {
  const LineNumbers numbers = number_lines(side);
  std::vector<std::uint32_t> lines(column.values.size() + 1, 0);
  for (std::size_t i = 0; i < column.values.size(); ++i) {
    if (const auto line = numbers.find(column.values[i].value); line != numbers.end()) lines[i + 1] = line->second;
  }
  return lines;
}

}  // namespace

MatrixSide matrix_side(const Facet& counted, const UnitSet& units, const Columns& columns) {
  MatrixSide side;
  side.field = counted.field;
  // A unit has one value of a facet at most.
  side.without = units.cardinality();
  for (const FacetValue& value : counted.values) {
    side.without -= value.count;
    if (side.lines.size() == kMatrixLines) {
      ++side.more;
    } else {
      side.lines.push_back({value.value, value.label, value.count, 0});
    }
  }
  const LineNumbers numbers = number_lines(side);
  for (const ColumnValue& value : columns.column(counted.field).values) {
    if (const auto line = numbers.find(value.value); line != numbers.end()) {
      side.lines[line->second - 1].of = value.units.cardinality();
    }
  }
  return side;
}

std::vector<MatrixCell> count_cells(const MatrixSide& rows, const MatrixSide& cols, const UnitSet& units,
                                    const Columns& columns) {
  const Column& row_column = columns.column(rows.field);
  const Column& col_column = columns.column(cols.field);
  const std::vector<std::uint32_t> row_lines = lines_by_place(rows, row_column);
  const std::vector<std::uint32_t> col_lines = lines_by_place(cols, col_column);
  // With a row and a column for what is in none that is listed: no unit needs a branch.
  const std::size_t width = cols.lines.size() + 1;
  std::vector<std::size_t> counts((rows.lines.size() + 1) * width, 0);
  for (const std::uint32_t unit : units) {
    ++counts[row_lines[row_column.of_unit[unit]] * width + col_lines[col_column.of_unit[unit]]];
  }
  std::vector<MatrixCell> cells;
  for (std::size_t row = 0; row < rows.lines.size(); ++row) {
    for (std::size_t col = 0; col < cols.lines.size(); ++col) {
      const std::size_t count = counts[(row + 1) * width + col + 1];
      if (count > 0) cells.push_back({row, col, count});
    }
  }
  return cells;
}

}  // namespace dixit::search
