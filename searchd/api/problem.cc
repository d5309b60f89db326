#include "searchd/api/problem.h"

#include <nlohmann/json.hpp>

namespace dixit::api {

int status_of(ErrorCode code) {
  switch (code) {
    case ErrorCode::kBadRequest: return 400;
    case ErrorCode::kNotFound: return 404;
    case ErrorCode::kNotAllowed: return 405;
    case ErrorCode::kTooLarge: return 413;
    case ErrorCode::kIndexMissing:
    case ErrorCode::kBusy:
    case ErrorCode::kOverloaded: return 503;
    case ErrorCode::kBadUsage:
    case ErrorCode::kInputMissing:
    case ErrorCode::kInputUnreadable:
    case ErrorCode::kInputRejected:
    case ErrorCode::kDiskFull:
    case ErrorCode::kReadOnly:
    case ErrorCode::kIndexMismatch:
    case ErrorCode::kIndexBroken:
    case ErrorCode::kInternal: break;
  }
  return 500;
}

std::string_view phrase_of(int status) {
  switch (status) {
    case 400: return "Bad Request";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 408: return "Request Timeout";
    case 413: return "Content Too Large";
    case 414: return "URI Too Long";
    case 416: return "Range Not Satisfiable";
    case 431: return "Request Header Fields Too Large";
    case 503: return "Service Unavailable";
    default: return "Internal Server Error";
  }
}

std::string problem_json(const Error& error, int status, std::string_view request_id) {
  nlohmann::ordered_json problem;
  // What the status says is all there is to say about the type; `code` tells our own kinds apart.
  problem["type"] = "about:blank";
  problem["title"] = phrase_of(status);
  problem["status"] = status;
  if (status == 500) {
    problem["detail"] = "something went wrong on our side";
  } else {
    problem["detail"] = error.hint.empty() ? error.message : error.message + "; " + error.hint;
  }
  problem["code"] = error_name(error.code);
  if (!error.param.empty()) problem["param"] = error.param;
  if (!request_id.empty()) problem["request_id"] = request_id;
  return problem.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

}  // namespace dixit::api
