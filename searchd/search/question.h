// A question understood, with the units that answer it whatever the filters.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/text/language.h"
#include "searchd/query/meant.h"
#include "searchd/query/plan.h"
#include "searchd/query/ranking.h"
#include "searchd/search/columns.h"
#include "searchd/search/generation.h"
#include "searchd/search/scoring.h"

namespace dixit::search {

// How questions are to be understood: what a request and the configuration leave of it.
struct Understanding {
  const query::Ranking& ranking;
  bool fuzzy = true;     // near words
  bool concepts = true;  // what else says the same; needs `fuzzy`
  bool names = true;
  text::Language language = text::kFallbackLanguage;  // of warnings
};

struct Question {
  query::Meant meant;
  query::Plan plan;
  UnitSet units;                       // that answer, and those of `alike`
  UnitSet first;                       // those with all that was asked, where it was loosened
  std::vector<RankedUnit> order;       // all of `units`, best first, where they are few; else empty
  std::vector<Xapian::docid> alike;    // do not answer, but speak of the same as the best that do; likest first
  bool is_loosened = false;            // answers need not have all that was asked
  bool is_partial = false;             // there was no time for all of it
  bool is_strict = false;              // its operators say what has to be there
  std::vector<std::string> how_read;   // warnings: what was read otherwise than typed
  std::vector<std::string> how_found;  // and what else than all that was asked is shown
};

// Understands `text`. Where few units answer, it is loosened step by step, unless its operators say what has to be
// there. Throws what the database throws.
Question understand(std::string_view text, const Understanding& how, Lease& lease);

// What `how` leaves of the words around the index; holds references into `how` and `lease`.
query::Sources sources_for(const Understanding& how, Lease& lease);

// What tells how well units answer `question`, which must stay. Throws what the database throws.
Scorer scorer_for(const Question& question, const query::Ranking& ranking, const Lease& lease);

// All that was done otherwise than asked.
std::vector<std::string> warnings_of(const Question& question);

}  // namespace dixit::search
