// How browsers learn to search here: the description of OpenSearch 1.1, and completions in the shape that it asks for.

#pragma once

#include <string>
#include <string_view>

#include "core/text/language.h"
#include "searchd/api/messages.h"
#include "searchd/search/response.h"

namespace dixit::api {

inline constexpr std::string_view kOpenSearchType = "application/opensearchdescription+xml; charset=utf-8";
inline constexpr std::string_view kSuggestionsType = "application/x-suggestions+json; charset=utf-8";

// The description in `language`, which is also that of the pages it leads to. `site` is what its addresses begin with;
// browsers want them whole, so it must not be empty.
std::string opensearch_description(const Messages& messages, text::Language language, const std::string& site);

// ["typed", ["completion", …]], each of them once.
std::string suggestions_json(const search::CompletionResponse& response);

}  // namespace dixit::api
