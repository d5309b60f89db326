// The page that says why there is no other.

#pragma once

#include "core/base/error.h"
#include "core/text/language.h"
#include "searchd/api/messages.h"
#include "searchd/api/page_model.h"

namespace dixit::api {

// Everything that problem.mustache shows of `error` under the HTTP status `status`. The words of the error itself are
// left out from 500 on.
PageModel problem_page(const Messages& messages, const Error& error, int status, text::Language language);

}  // namespace dixit::api
