// The answers themselves, a card each: who said it, where, in which words.

#pragma once

#include "searchd/api/messages.h"
#include "searchd/api/page_model.h"
#include "searchd/api/page_request.h"
#include "searchd/search/response.h"

namespace dixit::api {

// Fills the list of card.mustache with the hits of `response`, which answers `request`.
void set_cards(PageModel& model, const Messages& messages, const PageRequest& request,
               const search::SearchResponse& response);

}  // namespace dixit::api
