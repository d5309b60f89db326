#include "core/base/error.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <system_error>

namespace dixit {

std::string_view error_name(ErrorCode code) {
  switch (code) {
    case ErrorCode::kBadUsage: return "bad-usage";
    case ErrorCode::kBadRequest: return "bad-request";
    case ErrorCode::kNotFound: return "not-found";
    case ErrorCode::kNotAllowed: return "method-not-allowed";
    case ErrorCode::kTooLarge: return "too-large";
    case ErrorCode::kInputMissing: return "input-missing";
    case ErrorCode::kInputUnreadable: return "input-unreadable";
    case ErrorCode::kInputRejected: return "input-rejected";
    case ErrorCode::kDiskFull: return "disk-full";
    case ErrorCode::kReadOnly: return "read-only";
    case ErrorCode::kBusy: return "busy";
    case ErrorCode::kIndexMissing: return "index-missing";
    case ErrorCode::kIndexMismatch: return "index-mismatch";
    case ErrorCode::kIndexBroken: return "index-broken";
    case ErrorCode::kOverloaded: return "overloaded";
    case ErrorCode::kInternal: return "internal";
  }
  return "internal";
}

std::string describe(const Error& error) {
  std::string text = error.message + " [" + std::string(error_name(error.code)) + "]";
  if (!error.hint.empty()) text += "\n  hint: " + error.hint;
  return text;
}

Error system_error(int error_number, std::string_view doing, std::string_view path) {
  Error error;
  error.message =
      "cannot " + std::string(doing) + " " + std::string(path) + ": " + std::generic_category().message(error_number);
  switch (error_number) {
    case ENOENT:
    case ENOTDIR:
      error.code = ErrorCode::kInputMissing;
      error.hint = "check the path";
      break;
    case EACCES:
    case EPERM:
      error.code = ErrorCode::kInputUnreadable;
      error.hint = "check who owns it and its permissions";
      break;
    case EROFS:
      error.code = ErrorCode::kReadOnly;
      error.hint = "choose a place on a file system that can be written";
      break;
    case ENOSPC:
    case EDQUOT:
      error.code = ErrorCode::kDiskFull;
      error.hint = "free some space, or choose another disk; what was published before is untouched";
      break;
    case EFBIG:
      error.code = ErrorCode::kDiskFull;
      error.hint = "raise the limit of file sizes (ulimit -f), or choose another disk";
      break;
    default: error.code = ErrorCode::kInternal;
  }
  return error;
}

}  // namespace dixit
