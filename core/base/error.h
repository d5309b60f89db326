// Why an operation failed, in words for the person who has to mend it, and the one table of error codes.

#pragma once

#include <string>
#include <string_view>

namespace dixit {

// One failure that a caller may want to tell from the others. The name (`error_name`) is stable: scripts, logs and
// HTTP clients see it.
enum class ErrorCode {
  kBadUsage,         // the command line or configuration asks for what cannot be
  kBadRequest,       // a parameter of an HTTP request is unknown or has a bad value
  kNotFound,         // no such unit, facet or page
  kNotAllowed,       // the HTTP method is not one we answer
  kTooLarge,         // the request exceeds a limit
  kInputMissing,     // a path named by the user does not exist or holds nothing to index
  kInputUnreadable,  // it exists but cannot be read
  kInputRejected,    // it was read but is not what it should be (binary, empty, malformed)
  kDiskFull,         // no space left, or the quota is reached
  kReadOnly,         // no permission to write, or a read-only file system
  kBusy,             // another process holds what is needed: a writer's lock, a port
  kIndexMissing,     // no published index where one is expected
  kIndexMismatch,    // the index was written by another recipe or schema version
  kIndexBroken,      // the index contradicts itself
  kOverloaded,       // a time or work limit was reached before there was an answer
  kInternal,         // a library failed in a way that we cannot blame on anybody above
};

// The stable name of `code`: lower case words joined by hyphens, such as "index-mismatch".
std::string_view error_name(ErrorCode code);

// The exit status that a command ends with on `code`: always 2, "could not finish" (1 is for a run that finished with
// some input rejected, which is not an Error).
inline constexpr int kExitFailed = 2;
inline constexpr int kExitRejected = 1;
inline constexpr int kExitDone = 0;

struct Error {
  ErrorCode code = ErrorCode::kInternal;
  std::string message;  // what happened, naming the thing it happened to; one sentence without a full stop
  std::string hint;     // what to do about it; may be empty
  std::string param;    // the HTTP parameter or command-line option to blame; may be empty
};

// "message [code]", then the hint on a line of its own; for stderr and logs.
std::string describe(const Error& error);

// The error of a failed system call on `path`: `error_number` is errno right after it. `doing` continues "cannot …".
Error system_error(int error_number, std::string_view doing, std::string_view path);

}  // namespace dixit
