// The search page: the form, what answers, what to narrow it by.

#pragma once

#include "searchd/api/messages.h"
#include "searchd/api/page_model.h"
#include "searchd/search/request.h"
#include "searchd/search/response.h"

namespace dixit::api {

// Everything that search.mustache shows of `response`, which answers `request`.
PageModel search_page(const Messages& messages, const search::SearchRequest& request,
                      const search::SearchResponse& response);

}  // namespace dixit::api
