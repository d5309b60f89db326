// What an answer can be narrowed by: the values of its facets, to tick, and its days.

#pragma once

#include <cstddef>

#include "searchd/api/messages.h"
#include "searchd/api/page_model.h"
#include "searchd/api/page_request.h"
#include "searchd/search/response.h"

namespace dixit::api {

// The most values of a facet that a page shows at a time, besides those chosen. The others are found by a part of them.
inline constexpr std::size_t kWholeFacetValues = 300;

// Sets what facets.mustache shows of `response`, which answers `request`. Returns whether it shows anything.
bool set_facets(PageModel& model, const Messages& messages, const PageRequest& request,
                const search::SearchResponse& response);

// Sets what whole_facet.mustache shows of `facet`, which has the values that `whole` asks for; `request` and `response`
// are what it is a facet of. Its form asks for all of `request` again, so that nothing chosen is lost by looking.
void set_whole_facet(PageModel& model, const Messages& messages, const PageRequest& request, const WholeFacet& whole,
                     const search::SearchResponse& response, const search::Facet& facet);

}  // namespace dixit::api
