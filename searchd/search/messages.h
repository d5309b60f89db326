// What the searcher tells people, in their language.

#pragma once

#include <string>
#include <vector>

#include "core/model/unit.h"
#include "core/text/language.h"
#include "searchd/search/response.h"

namespace dixit::search {

enum class Message {
  kNearlyAll,  // few units have all that was asked for; those with all but one thing are shown too
  kLoosened,   // the same; those with something of it are shown too
  kAlike,      // units that answer are followed by others that speak of the same
  kMalformed,  // operators were left out because they stood where they mean nothing
  kOpenQuote,  // a quote is never closed
  kNoWords,    // the question has signs, but no word
  kManyWords,  // a prefix has more words than are looked up
};

std::string text_of(Message message, text::Language language);

// `message`, one of the first two, where some units have all, or none.
std::string loosened_text(Message message, bool some_have_all, text::Language language);

// That `meant` was searched in place of `typed`, which is in no unit, or, where it `is_printed`, as a misprint only.
std::string respelt_text(const std::string& typed, const std::vector<std::string>& meant, bool is_printed,
                         text::Language language);

// That only what `name`, a person or a city, said is shown.
std::string said_by_text(const std::string& name, text::Language language);

// What a unit of `kind` is called: "Intervención".
std::string label_of(model::UnitKind kind, text::Language language);

// What a completion is called: "Ciudad", "Concepto", "Palabra".
std::string label_of(const Completion& completion, text::Language language);

}  // namespace dixit::search
