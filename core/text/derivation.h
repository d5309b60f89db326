// Tells forms of one word from words derived from each other, which stemmers bring to one stem alike.

#pragma once

#include <string_view>

#include "core/text/language.h"

namespace dixit::text {

// Whether `a` and `b`, folded words of `language` with one stem, may be forms of one word: number, gender, tense. Words
// that are derived by different suffixes are not ("nacional", "nacionalidad"; "information", "informality"), nor are
// those with too little in common, as suppletive forms or names beside verbs have.
bool are_forms_of_one_word(std::string_view a, std::string_view b, Language language);

}  // namespace dixit::text
