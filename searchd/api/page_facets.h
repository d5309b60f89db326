// What an answer can be narrowed by: the values of its facets, to tick.

#pragma once

#include "searchd/api/messages.h"
#include "searchd/api/page_model.h"
#include "searchd/search/request.h"
#include "searchd/search/response.h"

namespace dixit::api {

// Sets what facets.mustache shows of `response`, which answers `request`.
void set_facets(PageModel& model, const Messages& messages, const search::SearchRequest& request,
                const search::SearchResponse& response);

}  // namespace dixit::api
