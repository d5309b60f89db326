// What words of a question mean beside themselves: concepts, words of the texts' language, acronyms, names.

#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/schema/terms.h"
#include "core/text/analyzer.h"
#include "core/text/thesaurus.h"
#include "searchd/query/clause.h"
#include "searchd/query/glossary.h"

namespace dixit::query {

// All that is known of meanings in one generation of the index. Immutable once made; shared by all threads.
struct Meanings {
  std::shared_ptr<const text::Thesaurus> thesaurus;  // not null
  // By concept: whether any unit speaks of it in its text, in its heading. Most concepts are in no collection, and
  // looking them up is what a question would spend most of its time on.
  std::map<schema::Part, std::vector<bool>> present;
  std::map<text::Language, Glossary> glossaries;                          // of languages that texts are not in
  std::map<std::string, std::vector<std::string>, std::less<>> acronyms;  // what each stands for, folded both
  std::map<std::string, Name, std::less<>> names;                         // by their words, folded
};

}  // namespace dixit::query
