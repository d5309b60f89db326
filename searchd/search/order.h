// In which order answers are shown: a stretch of them at a time.

#pragma once

#include <cstddef>
#include <vector>

#include "searchd/query/ranking.h"
#include "searchd/search/question.h"
#include "searchd/search/request.h"
#include "searchd/search/scoring.h"

namespace dixit::search {

// The page of `units`, which is what the request's filters leave of the question's, as the request wants it sorted and
// grouped. Throws what the database throws.
std::vector<RankedUnit> page_of(const UnitSet& units, const Question& question, const SearchRequest& request,
                                const query::Ranking& ranking, const Lease& lease);

}  // namespace dixit::search
