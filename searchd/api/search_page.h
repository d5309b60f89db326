// The search page: the form, what answers, what to narrow it by.

#pragma once

#include "searchd/api/messages.h"
#include "searchd/api/page_model.h"
#include "searchd/api/page_request.h"
#include "searchd/search/response.h"

namespace dixit::api {

// Everything that search.mustache shows of `response`, which answers `request`, and of `view`, which answers its view.
PageModel search_page(const Messages& messages, const PageRequest& request, const search::SearchResponse& response,
                      const ViewAnswer& view);

}  // namespace dixit::api
