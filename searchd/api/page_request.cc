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

Result<View> view_of(const QueryString& query) {
  DIXIT_TRY(const std::optional<Field> facet, facet_param(query, "facet"));
  DIXIT_TRY(const std::optional<std::string> part, query.single("find"));
  DIXIT_TRY(const std::optional<Field> rows, facet_param(query, "rows"));
  DIXIT_TRY(const std::optional<Field> cols, facet_param(query, "cols"));
  DIXIT_TRY(const std::optional<std::string> lines, query.single("lines"));
  if (lines && *lines != "all") {
    return Error{ErrorCode::kBadRequest, "'lines' may be all or left out", {}, "lines"};
  }
  if (facet) return View(WholeFacet{*facet, part.value_or(std::string())});
  if (!rows && !cols) return View(HitList{});
  WhoTable table{rows.value_or(Field::kCity), cols.value_or(Field::kSession), lines.has_value()};
  if (table.rows == table.cols) table.cols = table.rows == Field::kSession ? Field::kCity : Field::kSession;
  return View(table);
}

void add_view(Parameters& all, const View& view) {
  if (const auto* whole = std::get_if<WholeFacet>(&view)) {
    all.emplace_back("facet", schema::row(whole->field).name);
    if (!whole->part.empty()) all.emplace_back("find", whole->part);
  } else if (const auto* table = std::get_if<WhoTable>(&view)) {
    all.emplace_back("rows", schema::row(table->rows).name);
    all.emplace_back("cols", schema::row(table->cols).name);
    if (table->whole) all.emplace_back("lines", "all");
  }
}

}  // namespace

Result<PageRequest> page_request(const QueryString& query) {
  PageRequest request;
  DIXIT_TRY(request.search, search_request(query.without({"facet", "find", "rows", "cols", "lines"}), all_facets()));
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

Result<UnitPageRequest> unit_page_request(const QueryString& query) {
  UnitPageRequest request;
  DIXIT_TRY(request.unit, unit_request(query.without({"cite"})));
  DIXIT_TRY(const std::optional<std::string> cite, query.single("cite"));
  if (!cite) return request;
  if (*cite == "bibtex") {
    request.cite = CitationFile::kBibtex;
  } else if (*cite == "ris") {
    request.cite = CitationFile::kRis;
  } else {
    return Error{ErrorCode::kBadRequest, "'cite' may be bibtex or ris", {}, "cite"};
  }
  return request;
}

}  // namespace dixit::api
