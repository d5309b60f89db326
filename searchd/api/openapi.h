// The interface described for programs: OpenAPI 3.1, printed from the tables that requests are read by.

#pragma once

#include <string>
#include <string_view>

namespace dixit::api {

// The document of /api/v1/openapi.json: each path with its parameters (searchd/api/parameters.h and the facets of the
// field table), answers and errors. Made once; from any thread.
const std::string& openapi_json();

// The schemas of what is answered in JSON, an object by their names, which openapi_json holds as components.
extern const std::string_view kAnswerSchemas;

}  // namespace dixit::api
