// What is asked of the searcher: a question in words, narrowed by filters, and how to present the answer.

#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/schema/fields.h"
#include "core/text/language.h"

namespace dixit::search {

enum class Sort {
  kRelevance,  // best first; an empty question has no best, so it is answered in document order
  kDate,       // newest first, then document order
  kOrder,      // documents by id, each from its beginning
};

// The values of one facet are alternatives; all facets named must hold. Values are compared folded, with a field's
// value or its alias: "medellin" is the city of Medellín, "5.1.3" that session of any document.
using Filters = std::map<schema::Field, std::vector<std::string>>;

// Whoever makes one keeps these promises (searchd/api/params.h does): filters and facets name facets only, dates are
// empty or ISO days, `page` and `per_page` are at least 1. The searcher trusts them.
struct SearchRequest {
  std::string text;  // the question as typed; empty asks for everything; any bytes will do
  Filters filters = {};
  std::string from = {};  // YYYY-MM-DD, inclusive; empty: no bound. A unit without a date is inside no bound.
  std::string to = {};
  Sort sort = Sort::kRelevance;
  std::optional<schema::Field> group = {};  // a facet: of each of its values, the first answer stands for all
  std::size_t page = 1;
  std::size_t per_page = 10;
  std::vector<schema::Field> facets = {schema::Field::kCity, schema::Field::kRole, schema::Field::kSession};
  bool fuzzy = true;                                  // false: no near words, synonyms or translations
  bool names = true;                                  // false: "qué dijo X" asks for its words, not for what X said
  text::Language language = text::kFallbackLanguage;  // of messages and labels; the question may be in any language
};

}  // namespace dixit::search
