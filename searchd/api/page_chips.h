// What narrows an answer, each with a way to take it away.

#pragma once

#include <cstddef>

#include "searchd/api/messages.h"
#include "searchd/api/page_model.h"
#include "searchd/api/page_request.h"
#include "searchd/search/response.h"

namespace dixit::api {

// Sets what chips.mustache shows of `request`, which `response` answers: its filters, and order and grouping where they
// are not the usual. Taking one away keeps the view. Returns how many of them narrow the answer.
std::size_t set_chips(PageModel& model, const Messages& messages, const PageRequest& request,
                      const search::SearchResponse& response);

}  // namespace dixit::api
