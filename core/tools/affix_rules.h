// Every form that a hunspell dictionary accepts, spelled out by its affix rules.

#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/base/result.h"

namespace dixit::tools {

// The forms of the words in `dictionary` (.dic) under the rules of `affixes` (.aff), UTF-8, unsorted, with repetitions.
// Reads SFX and PFX with strip, condition, cross product and further flags on suffixes; flags of one character, or of
// two where the file says "FLAG long". Compounding is not read. Forms with a hyphen or an apostrophe are left out: they
// are several words to the tokenizer, and most of what Catalan's rules make. Fails where a file is missing or has no
// words.
Result<std::vector<std::string>> expand_dictionary(const std::filesystem::path& affixes,
                                                   const std::filesystem::path& dictionary);

}  // namespace dixit::tools
