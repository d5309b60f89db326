// What words of a question mean beside themselves: concepts, words of the texts' language, acronyms, names.

#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/schema/fields.h"
#include "core/text/analyzer.h"
#include "core/text/thesaurus.h"

namespace dixit::query {

// Words of one language that stand for words of the texts' language, folded, from the glossary of its pack.
using Glossary = std::map<std::string, std::vector<std::string>, std::less<>>;  // by stem

// Somebody or some place by name.
struct Name {
  schema::Field field = schema::Field::kSpeaker;
  std::string value;  // to filter by
  std::string label;
};

// All that is known of meanings in one generation of the index. Immutable once made; shared by all threads.
struct Meanings {
  std::shared_ptr<const text::Thesaurus> thesaurus;                       // not null
  std::map<text::Language, Glossary> glossaries;                          // of languages that texts are not in
  std::map<std::string, std::vector<std::string>, std::less<>> acronyms;  // what each stands for, folded both
  std::map<std::string, Name, std::less<>> names;                         // by their words, folded
};

}  // namespace dixit::query
