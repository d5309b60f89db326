// From the best units to what is sent: stored text, marks, snippets, JSON.

#include <memory>
#include <string>
#include <vector>

#include "benches/micro/measure.h"
#include "benches/micro/served_index.h"
#include "searchd/api/json.h"
#include "searchd/search/documents.h"
#include "searchd/search/marks.h"
#include "searchd/search/order.h"
#include "searchd/search/searcher.h"
#include "searchd/search/snippet.h"

namespace {

using namespace dixit;
using namespace dixit::bench;

// A unit on the first page of a question's answers.
struct Answer {
  Xapian::docid unit = 0;
  std::shared_ptr<const schema::StoredDoc> document;
  const query::Sought* sought = nullptr;
  std::vector<search::Mark> marks;
};

const std::vector<Answer>& answers() {
  static const std::vector<Answer> all = [] {
    search::Lease lease = lend();
    std::vector<Answer> made;
    for (const search::Question& question : understood()) {
      for (const search::RankedUnit& ranked :
           search::page_of(question.units, question, {}, as_usual().ranking, lease)) {
        Answer& answer = made.emplace_back();
        answer.unit = ranked.unit;
        answer.document = lease.document(ranked.unit).value();
        answer.sought = &question.plan.sought;
        answer.marks = search::find_marks(*answer.document, *answer.sought, lease.analyzer());
      }
    }
    return made;
  }();
  return all;
}

void read_stored_units_from_index(benchmark::State& state) {
  const search::Lease lease = lend();
  search::Documents documents(0);
  measure(state, answers(),
          [&](const Answer& answer) { return documents.of(answer.unit, lease.database()).has_value(); });
}
BENCHMARK(read_stored_units_from_index)->Unit(benchmark::kMicrosecond);

void find_marks(benchmark::State& state) {
  search::Lease lease = lend();
  measure(state, answers(),
          [&](const Answer& answer) { return search::find_marks(*answer.document, *answer.sought, lease.analyzer()); });
}
BENCHMARK(find_marks)->Unit(benchmark::kMicrosecond);

void cut_snippets(benchmark::State& state) {
  measure(state, answers(), [](const Answer& answer) { return search::snippet(*answer.document, answer.marks); });
}
BENCHMARK(cut_snippets)->Unit(benchmark::kMicrosecond);

template <typename Responses, typename Write>
void measure_writing(benchmark::State& state, const Responses& responses, Write write) {
  std::size_t bytes = 0;
  for (const auto& response : responses) bytes += write(response).size();
  measure(state, responses, write);
  state.counters["bytes"] = static_cast<double>(bytes) / static_cast<double>(responses.size());
}

void write_first_pages_as_json(benchmark::State& state) {
  const search::Searcher searcher(served());
  std::vector<search::SearchResponse> responses;
  for (const std::string& question : questions()) responses.push_back(searcher.search({question}).value());
  measure_writing(state, responses, [](const search::SearchResponse& response) {
    return api::to_json(response, text::kFallbackLanguage);
  });
}
BENCHMARK(write_first_pages_as_json)->Unit(benchmark::kMicrosecond);

// Of each question the best.
void write_whole_units_as_json(benchmark::State& state) {
  struct Read {
    const std::string& question;
    search::UnitView view;
  };
  const search::Searcher searcher(served());
  std::vector<Read> read;
  for (const std::string& question : questions()) {
    const search::SearchResponse found = searcher.search({question}).value();
    if (found.hits.empty()) continue;
    read.push_back({question, searcher.unit(found.hits.front().unit.id, question, text::kFallbackLanguage).value()});
  }
  measure_writing(state, read, [](const Read& unit) { return api::to_json(unit.view, unit.question); });
}
BENCHMARK(write_whole_units_as_json)->Unit(benchmark::kMicrosecond);

}  // namespace
