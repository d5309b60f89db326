// Answers as JSON, as docs/api.md describes it. Always valid UTF-8: broken bytes become U+FFFD.

#pragma once

#include <string>

#include "core/text/language.h"
#include "searchd/search/response.h"

namespace dixit::api {

// `language` is that of the facets' labels.
std::string to_json(const search::SearchResponse& response, text::Language language);
std::string to_json(const search::FacetResponse& response, text::Language language);
std::string to_json(const search::MatrixResponse& response, text::Language language);

std::string to_json(const search::SimilarResponse& response);

// `language` is that of the kinds' labels.
std::string to_json(const search::CompletionResponse& response, text::Language language);

// `question` is the one that the unit was reached by; may be empty.
std::string to_json(const search::UnitView& view, const std::string& question);

}  // namespace dixit::api
