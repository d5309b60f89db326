#include "searchd/api/openapi.h"

#include <array>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "core/base/check.h"
#include "core/base/version.h"
#include "core/schema/fields.h"
#include "searchd/api/parameters.h"

namespace dixit::api {
namespace {

using Json = nlohmann::ordered_json;

// A form in which a path answers; without a schema any body of its type.
struct Form {
  std::string_view media_type;
  std::string_view schema = {};
};

struct Operation {
  std::string_view path;
  std::string_view summary;
  ParameterTable parameters;
  std::array<Form, 4> forms;  // those without a media type are none
  bool needs_index = true;    // 503 while none is open
  bool is_tagged = true;      // 304 while the client has it
};

constexpr Form json_of(std::string_view schema) {
  return {"application/json", schema};
}
constexpr Form kPageForm{"text/html"};
constexpr Form kWordForm{"text/plain"};

constexpr std::array kOperations = {
    Operation{"/api/v1/search", "Units that answer a question, with facets", kSearchParameters, {json_of("Search")}},
    Operation{"/api/v1/interventions/{id}",
              "A whole unit, its neighbours, its place in the source",
              kUnitParameters,
              {json_of("Intervention")}},
    Operation{"/api/v1/facets/{name}", "All values of one facet", kFacetParameters, {json_of("FacetValues")}},
    Operation{"/api/v1/matrix", "Answers counted by two facets", kMatrixParameters, {json_of("Matrix")}},
    Operation{"/api/v1/similar", "Units that speak of the same as one", kSimilarParameters, {json_of("Similar")}},
    Operation{"/api/v1/suggest",
              "Completions of a question while it is typed",
              kSuggestParameters,
              {json_of("Suggestions"), Form{"application/x-suggestions+json", "OpenSearchSuggestions"}}},
    Operation{"/api/v1/export",
              "All answers to a search as a file",
              kExportParameters,
              {Form{"application/x-ndjson"}, Form{"text/csv"}, Form{"application/x-bibtex"},
               Form{"application/x-research-info-systems"}}},
    Operation{"/api/v1/openapi.json", "This description", {}, {json_of("")}, false},
    Operation{"/feed.atom", "A search as an Atom feed", kFeedParameters, {Form{"application/atom+xml"}}},
    Operation{"/opensearch.xml",
              "How browsers search here",
              kLanguageParameters,
              {Form{"application/opensearchdescription+xml"}},
              false},
    Operation{"/", "The search page, for people", kPageViewParameters, {kPageForm}},
    Operation{"/u/{id}", "A unit's own page, for people", kUnitParameters, {kPageForm}},
    Operation{"/embed/", "How other sites show a search box of ours", {}, {kPageForm}, false},
    Operation{"/embed/{file}", "What other sites load", {}, {Form{"text/javascript"}}, false},
    Operation{"/static/{file}", "What the pages load", {}, {Form{"text/css"}, Form{"image/svg+xml"}}, false},
    Operation{"/healthz", "Whether the process lives", {}, {kWordForm}, false, false},
    Operation{"/readyz", "Whether an index is open", {}, {kWordForm}, true, false},
    Operation{"/metrics", "What the daemon counts of itself, for Prometheus", {}, {kWordForm}, false, false},
};

Json facet_names() {
  Json names = Json::array();
  for (const std::string_view name : schema::facet_names()) names.push_back(name);
  return names;
}

Json split(std::string_view list, char separator) {
  Json parts = Json::array();
  for (std::string_view rest = list; !rest.empty();) {
    const std::string_view part = rest.substr(0, rest.find(separator));
    parts.push_back(part);
    rest.remove_prefix(std::min(part.size() + 1, rest.size()));
  }
  return parts;
}

Json schema_of(const ParameterRow& row) {
  Json schema;
  switch (row.takes) {
    case Takes::kText:
      schema["type"] = "string";
      if (row.most > 0) schema["maxLength"] = row.most;
      break;
    case Takes::kChoice:
      schema["type"] = "string";
      schema["enum"] = split(row.choices, '|');
      break;
    case Takes::kNumber:
      schema["type"] = "integer";
      schema["minimum"] = 1;
      schema["maximum"] = row.most;
      break;
    case Takes::kDay:
      schema["type"] = "string";
      schema["format"] = "date";
      break;
    case Takes::kFacet:
      schema["type"] = "string";
      schema["enum"] = facet_names();
      break;
    case Takes::kFacetList:
      schema["type"] = "array";
      schema["items"] = Json{{"type", "string"}, {"enum", facet_names()}};
      break;
  }
  if (row.fallback.empty()) return schema;
  if (row.takes == Takes::kNumber) {
    schema["default"] = std::stoul(std::string(row.fallback));
  } else {
    schema["default"] = row.takes == Takes::kFacetList ? split(row.fallback, ',') : Json(row.fallback);
  }
  return schema;
}

Json several(Json of_each) {
  return Json{{"type", "array"}, {"items", std::move(of_each)}, {"maxItems", kMaxFilterValues}};
}

Json in_query(std::string_view name, std::string_view meaning, Json schema) {
  return Json{{"name", name}, {"in", "query"}, {"description", meaning}, {"schema", std::move(schema)}};
}

Json to_json(const ParameterRow& row) {
  const bool is_list = row.takes == Takes::kFacetList;
  Json parameter = in_query(row.name, row.meaning, row.is_repeatable ? several(schema_of(row)) : schema_of(row));
  if (row.is_needed) parameter["required"] = true;
  if (is_list) parameter["explode"] = false;
  return parameter;
}

Json filter(const schema::FieldRow& row) {
  return in_query(row.name, "only units with this value, or one of several: " + std::string(row.meaning),
                  several(Json{{"type", "string"}}));
}

// What stands in braces in the path.
void add_path_parameters(Json& parameters, std::string_view path) {
  const std::size_t open = path.find('{');
  if (open == std::string_view::npos) return;
  const std::string_view name = path.substr(open + 1, path.find('}') - open - 1);
  Json schema{{"type", "string"}};
  if (name == "name") schema["enum"] = facet_names();
  parameters.push_back({{"name", name}, {"in", "path"}, {"required", true}, {"schema", std::move(schema)}});
}

Json content_of(const std::array<Form, 4>& forms) {
  Json content = Json::object();
  for (const Form& form : forms) {
    if (form.media_type.empty()) continue;
    Json body = Json::object();
    if (!form.schema.empty()) {
      body["schema"] = Json{{"$ref", "#/components/schemas/" + std::string(form.schema)}};
    }
    content[std::string(form.media_type)] = std::move(body);
  }
  return content;
}

Json responses_of(const Operation& operation, bool takes_parameters) {
  const bool is_page = operation.forms[0].media_type == kPageForm.media_type;
  const auto error = [&](std::string_view description) {
    if (is_page) return Json{{"description", description}, {"content", {{"text/html", Json::object()}}}};
    const Json problem{{"schema", {{"$ref", "#/components/schemas/Problem"}}}};
    return Json{{"description", description}, {"content", {{"application/problem+json", problem}}}};
  };
  Json responses;
  responses["200"] = Json{{"description", "the answer"}, {"content", content_of(operation.forms)}};
  if (operation.is_tagged) responses["304"] = Json{{"description", "what the client has still holds"}};
  if (takes_parameters) responses["400"] = error("a parameter is unknown, given twice or has a bad value");
  if (operation.path.find('{') != std::string_view::npos) responses["404"] = error("there is no such thing");
  if (operation.needs_index) responses["503"] = error("no index is open, or there is too much to do");
  responses["default"] = error("anything else that went wrong");
  return responses;
}

Json describe(const Operation& operation) {
  Json parameters = Json::array();
  add_path_parameters(parameters, operation.path);
  for (const ParameterRow& row : operation.parameters.rows) parameters.push_back(to_json(row));
  for (const schema::FieldRow& row : schema::field_table()) {
    if (operation.parameters.narrows && row.facet) parameters.push_back(filter(row));
  }
  Json get;
  get["summary"] = operation.summary;
  if (!parameters.empty()) get["parameters"] = parameters;
  get["responses"] = responses_of(operation, !operation.parameters.rows.empty());
  return Json{{"get", std::move(get)}};
}

std::string print() {
  Json document;
  document["openapi"] = "3.1.0";
  document["info"] = Json{{"title", "Dixit"},
                          {"summary", "Who said what in policy documents"},
                          {"version", kVersion},
                          {"license", {{"name", "GPL-2.0-or-later"}, {"identifier", "GPL-2.0-or-later"}}}};
  document["paths"] = Json::object();
  for (const Operation& operation : kOperations) document["paths"][std::string(operation.path)] = describe(operation);
  Json schemas = Json::parse(kAnswerSchemas, nullptr, false);
  DIXIT_CHECK(!schemas.is_discarded());
  document["components"] = Json{{"schemas", std::move(schemas)}};
  return document.dump(1) + "\n";
}

}  // namespace

const std::string& openapi_json() {
  static const std::string document = print();
  return document;
}

}  // namespace dixit::api
