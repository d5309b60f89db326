// The parameters of a request as sent, decoded.

#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace dixit::api {

// `text` with percent-encoding undone, valid UTF-8: what is not becomes U+FFFD, a "%" that begins no code stays,
// control characters become spaces. `plus_is_space` as in queries, not in paths.
std::string decode(std::string_view text, bool plus_is_space);

struct Parameter {
  std::string name;
  std::vector<std::string> values;  // in the order given, never none
};

class QueryString {
 public:
  // `raw` is what follows the "?".
  static QueryString parse(std::string_view raw);

  // The same but for the parameters called so.
  QueryString without(std::initializer_list<std::string_view> names) const;

  // The same with what `one` and `other` are given exchanged, where both are given.
  QueryString swapped(std::string_view one, std::string_view other) const;

  // In the order of their first appearance.
  const std::vector<Parameter>& parameters() const { return parameters_; }

  // All values of `name`; null where it is not given.
  const std::vector<std::string>* find(std::string_view name) const;

  // The value of a parameter that may be given once; empty where it is not given. Given twice is kBadRequest.
  Result<std::optional<std::string>> single(std::string_view name) const;

 private:
  std::vector<Parameter> parameters_;
};

}  // namespace dixit::api
