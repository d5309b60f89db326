#include "searchd/api/page_table.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "searchd/api/links.h"
#include "searchd/api/page_parts.h"

namespace dixit::api {
namespace {

using schema::Field;
using search::MatrixLine;
using search::MatrixResponse;
using search::MatrixSide;
using search::SearchRequest;

std::string name_of(Field field, text::Language language) {
  return std::string(schema::label(schema::row(field), text::code(language)));
}

std::string percent(const Messages& messages, std::size_t part, std::size_t whole) {
  return messages.fill("percent", {{"n", std::to_string((part * 100 + whole / 2) / whole)}});
}

// The fields of the form that choose what is counted.
void set_choice(PageModel& model, std::string_view list, Field chosen, text::Language language) {
  for (const schema::FieldRow& row : schema::field_table()) {
    if (!row.facet) continue;
    PageModel& item = model.add(list);
    item.set("choice", std::string(row.name));
    item.set("choice_label", name_of(row.field, language));
    item.flag("choice_current", row.field == chosen);
  }
}

// "12 de 35 ciudades" is a matter of grammar in three languages; "Ciudad: 12 de 35" is none.
void add_note(PageModel& model, std::string note) {
  model.add("table_notes").set("table_note", std::move(note));
}

void set_notes(PageModel& model, const Messages& messages, const MatrixSide& side, std::size_t shown,
               text::Language language) {
  const std::string facet = name_of(side.field, language);
  if (const std::size_t all = side.lines.size() + side.more; shown < all) {
    add_note(model, messages.fill("table_cut",
                                  {{"facet", facet}, {"n", messages.number(shown)}, {"all", messages.number(all)}}));
  }
  if (side.without > 0) {
    add_note(model, messages.fill("table_without", {{"facet", facet}, {"n", messages.number(side.without)}}));
  }
}

// The lines of a table that are shown, and where each leads.
class Table {
 public:
  Table(const Messages& messages, const SearchRequest& request, const WhoTable& table, const MatrixResponse& matrix)
      : messages_(messages),
        request_(first_page(request)),
        matrix_(matrix),
        rows_(std::min(matrix.rows.lines.size(), table.whole ? kMostRows : kRowsAtAGlance)),
        cols_(std::min(matrix.cols.lines.size(), table.whole ? kMostCols : kColsAtAGlance)),
        counts_(rows_ * cols_, 0) {
    // Cells count answers, so where they lead answers are listed.
    request_.group.reset();
    for (const search::MatrixCell& cell : matrix.cells) {
      if (cell.row >= rows_ || cell.col >= cols_) continue;
      counts_[cell.row * cols_ + cell.col] = cell.count;
      most_ = std::max(most_, cell.count);
    }
  }

  std::size_t rows() const { return rows_; }
  std::size_t cols() const { return cols_; }

  void fill(PageModel& model) const {
    for (std::size_t col = 0; col < cols_; ++col) {
      const MatrixLine& line = matrix_.cols.lines[col];
      PageModel& item = model.add("table_cols");
      item.set("col_label", label_of(matrix_.cols, line));
      item.set("col_url", narrowed_path(request_, matrix_.cols.field, line.value));
      item.set("col_count", messages_.number(line.count));
    }
    const std::size_t longest = rows_ == 0 ? 1 : matrix_.rows.lines.front().count;
    for (std::size_t row = 0; row < rows_; ++row) fill_row(model.add("table_lines"), row, longest);
  }

 private:
  std::string label_of(const MatrixSide& side, const MatrixLine& line) const {
    return value_label(messages_, side.field, {line.value, line.label, line.count, false});
  }

  void fill_row(PageModel& item, std::size_t row, std::size_t longest) const {
    const MatrixLine& line = matrix_.rows.lines[row];
    const std::string label = label_of(matrix_.rows, line);
    item.set("row_label", label);
    item.set("row_url", narrowed_path(request_, matrix_.rows.field, line.value));
    item.set("row_count", messages_.number(line.count));
    item.set("row_share", std::to_string(line.count * 100 / longest));
    item.set("row_percent", percent(messages_, line.count, matrix_.total));
    SearchRequest narrowed = request_;
    narrowed.filters[matrix_.rows.field] = {line.value};
    for (std::size_t col = 0; col < cols_; ++col) {
      PageModel& cell = item.add("cells");
      const std::size_t count = counts_[row * cols_ + col];
      cell.flag("cell_empty", count == 0);
      if (count == 0) continue;
      const MatrixLine& other = matrix_.cols.lines[col];
      cell.set("cell_count", messages_.number(count));
      cell.set("cell_step", std::to_string(heat_step(count, most_)));
      cell.set("cell_url", narrowed_path(narrowed, matrix_.cols.field, other.value));
      cell.set("cell_where", label + ", " + label_of(matrix_.cols, other));
    }
  }

  const Messages& messages_;
  SearchRequest request_;
  const MatrixResponse& matrix_;
  std::size_t rows_;
  std::size_t cols_;
  std::vector<std::size_t> counts_;  // row by row
  std::size_t most_ = 1;
};

}  // namespace

std::size_t heat_step(std::size_t count, std::size_t most) {
  if (most < kHeatSteps) return count + 1;
  return (count * kHeatSteps + most - 1) / most;
}

void set_who_table(PageModel& model, const Messages& messages, const PageRequest& request, const WhoTable& table,
                   const MatrixResponse& matrix) {
  const text::Language language = request.search.language;
  set_choice(model, "row_choices", table.rows, language);
  set_choice(model, "col_choices", table.cols, language);
  model.set("table_caption", messages.fill("table_caption", {{"rows", name_of(table.rows, language)},
                                                             {"cols", name_of(table.cols, language)}}));
  model.set("table_corner", name_of(table.rows, language));
  const Table shown(messages, request.search, table, matrix);
  shown.fill(model);
  model.flag("has_table", shown.rows() > 0 && shown.cols() > 0);
  set_notes(model, messages, matrix.rows, shown.rows(), language);
  set_notes(model, messages, matrix.cols, shown.cols(), language);
  const bool cut = shown.rows() < matrix.rows.lines.size() || shown.cols() < matrix.cols.lines.size();
  WhoTable other = table;
  other.whole = !table.whole;
  const std::string other_url = page_path({first_page(request.search), other});
  model.set("table_all_url", !table.whole && cut ? other_url : std::string());
  model.set("table_less_url", table.whole ? other_url : std::string());
}

}  // namespace dixit::api
