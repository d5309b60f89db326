// A request and its answer, free of any HTTP library.

#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/result.h"

namespace dixit::api {

struct HttpRequest {
  std::string method;
  std::string target;       // path and query as sent, still percent-encoded
  std::string origin = {};  // header Origin; empty where there is none
  std::string if_none_match = {};
  std::string host = {};  // header Host
};

// Gives a body too long to be held, a piece a call; an empty one says that this was all. Where it fails, the body ends
// short of its end and the connection is closed, so that the client sees that. Called by one thread at a time, and not
// called again once it failed, ended, or the client went away.
using Pieces = std::function<Result<std::string>()>;

struct HttpResponse {
  int status = 200;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
  Pieces pieces = {};    // in place of `body`
  bool is_kept = false;  // clients keep it for long, so it may take a while to be made small
};

inline constexpr std::string_view kJsonType = "application/json; charset=utf-8";
inline constexpr std::string_view kProblemType = "application/problem+json; charset=utf-8";
inline constexpr std::string_view kHtmlType = "text/html; charset=utf-8";

}  // namespace dixit::api
