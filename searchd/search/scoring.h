// How well units answer, told by what a plan counts.

#pragma once

#include <vector>

#include "searchd/query/plan.h"
#include "searchd/query/ranking.h"
#include "searchd/search/columns.h"
#include "searchd/search/generation.h"

namespace dixit::search {

struct RankedUnit {
  Xapian::docid unit = 0;
  double score = 0;  // 0 where it was not ranked
};

// `units` with their scores, in the order of their numbers: the sum of `weights`, each the BM25 score (S. E. Robertson
// et al., Okapi at TREC-3, 1994) of its terms taken as one word, over the words of text, heading and names. About 2 ns
// a unit and term once the posting lists are in memory. Throws what the database throws.
std::vector<RankedUnit> scored(const UnitSet& units, const std::vector<query::Weight>& weights,
                               const query::Ranking& ranking, const Lease& lease);

}  // namespace dixit::search
