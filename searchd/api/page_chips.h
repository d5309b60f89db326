// What narrows an answer, each with a way to take it away.

#pragma once

#include <cstddef>

#include "searchd/api/messages.h"
#include "searchd/api/page_model.h"
#include "searchd/search/request.h"
#include "searchd/search/response.h"

namespace dixit::api {

// Sets what chips.mustache shows of `request`, which `response` answers; returns how many chips there are.
std::size_t set_chips(PageModel& model, const Messages& messages, const search::SearchRequest& request,
                      const search::SearchResponse& response);

}  // namespace dixit::api
