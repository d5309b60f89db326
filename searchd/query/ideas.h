// Groups the plain words of a question into ideas, each with what else says the same.

#pragma once

#include <set>
#include <string>

#include "searchd/query/respell.h"

namespace dixit::query {

// Forms of those words of `clause` that are in a label of a concept, in any language: they are spelled as they should
// be.
std::set<std::string> words_of_labels(const Clause& clause, const Sources& sources);

// `clause` with ideas in place of plain words: of words in a row (parts of a kAll), the longest that are a label of a
// concept, or an acronym, or what one stands for; of a word that the index does not have, its translations. Labels
// count in `asked` first, in the other languages where they reach further or nothing else is found. Words that mean
// nothing more stay as they are; so does what is quoted, prefixed, in a field or excluded. `sources.meanings` must not
// be null.
Clause find_ideas(const Clause& clause, text::Language asked, const Sources& sources);

}  // namespace dixit::query
