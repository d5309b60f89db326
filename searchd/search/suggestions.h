// Whole questions that may have been meant.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "searchd/query/respell.h"

namespace dixit::search {

inline constexpr std::size_t kMaxSuggestions = 3;

// `question` with what was respelt in it written as people write it, in the letter case of what was typed; likeliest
// first, at most kMaxSuggestions. Empty where nothing was respelt.
std::vector<std::string> suggestions(std::string_view question, const std::vector<query::Respelt>& respelt);

}  // namespace dixit::search
