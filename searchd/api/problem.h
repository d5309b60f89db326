// Errors as HTTP says them: RFC 9457 problems.

#pragma once

#include <string>
#include <string_view>

#include "core/base/error.h"

namespace dixit::api {

// The HTTP status for `code`.
int status_of(ErrorCode code);

// The standard phrase of `status`: "Bad Request".
std::string_view phrase_of(int status);

// What is told to whoever asked. From 500 on the details are for the log only, and `request_id` (may be empty) joins
// the two.
std::string problem_json(const Error& error, int status, std::string_view request_id);

}  // namespace dixit::api
