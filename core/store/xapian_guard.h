// The only place where Xapian's exceptions are caught: they become Errors that say what to do.

#pragma once

#include <xapian.h>

#include <string>
#include <string_view>
#include <utility>

#include "core/base/result.h"

namespace dixit::store {

// The Error for `failure`, met while `doing` ("open the index at var/index").
Error to_error(const Xapian::Error& failure, std::string_view doing);

// Runs `work`, which returns a Result or a plain value, and returns its Result, or the Error of the Xapian exception
// that ended it. Other exceptions pass through: they are not Xapian's to explain.
template <typename Work>
auto guarded(std::string_view doing, Work&& work) {
  using Value = decltype(work());
  if constexpr (requires(Value v) { v.error(); }) {
    try {
      return std::forward<Work>(work)();
    } catch (const Xapian::Error& failure) {
      return Value(to_error(failure, doing));
    }
  } else {
    try {
      return Result<Value>(std::forward<Work>(work)());
    } catch (const Xapian::Error& failure) {
      return Result<Value>(to_error(failure, doing));
    }
  }
}

}  // namespace dixit::store
