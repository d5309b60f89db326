// From the parameters of a request to what the searcher is asked: everything is checked here, and nothing after.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "searchd/api/parameters.h"
#include "searchd/api/query_string.h"
#include "searchd/search/request.h"

namespace dixit::api {

// All of these fail with kBadRequest, `param` naming the parameter: unknown, given twice where once is meant, or with a
// value that cannot be.

// The parameters of /api/v1/search, but with `facets` as default for those listed.
Result<search::SearchRequest> search_request(const QueryString& query, const std::vector<schema::Field>& facets);

// Those of /api/v1/facets/{name}: the question and filters of a search, and `prefix`.
struct FacetRequest {
  search::SearchRequest search;
  std::string part;
};
Result<FacetRequest> facet_request(const QueryString& query);

// Those of /api/v1/matrix: the question and filters of a search, `rows` and `cols`.
struct MatrixRequest {
  search::SearchRequest search;
  schema::Field rows = schema::Field::kCity;
  schema::Field cols = schema::Field::kSession;
};
Result<MatrixRequest> matrix_request(const QueryString& query);

// Those of /api/v1/interventions/{id}: `q` and `lang`.
struct UnitRequest {
  std::string question;
  text::Language language = text::kFallbackLanguage;
};
Result<UnitRequest> unit_request(const QueryString& query);

// Those of /api/v1/similar: `id`, which must be given, and `per_page`.
struct SimilarRequest {
  std::string id;
  std::size_t per_page = 5;
};
Result<SimilarRequest> similar_request(const QueryString& query);

// Those of /api/v1/suggest: `q`, `per_page`, `format` and `lang`.
struct SuggestRequest {
  std::string typed;
  std::size_t per_page = 8;
  bool for_browsers = false;  // in the shape of OpenSearch
  text::Language language = text::kFallbackLanguage;
};
Result<SuggestRequest> suggest_request(const QueryString& query);

// The facet that the parameter `row` names; empty where it is not given.
Result<std::optional<schema::Field>> facet_given(const QueryString& query, const ParameterRow& row);

// Those of /api/v1/export: `format`, which must be given, and either `id` or what narrows and orders a search.
enum class ExportFormat : std::uint8_t { kJsonLines, kCsv, kBibtex, kRis };
struct ExportRequest {
  ExportFormat format = ExportFormat::kJsonLines;
  std::vector<std::string> ids;  // empty: all answers to `search`
  search::SearchRequest search;
};
Result<ExportRequest> export_request(const QueryString& query);

// Those of /feed.atom: what narrows and orders a search. Newest first unless asked otherwise.
Result<search::SearchRequest> feed_request(const QueryString& query);

// Passes where `query` is empty.
Status no_parameters(const QueryString& query);

// Those of paths that say the same to everybody, in the language of `lang`.
Result<text::Language> language_request(const QueryString& query);

// The language that `query` asks for, whatever else is wrong with it: for error pages.
text::Language language_of(const QueryString& query);

}  // namespace dixit::api
