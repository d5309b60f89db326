// The page that shows other sites what they can put into theirs.

#pragma once

#include "core/text/language.h"
#include "searchd/api/messages.h"
#include "searchd/api/page_model.h"

namespace dixit::api {

// Everything that embed.mustache shows but its texts.
PageModel embed_page(const Messages& messages, text::Language language);

}  // namespace dixit::api
