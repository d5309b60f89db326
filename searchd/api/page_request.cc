#include "searchd/api/page_request.h"

#include <utility>
#include <vector>

#include "searchd/api/links.h"

namespace dixit::api {
namespace {

using schema::Field;

std::vector<Field> all_facets() {
  std::vector<Field> facets;
  for (const schema::FieldRow& row : schema::field_table()) {
    if (row.facet) facets.push_back(row.field);
  }
  return facets;
}

// Two days of a form are a time between them, in whichever field each was put.
Result<search::SearchRequest> search_between(const QueryString& query) {
  Result<search::SearchRequest> request = search_request(query, all_facets());
  if (request) return request;
  Result<search::SearchRequest> reversed = search_request(query.swapped(kFrom.name, kTo.name), all_facets());
  return reversed ? reversed : request;
}

Result<View> view_of(const QueryString& query) {
  DIXIT_TRY(const std::optional<Field> facet, facet_given(query, kOpenFacet));
  DIXIT_TRY(const std::optional<std::string> part, query.single(kFind.name));
  DIXIT_TRY(const std::optional<Field> rows, facet_given(query, kPageRows));
  DIXIT_TRY(const std::optional<Field> cols, facet_given(query, kPageCols));
  DIXIT_TRY(const std::optional<std::string> lines, query.single(kLines.name));
  if (lines && *lines != kLines.choices) {
    return Error{ErrorCode::kBadRequest, "'lines' may be all or left out", {}, std::string(kLines.name)};
  }
  if (facet) return View(WholeFacet{*facet, part.value_or(std::string())});
  if (!rows && !cols) return View(HitList{});
  WhoTable table{rows.value_or(Field::kCity), cols.value_or(Field::kSession), lines.has_value()};
  if (table.rows == table.cols) table.cols = table.rows == Field::kSession ? Field::kCity : Field::kSession;
  return View(table);
}

void add_view(Parameters& all, const View& view) {
  if (const auto* whole = std::get_if<WholeFacet>(&view)) {
    all.emplace_back(kOpenFacet.name, schema::row(whole->field).name);
    if (!whole->part.empty()) all.emplace_back(kFind.name, whole->part);
  } else if (const auto* table = std::get_if<WhoTable>(&view)) {
    all.emplace_back(kPageRows.name, schema::row(table->rows).name);
    all.emplace_back(kPageCols.name, schema::row(table->cols).name);
    if (table->whole) all.emplace_back(kLines.name, kLines.choices);
  }
}

}  // namespace

Result<PageRequest> page_request(const QueryString& query) {
  PageRequest request;
  DIXIT_TRY(request.search,
            search_between(query.without({kOpenFacet.name, kFind.name, kPageRows.name, kPageCols.name, kLines.name})));
  DIXIT_TRY(request.view, view_of(query));
  return request;
}

std::string page_path(const PageRequest& request) {
  Parameters all = parameters(request.search);
  add_view(all, request.view);
  return path_with("/", all);
}

bool is_entrance(const PageRequest& request) {
  PageRequest usual;
  usual.search.language = request.search.language;
  return page_path(request) == page_path(usual);
}

}  // namespace dixit::api
