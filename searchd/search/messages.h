// What the searcher tells people, in their language.

#pragma once

#include <string>
#include <vector>

#include "core/model/unit.h"
#include "core/text/language.h"

namespace dixit::search {

enum class Message {
  kLoosened,   // no unit has all words; those with some of them are shown
  kMalformed,  // operators were left out because they stood where they mean nothing
  kOpenQuote,  // a quote is never closed
  kNoWords,    // the question has signs, but no word
  kManyWords,  // a prefix has more words than are looked up
};

std::string text_of(Message message, text::Language language);

// That `meant` was searched in place of `typed`, which is in no unit, or, where it `is_printed`, as a misprint only.
std::string respelt_text(const std::string& typed, const std::vector<std::string>& meant, bool is_printed,
                         text::Language language);

// What a unit of `kind` is called: "Intervención".
std::string label_of(model::UnitKind kind, text::Language language);

}  // namespace dixit::search
