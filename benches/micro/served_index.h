// What the parts of dixit-searchd are measured on: an index, opened as the daemon opens it, and questions to it.

#pragma once

#include <string>
#include <vector>

#include "searchd/search/generation.h"
#include "searchd/search/question.h"

namespace dixit::bench {

// The index that DIXIT_INDEX names in the environment; without it, that of corpus/reports, built in a folder that goes
// when the program ends. Opened by the first call, which throws what went wrong.
search::Generations& served();

// To work with alone, and never out of time.
search::Lease lend();

// The judged questions of tests/data/relevance: words, ideas and names in three languages, slips among them.
const std::vector<std::string>& questions();

// The same as `served` understands them, with the units that answer.
const std::vector<search::Question>& understood();

// How a request asks that has no wishes of its own.
search::Understanding as_usual();

}  // namespace dixit::bench
