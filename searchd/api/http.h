// A request and its answer, free of any HTTP library.

#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dixit::api {

struct HttpRequest {
  std::string method;
  std::string target;       // path and query as sent, still percent-encoded
  std::string origin = {};  // header Origin; empty where there is none
  std::string if_none_match = {};
};

struct HttpResponse {
  int status = 200;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
};

inline constexpr std::string_view kJsonType = "application/json; charset=utf-8";
inline constexpr std::string_view kProblemType = "application/problem+json; charset=utf-8";
inline constexpr std::string_view kHtmlType = "text/html; charset=utf-8";

}  // namespace dixit::api
