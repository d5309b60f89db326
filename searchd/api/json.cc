#include "searchd/api/json.h"

#include <cmath>
#include <optional>
#include <string_view>

#include "core/model/unit.h"
#include "core/schema/fields.h"
#include "searchd/api/json_text.h"
#include "searchd/search/messages.h"

namespace dixit::api {
namespace {

// Digits beyond the third say nothing.
double rounded(double number) {
  return std::round(number * 1000) / 1000;
}

double share(std::size_t part, std::size_t whole) {
  return whole == 0 ? 0 : rounded(static_cast<double>(part) / static_cast<double>(whole));
}

constexpr std::optional<std::string_view> kNull;

std::optional<std::string_view> or_null(std::string_view text) {
  return text.empty() ? kNull : text;
}

void add_list(JsonText& json, std::string_view name, const std::vector<std::string>& texts) {
  const auto list = json.array(name);
  for (const std::string& text : texts) json.add(text);
}

void add_runs(JsonText& json, std::string_view name, const std::vector<search::Run>& runs) {
  const auto list = json.array(name);
  for (const search::Run& run : runs) {
    const auto one = json.object();
    json.add("text", run.text);
    if (run.match) json.add("match", search::name(*run.match));
  }
}

// Where a unit stands in its source, as far as that is known.
void add_lines_and_page(JsonText& json, const model::Unit& unit) {
  if (unit.first_line == 0) {
    json.add("lines", kNull);
  } else {
    const auto lines = json.array("lines");
    json.add(unit.first_line);
    json.add(unit.last_line);
  }
  json.add("page", unit.page == 0 ? std::nullopt : std::optional(unit.page));
}

// Where a unit is found: its id and the address of its page.
void add_place(JsonText& json, const std::string& id) {
  json.add("id", id);
  json.add("url", "/u/" + id);
}

enum class Names { kCanonical, kPrintedToo };

void add_speaker(JsonText& json, const std::optional<model::Speaker>& speaker, Names names) {
  if (!speaker) return json.add("speaker", kNull);
  const auto one = json.object("speaker");
  json.add("name", speaker->name);
  json.add("id", speaker->id);
  if (names == Names::kPrintedToo) json.add("printed", speaker->printed);
}

void add_role(JsonText& json, const model::Unit& unit) {
  if (unit.role.empty() && unit.role_class.empty()) return json.add("role", kNull);
  const auto role = json.object("role");
  json.add("text", unit.role);
  json.add("class", or_null(unit.role_class));
}

void add_session(JsonText& json, const std::optional<model::Session>& session) {
  if (!session) return json.add("session", kNull);
  const auto one = json.object("session");
  json.add("id", session->id);
  json.add("number", session->number);
  json.add("title", session->title);
  json.add("date", or_null(session->date));
}

// What describes a unit, in a list and alone.
void add_unit(JsonText& json, const model::Unit& unit, Names names) {
  json.add("kind", model::name(unit.kind));
  json.add("title", or_null(unit.title));
  add_speaker(json, unit.speaker, names);
  add_role(json, unit);
  json.add("organisation", or_null(unit.organisation));
  json.add("city", or_null(unit.city));
  json.add("is_moderator", unit.is_moderator);
  add_session(json, unit.session);
  {
    const auto document = json.object("document");
    json.add("id", unit.document.id);
    json.add("title", or_null(unit.document.title));
  }
  add_lines_and_page(json, unit);
  json.add("language", unit.language);
}

void add_hits(JsonText& json, const std::vector<search::Hit>& hits) {
  const auto list = json.array("hits");
  for (const search::Hit& hit : hits) {
    const auto one = json.object();
    add_place(json, hit.unit.id);
    json.add("score", rounded(hit.score));
    add_unit(json, hit.unit, Names::kCanonical);
    add_runs(json, "snippet", hit.snippet);
    json.add("alike", hit.is_alike);
    if (hit.group_count > 0) json.add("group_count", hit.group_count);
  }
}

void add_field(JsonText& json, schema::Field field, text::Language language) {
  const schema::FieldRow& row = schema::row(field);
  json.add("name", row.name);
  json.add("label", schema::label(row, text::code(language)));
}

// The members of `facet`.
void add_facet(JsonText& json, const search::Facet& facet, text::Language language) {
  add_field(json, facet.field, language);
  json.add("exact", facet.exact);
  const auto values = json.array("values");
  for (const search::FacetValue& value : facet.values) {
    const auto one = json.object();
    json.add("value", value.value);
    json.add("label", value.label);
    json.add("count", value.count);
    json.add("selected", value.selected);
  }
}

void add_total(JsonText& json, std::size_t total) {
  const auto one = json.object("total");
  json.add("value", total);
  json.add("relation", "eq");
}

void add_side(JsonText& json, std::string_view name, const search::MatrixSide& side, std::size_t total,
              text::Language language) {
  const auto one = json.object(name);
  add_field(json, side.field, language);
  const auto values = json.array("values");
  for (const search::MatrixLine& line : side.lines) {
    const auto value = json.object();
    json.add("value", line.value);
    json.add("label", line.label);
    json.add("count", line.count);
    json.add("of", line.of);
    json.add("share", share(line.count, total));
  }
}

std::string_view kind_of(const search::Completion& completion) {
  switch (completion.kind) {
    case search::CompletionKind::kFacet: return schema::row(completion.field).name;
    case search::CompletionKind::kConcept: return "concept";
    case search::CompletionKind::kWord: break;
  }
  return "word";
}

void add_neighbour(JsonText& json, std::string_view name, const std::optional<search::Neighbour>& neighbour) {
  if (!neighbour) return json.add(name, kNull);
  const auto one = json.object(name);
  add_place(json, neighbour->id);
  json.add("kind", model::name(neighbour->kind));
  json.add("title", or_null(neighbour->title));
  json.add("speaker", or_null(neighbour->speaker));
  json.add("session", or_null(neighbour->session_number));
}

}  // namespace

std::string to_json(const search::SearchResponse& response, text::Language language) {
  JsonText json;
  {
    const auto query = json.object("query");
    json.add("text", response.text);
    json.add("interpreted", response.interpreted);
    json.add("said_by", or_null(response.said_by));
  }
  add_total(json, response.total);
  if (response.groups > 0) json.add("groups", response.groups);
  json.add("took_ms", rounded(response.took_ms));
  json.add("page", response.page);
  json.add("per_page", response.per_page);
  add_hits(json, response.hits);
  {
    const auto facets = json.array("facets");
    for (const search::Facet& facet : response.facets) {
      const auto one = json.object();
      add_facet(json, facet, language);
    }
  }
  add_list(json, "suggestions", response.suggestions);
  add_list(json, "warnings", response.warnings);
  json.add("partial", response.partial);
  return std::move(json).take();
}

std::string to_json(const search::FacetResponse& response, text::Language language) {
  JsonText json;
  add_facet(json, response.facet, language);
  add_total(json, response.total);
  add_list(json, "warnings", response.warnings);
  json.add("partial", response.partial);
  return std::move(json).take();
}

std::string to_json(const search::MatrixResponse& response, text::Language language) {
  JsonText json;
  {
    const auto query = json.object("query");
    json.add("text", response.text);
    json.add("interpreted", response.interpreted);
  }
  add_total(json, response.total);
  add_side(json, "rows", response.rows, response.total, language);
  add_side(json, "cols", response.cols, response.total, language);
  {
    const auto cells = json.array("cells");
    for (const search::MatrixCell& cell : response.cells) {
      const search::MatrixLine& row = response.rows.lines[cell.row];
      const auto one = json.object();
      json.add("row", row.value);
      json.add("col", response.cols.lines[cell.col].value);
      json.add("count", cell.count);
      json.add("share", share(cell.count, response.total));
      json.add("row_share", share(cell.count, row.count));
    }
  }
  {
    const auto without = json.object("without");
    json.add("rows", response.rows.without);
    json.add("cols", response.cols.without);
  }
  json.add("more_rows", response.rows.more);
  json.add("more_cols", response.cols.more);
  json.add("took_ms", rounded(response.took_ms));
  add_list(json, "warnings", response.warnings);
  json.add("partial", response.partial);
  return std::move(json).take();
}

std::string to_json(const search::SimilarResponse& response) {
  JsonText json;
  json.add("id", response.id);
  add_hits(json, response.hits);
  json.add("took_ms", rounded(response.took_ms));
  return std::move(json).take();
}

std::string to_json(const search::CompletionResponse& response, text::Language language) {
  JsonText json;
  json.add("query", response.text);
  {
    const auto suggestions = json.array("suggestions");
    for (const search::Completion& completion : response.completions) {
      const auto one = json.object();
      json.add("text", completion.text);
      json.add("kind", kind_of(completion));
      json.add("label", search::label_of(completion, language));
      json.add("count", completion.count);
      if (completion.kind != search::CompletionKind::kFacet) continue;
      const auto filter = json.object("filter");
      json.add(kind_of(completion), completion.value);
    }
  }
  json.add("took_ms", rounded(response.took_ms));
  return std::move(json).take();
}

std::string to_json(const search::UnitView& view, const std::string& question) {
  JsonText json;
  add_place(json, view.unit.id);
  {
    const auto query = json.object("query");
    json.add("text", question);
    json.add("interpreted", view.interpreted);
  }
  add_unit(json, view.unit, Names::kPrintedToo);
  add_runs(json, "runs", view.runs);
  {
    const auto neighbours = json.object("neighbours");
    add_neighbour(json, "previous", view.previous);
    add_neighbour(json, "next", view.next);
  }
  {
    const auto source = json.object("source");
    json.add("document", view.unit.document.id);
    add_lines_and_page(json, view.unit);
  }
  add_list(json, "warnings", view.warnings);
  return std::move(json).take();
}

}  // namespace dixit::api
