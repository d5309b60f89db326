// The value of an operation that can fail, or the error that says why it did.
//
// A small part of C++23's std::expected, which the compilers of Debian 12 do not have.

#pragma once

#include <utility>
#include <variant>

#include "core/base/check.h"
#include "core/base/error.h"

namespace dixit {

// Holds either a `T` or an `Error`, never both and never neither. Implicitly made from either, so that a function
// can `return value;` and `return Error{…};` alike. Not to be ignored: the compiler warns.
//
// Access to the part that is not there is a bug of the caller and aborts.
template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}      // NOLINT(google-explicit-constructor)
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}  // NOLINT(google-explicit-constructor)

  bool has_value() const { return state_.index() == 0; }
  explicit operator bool() const { return has_value(); }

  T& value() & {
    DIXIT_CHECK(has_value());
    return std::get<0>(state_);
  }
  const T& value() const& {
    DIXIT_CHECK(has_value());
    return std::get<0>(state_);
  }
  T&& value() && {
    DIXIT_CHECK(has_value());
    return std::get<0>(std::move(state_));
  }
  const Error& error() const& {
    DIXIT_CHECK(!has_value());
    return std::get<1>(state_);
  }
  Error&& error() && {
    DIXIT_CHECK(!has_value());
    return std::get<1>(std::move(state_));
  }

  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T&& operator*() && { return std::move(*this).value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

 private:
  std::variant<T, Error> state_;
};

// The result of an operation that gives nothing back but can fail.
struct Done {};
using Status = Result<Done>;

}  // namespace dixit

// Evaluates `expression` (a Result); leaves the calling function with its error when it failed, otherwise moves the
// value into `target`, which may declare a variable.
#define DIXIT_TRY(target, expression) DIXIT_TRY_IMPL_(DIXIT_CONCAT_(dixit_result_, __LINE__), target, expression)
#define DIXIT_CONCAT_(a, b) DIXIT_CONCAT_IMPL_(a, b)
#define DIXIT_CONCAT_IMPL_(a, b) a##b
#define DIXIT_TRY_IMPL_(result, target, expression) \
  auto result = (expression);                       \
  if (!result) return std::move(result).error();    \
  target = std::move(result).value()

// The same for an expression whose value is not wanted.
#define DIXIT_TRY_DONE(expression) \
  if (auto dixit_status = (expression); !dixit_status) return std::move(dixit_status).error()
