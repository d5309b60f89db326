// Finds the places of a text that answer a question, and says why each of them does.

#pragma once

#include <cstddef>
#include <vector>

#include "core/schema/stored_doc.h"
#include "core/text/analyzer.h"
#include "searchd/query/plan.h"
#include "searchd/search/response.h"

namespace dixit::search {

struct Mark {
  std::size_t token = 0;  // place in the document's tokens
  Match match = Match::kExact;
  std::size_t wish = 0;  // which word or phrase of the question it grants; words first
};

// One mark a token at most, in text order. The words of a phrase are marked only where all of it stands, those of a
// concept where the document mentions it.
std::vector<Mark> find_marks(const schema::StoredDoc& document, const query::Sought& sought, text::Analyzer& analyzer);

// Whether `a` and `b` are the same letters with the same accents, letter case aside. Knows the case of Latin, Greek and
// Cyrillic letters; others have to be equal.
bool same_but_for_case(std::string_view a, std::string_view b);

}  // namespace dixit::search
