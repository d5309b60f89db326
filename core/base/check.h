// Stops the program at a broken promise of its own code.

#pragma once

namespace dixit {

// Prints `condition` with its place to stderr and aborts. Never returns.
[[noreturn]] void check_failed(const char* condition, const char* file, int line);

}  // namespace dixit

// A condition that only a bug can break; checked in every build. Never to be reached from input: bad input is a
// Diagnostic, a failed operation a Result.
#define DIXIT_CHECK(condition) \
  ((condition) ? static_cast<void>(0) : ::dixit::check_failed(#condition, __FILE__, __LINE__))
