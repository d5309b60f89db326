// In which order answers are shown: a stretch of them at a time.

#pragma once

#include <xapian.h>

#include <cstddef>
#include <optional>
#include <vector>

#include "searchd/query/ranking.h"
#include "searchd/search/columns.h"
#include "searchd/search/question.h"
#include "searchd/search/request.h"

namespace dixit::search {

// Places [first, first + count) of what `query` matches, best first. With `of_each`, a facet, only the best of each of
// its values; units without a value all count. Throws what `database` throws.
std::vector<RankedUnit> best_units(const Xapian::Query& query, std::size_t first, std::size_t count,
                                   const query::Ranking& ranking, const Xapian::Database& database,
                                   std::optional<schema::Field> of_each = std::nullopt);

// The page of `units`, which is what the request's filters leave of the question's, as the request wants it sorted and
// grouped. Throws what the database throws.
std::vector<RankedUnit> page_of(const UnitSet& units, const Question& question, const SearchRequest& request,
                                const query::Ranking& ranking, const Lease& lease);

}  // namespace dixit::search
