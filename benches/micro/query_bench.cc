// From the text of a question to what the index is asked, step by step.

#include <string>
#include <vector>

#include "benches/micro/measure.h"
#include "benches/micro/served_index.h"
#include "searchd/query/meant.h"
#include "searchd/query/parse.h"
#include "searchd/query/plan.h"

namespace {

using namespace dixit;
using namespace dixit::bench;

query::Parsed parse(const std::string& question, search::Lease& lease) {
  const text::Language language = lease.generation().near_words().language_of(question);
  return query::parse(question, language, lease.database(), lease.analyzer());
}

void tell_language(benchmark::State& state) {
  const search::Lease lease = lend();
  measure(state, questions(),
          [&](const std::string& question) { return lease.generation().near_words().language_of(question); });
}
BENCHMARK(tell_language)->Unit(benchmark::kMicrosecond);

void parse_with_language(benchmark::State& state) {
  search::Lease lease = lend();
  measure(state, questions(), [&](const std::string& question) { return parse(question, lease); });
}
BENCHMARK(parse_with_language)->Unit(benchmark::kMicrosecond);

// Near words, ideas and names.
void find_what_is_meant(benchmark::State& state) {
  search::Lease lease = lend();
  std::vector<query::Parsed> parsed;
  for (const std::string& question : questions()) parsed.push_back(parse(question, lease));
  const query::Sources sources = search::sources_for(as_usual(), lease);
  measure(state, parsed, [&](const query::Parsed& question) { return query::mean(question, sources, true); });
}
BENCHMARK(find_what_is_meant)->Unit(benchmark::kMicrosecond);

void plan(benchmark::State& state) {
  search::Lease lease = lend();
  const query::Sources sources = search::sources_for(as_usual(), lease);
  measure(state, understood(),
          [&](const search::Question& question) { return query::make_plan(question.meant.clause, sources); });
}
BENCHMARK(plan)->Unit(benchmark::kMicrosecond);

}  // namespace
