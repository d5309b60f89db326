// From the parameters of a request to what the searcher is asked: everything is checked here, and nothing after.

#pragma once

#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "searchd/api/query_string.h"
#include "searchd/search/request.h"

namespace dixit::api {

inline constexpr std::size_t kMaxQuestionCharacters = 500;
inline constexpr std::size_t kMaxTypedCharacters = 100;  // of a question to be completed
inline constexpr std::size_t kMaxPerPage = 100;

// How many units deep a page may lie: beyond, a question should be narrowed instead, and each further page costs more.
inline constexpr std::size_t kMaxDepth = 10'000;

// The most that lists of related units and of completions may have.
inline constexpr std::size_t kMaxShortList = 20;

// Values of one facet in one request.
inline constexpr std::size_t kMaxFilterValues = 200;

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

// Those of /api/v1/suggest: `q`, `per_page` and `lang`.
struct SuggestRequest {
  std::string typed;
  std::size_t per_page = 8;
  text::Language language = text::kFallbackLanguage;
};
Result<SuggestRequest> suggest_request(const QueryString& query);

// The facet that the parameter `name` names; empty where it is not given.
Result<std::optional<schema::Field>> facet_param(const QueryString& query, std::string_view name);

// Passes where `query` has no parameter but those in `known`.
Status check_names(const QueryString& query, std::initializer_list<std::string_view> known);

// The language that `query` asks for, whatever else is wrong with it: for error pages.
text::Language language_of(const QueryString& query);

}  // namespace dixit::api
