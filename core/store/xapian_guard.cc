#include "core/store/xapian_guard.h"

#include <cerrno>
#include <cstring>

namespace dixit::store {
namespace {

// Xapian gives the reason of a failed system call only in words.
bool says(const Xapian::Error& failure, int error_number) {
  const char* reason = failure.get_error_string();
  return reason != nullptr && std::string_view(reason) == std::strerror(error_number);  // NOLINT(concurrency-mt-unsafe)
}

}  // namespace

Error to_error(const Xapian::Error& failure, std::string_view doing) {
  Error error;
  error.message = "cannot " + std::string(doing) + ": " + failure.get_description();
  const std::string_view type = failure.get_type();
  if (says(failure, ENOSPC) || says(failure, EDQUOT)) {
    error.code = ErrorCode::kDiskFull;
    error.hint = "free some space, or choose another disk; what was published before is untouched";
  } else if (says(failure, EFBIG)) {
    error.code = ErrorCode::kDiskFull;
    error.hint = "raise the limit of file sizes (ulimit -f), or choose another disk";
  } else if (says(failure, EROFS) || says(failure, EACCES) || says(failure, EPERM)) {
    error.code = ErrorCode::kReadOnly;
    error.hint = "check who owns the folder and whether its file system can be written";
  } else if (type == "DatabaseLockError") {
    error.code = ErrorCode::kBusy;
    error.hint = "another indexer is writing there; wait until it ends";
  } else if (type == "DatabaseNotFoundError") {
    error.code = ErrorCode::kIndexMissing;
    error.hint = "build an index first with `dixit-indexer build --out DIR PATH…`";
  } else if (type == "DatabaseVersionError" || type == "DatabaseCorruptError" || type == "DatabaseOpeningError") {
    error.code = ErrorCode::kIndexBroken;
    error.hint = "build the index again with `dixit-indexer build`";
  }
  return error;
}

}  // namespace dixit::store
