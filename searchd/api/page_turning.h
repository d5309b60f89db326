// The order of the answers, how they are grouped, and the pages they fill.

#pragma once

#include "searchd/api/messages.h"
#include "searchd/api/page_model.h"
#include "searchd/search/request.h"
#include "searchd/search/response.h"

namespace dixit::api {

// Sets what toolbar.mustache and turning.mustache show of `response`, which answers `request` and has hits.
void set_turning(PageModel& model, const Messages& messages, const search::SearchRequest& request,
                 const search::SearchResponse& response);

}  // namespace dixit::api
