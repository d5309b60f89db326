// A unit's own page: the whole text, who said it where, how to cite it.

#pragma once

#include <string_view>

#include "core/text/language.h"
#include "searchd/api/messages.h"
#include "searchd/api/page_model.h"
#include "searchd/search/response.h"

namespace dixit::api {

// Everything that unit.mustache shows of `view`, reached by the question `question` (which may be empty); `site` is
// what whole addresses begin with, where they are known.
PageModel unit_page(const Messages& messages, const search::UnitView& view, std::string_view question,
                    text::Language language, std::string_view site);

}  // namespace dixit::api
