// From what the index is asked to the units that answer, how many have each value of a facet, and the best of them.

#include <set>
#include <string>
#include <vector>

#include "benches/micro/measure.h"
#include "benches/micro/served_index.h"
#include "searchd/search/facets.h"
#include "searchd/search/matching.h"
#include "searchd/search/order.h"
#include "searchd/search/postings.h"
#include "searchd/search/request.h"

namespace {

using namespace dixit;
using namespace dixit::bench;

void collect_terms(const query::Step& step, std::set<std::string>& terms) {
  terms.insert(step.terms.begin(), step.terms.end());
  for (const query::Step& part : step.parts) collect_terms(part, terms);
}

// The lists of all words that the questions look up, none of them kept.
void read_posting_lists_from_index(benchmark::State& state) {
  const search::Lease lease = lend();
  std::set<std::string> terms;
  for (const search::Question& question : understood()) collect_terms(question.plan.step, terms);
  search::Postings postings(0, lease.generation().columns());
  std::size_t units = 0;
  for (const std::string& term : terms) units += postings.of(term, lease.database())->in_order.size();
  measure(state, terms, [&](const std::string& term) { return postings.of(term, lease.database()); });
  state.counters["units"] = static_cast<double>(units) / static_cast<double>(terms.size());
}
BENCHMARK(read_posting_lists_from_index)->Unit(benchmark::kMicrosecond);

void match_each(benchmark::State& state, const std::vector<query::Step>& steps) {
  search::Lease lease = lend();
  std::size_t units = 0;
  for (const query::Step& step : steps) units += search::matching(step, lease).cardinality();
  measure(state, steps, [&](const query::Step& step) { return search::matching(step, lease); });
  state.counters["units"] = static_cast<double>(units) / static_cast<double>(steps.size());
}

void match_words(benchmark::State& state) {
  std::vector<query::Step> steps;
  for (const search::Question& question : understood()) steps.push_back(question.plan.step);
  match_each(state, steps);
}
BENCHMARK(match_words)->Unit(benchmark::kMicrosecond);

// The same questions between quotes.
void match_phrases(benchmark::State& state) {
  search::Lease lease = lend();
  std::vector<query::Step> steps;
  for (const std::string& question : questions()) {
    const query::Step step = search::understand('"' + question + '"', as_usual(), lease).plan.step;
    if (step.kind == query::Step::Kind::kPositions) steps.push_back(step);
  }
  match_each(state, steps);
}
BENCHMARK(match_phrases)->Unit(benchmark::kMicrosecond);

// As many facets as a search counts.
void count_facets(benchmark::State& state) {
  const search::Lease lease = lend();
  const search::SearchRequest request;
  measure(state, understood(), [&](const search::Question& question) {
    std::vector<search::Facet> facets;
    for (const schema::Field field : request.facets) {
      facets.push_back(search::count_facet(field, question.units, nullptr, lease.generation().columns(),
                                           request.language, search::kFacetValues));
    }
    return facets;
  });
}
BENCHMARK(count_facets)->Unit(benchmark::kMicrosecond);

void rank_first_page(benchmark::State& state) {
  const search::Lease lease = lend();
  const search::SearchRequest request;
  const query::Ranking& ranking = as_usual().ranking;
  measure(state, understood(), [&](const search::Question& question) {
    return search::page_of(question.units, question, request, ranking, lease);
  });
}
BENCHMARK(rank_first_page)->Unit(benchmark::kMicrosecond);

}  // namespace
