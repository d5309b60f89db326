#include "searchd/api/json.h"

#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>

#include "core/model/unit.h"
#include "core/schema/fields.h"
#include "searchd/search/messages.h"

namespace dixit::api {
namespace {

using Json = nlohmann::ordered_json;

std::string dump(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

// Digits beyond the third say nothing.
double rounded(double number) {
  return std::round(number * 1000) / 1000;
}

Json text_or_null(const std::string& text) {
  return text.empty() ? Json() : Json(text);
}

Json runs_json(const std::vector<search::Run>& runs) {
  Json list = Json::array();
  for (const search::Run& run : runs) {
    Json one{{"text", run.text}};
    if (run.match) one["match"] = search::name(*run.match);
    list.push_back(std::move(one));
  }
  return list;
}

// What identifies and describes a unit, in a list and alone; appended to `json`.
void add_unit(Json& json, const model::Unit& unit) {
  json["kind"] = model::name(unit.kind);
  json["title"] = text_or_null(unit.title);
  json["speaker"] = Json();
  if (unit.speaker) json["speaker"] = Json{{"name", unit.speaker->name}, {"id", unit.speaker->id}};
  json["role"] = Json();
  if (!unit.role.empty() || !unit.role_class.empty()) {
    json["role"] = Json{{"text", unit.role}, {"class", text_or_null(unit.role_class)}};
  }
  json["organisation"] = text_or_null(unit.organisation);
  json["city"] = text_or_null(unit.city);
  json["is_moderator"] = unit.is_moderator;
  json["session"] = Json();
  if (unit.session) {
    json["session"] = Json{{"id", unit.session->id},
                           {"number", unit.session->number},
                           {"title", unit.session->title},
                           {"date", text_or_null(unit.session->date)}};
  }
  json["document"] = Json{{"id", unit.document.id}, {"title", text_or_null(unit.document.title)}};
  json["lines"] = Json::array({unit.first_line, unit.last_line});
  json["page"] = unit.page;
  json["language"] = unit.language;
}

Json hit_json(const search::Hit& hit) {
  Json json{{"id", hit.unit.id}, {"url", "/u/" + hit.unit.id}, {"score", rounded(hit.score)}};
  add_unit(json, hit.unit);
  json["snippet"] = runs_json(hit.snippet);
  json["alike"] = hit.is_alike;
  if (hit.group_count > 0) json["group_count"] = hit.group_count;
  return json;
}

Json hits_json(const std::vector<search::Hit>& hits) {
  Json list = Json::array();
  for (const search::Hit& hit : hits) list.push_back(hit_json(hit));
  return list;
}

Json facet_json(const search::Facet& facet, text::Language language) {
  const schema::FieldRow& row = schema::row(facet.field);
  Json values = Json::array();
  for (const search::FacetValue& value : facet.values) {
    values.push_back(
        {{"value", value.value}, {"label", value.label}, {"count", value.count}, {"selected", value.selected}});
  }
  return Json{{"name", row.name},
              {"label", schema::label(row, text::code(language))},
              {"exact", facet.exact},
              {"values", std::move(values)}};
}

Json total_json(std::size_t total) {
  return Json{{"value", total}, {"relation", "eq"}};
}

double share(std::size_t part, std::size_t whole) {
  return whole == 0 ? 0 : rounded(static_cast<double>(part) / static_cast<double>(whole));
}

Json side_json(const search::MatrixSide& side, std::size_t total, text::Language language) {
  const schema::FieldRow& row = schema::row(side.field);
  Json values = Json::array();
  for (const search::MatrixLine& line : side.lines) {
    values.push_back({{"value", line.value},
                      {"label", line.label},
                      {"count", line.count},
                      {"of", line.of},
                      {"share", share(line.count, total)}});
  }
  return Json{{"name", row.name}, {"label", schema::label(row, text::code(language))}, {"values", std::move(values)}};
}

std::string_view kind_of(const search::Completion& completion) {
  switch (completion.kind) {
    case search::CompletionKind::kFacet: return schema::row(completion.field).name;
    case search::CompletionKind::kConcept: return "concept";
    case search::CompletionKind::kWord: break;
  }
  return "word";
}

Json neighbour_json(const std::optional<search::Neighbour>& neighbour) {
  if (!neighbour) return {};
  return Json{{"id", neighbour->id},
              {"url", "/u/" + neighbour->id},
              {"kind", model::name(neighbour->kind)},
              {"title", text_or_null(neighbour->title)},
              {"speaker", text_or_null(neighbour->speaker)},
              {"session", text_or_null(neighbour->session_number)}};
}

}  // namespace

std::string to_json(const search::SearchResponse& response, text::Language language) {
  Json json;
  json["query"] =
      Json{{"text", response.text}, {"interpreted", response.interpreted}, {"said_by", text_or_null(response.said_by)}};
  json["total"] = total_json(response.total);
  if (response.groups > 0) json["groups"] = response.groups;
  json["took_ms"] = rounded(response.took_ms);
  json["page"] = response.page;
  json["per_page"] = response.per_page;
  json["hits"] = hits_json(response.hits);
  json["facets"] = Json::array();
  for (const search::Facet& facet : response.facets) json["facets"].push_back(facet_json(facet, language));
  json["suggestions"] = response.suggestions;
  json["warnings"] = response.warnings;
  json["partial"] = response.partial;
  return dump(json);
}

std::string to_json(const search::FacetResponse& response, text::Language language) {
  Json json = facet_json(response.facet, language);
  json["total"] = total_json(response.total);
  json["warnings"] = response.warnings;
  return dump(json);
}

std::string to_json(const search::MatrixResponse& response, text::Language language) {
  Json json;
  json["query"] = Json{{"text", response.text}, {"interpreted", response.interpreted}};
  json["total"] = total_json(response.total);
  json["rows"] = side_json(response.rows, response.total, language);
  json["cols"] = side_json(response.cols, response.total, language);
  json["cells"] = Json::array();
  for (const search::MatrixCell& cell : response.cells) {
    const search::MatrixLine& row = response.rows.lines[cell.row];
    json["cells"].push_back({{"row", row.value},
                             {"col", response.cols.lines[cell.col].value},
                             {"count", cell.count},
                             {"share", share(cell.count, response.total)},
                             {"row_share", share(cell.count, row.count)}});
  }
  json["without"] = Json{{"rows", response.rows.without}, {"cols", response.cols.without}};
  json["more_rows"] = response.rows.more;
  json["more_cols"] = response.cols.more;
  json["took_ms"] = rounded(response.took_ms);
  json["warnings"] = response.warnings;
  json["partial"] = response.partial;
  return dump(json);
}

std::string to_json(const search::SimilarResponse& response) {
  Json json;
  json["id"] = response.id;
  json["hits"] = hits_json(response.hits);
  json["took_ms"] = rounded(response.took_ms);
  return dump(json);
}

std::string to_json(const search::CompletionResponse& response, text::Language language) {
  Json json;
  json["query"] = response.text;
  json["suggestions"] = Json::array();
  for (const search::Completion& completion : response.completions) {
    Json one{{"text", completion.text},
             {"kind", kind_of(completion)},
             {"label", search::label_of(completion, language)},
             {"count", completion.count}};
    if (completion.kind == search::CompletionKind::kFacet) one["filter"] = {{kind_of(completion), completion.value}};
    json["suggestions"].push_back(std::move(one));
  }
  json["took_ms"] = rounded(response.took_ms);
  return dump(json);
}

std::string to_json(const search::UnitView& view, const std::string& question) {
  Json json{{"id", view.unit.id}, {"url", "/u/" + view.unit.id}};
  json["query"] = Json{{"text", question}, {"interpreted", view.interpreted}};
  add_unit(json, view.unit);
  if (view.unit.speaker) json["speaker"]["printed"] = view.unit.speaker->printed;
  json["runs"] = runs_json(view.runs);
  json["neighbours"] = Json{{"previous", neighbour_json(view.previous)}, {"next", neighbour_json(view.next)}};
  json["source"] = Json{{"document", view.unit.document.id},
                        {"lines", Json::array({view.unit.first_line, view.unit.last_line})},
                        {"page", view.unit.page}};
  json["warnings"] = view.warnings;
  return dump(json);
}

}  // namespace dixit::api
