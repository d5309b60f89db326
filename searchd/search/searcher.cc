#include "searchd/search/searcher.h"

#include <algorithm>
#include <chrono>
#include <optional>
#include <utility>
#include <vector>

#include "core/store/unit_reader.h"
#include "core/store/xapian_guard.h"
#include "core/text/fold.h"
#include "searchd/search/best.h"
#include "searchd/search/facets.h"
#include "searchd/search/filter_sets.h"
#include "searchd/search/generation.h"
#include "searchd/search/marks.h"
#include "searchd/search/matrix.h"
#include "searchd/search/messages.h"
#include "searchd/search/order.h"
#include "searchd/search/questions.h"
#include "searchd/search/reading.h"
#include "searchd/search/similar.h"
#include "searchd/search/snippet.h"
#include "searchd/search/suggestions.h"

namespace dixit::search {
namespace {

using Clock = std::chrono::steady_clock;

double ms_since(Clock::time_point start) {
  return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

Result<std::vector<Hit>> read_hits(const std::vector<RankedUnit>& units, const query::Sought& sought, Lease& lease) {
  std::vector<Hit> hits;
  for (const RankedUnit& ranked : units) {
    DIXIT_TRY(const std::shared_ptr<const schema::StoredDoc> document, lease.document(ranked.unit));
    Hit& hit = hits.emplace_back();
    hit.score = ranked.score;
    hit.snippet = snippet(*document, find_marks(*document, sought, lease.analyzer()));
    hit.unit = document->unit;
  }
  return hits;
}

Result<std::optional<Neighbour>> neighbour_at(std::size_t place, const model::Unit& unit, const Lease& lease) {
  const std::vector<Xapian::docid>& order = lease.generation().columns().in_order();
  if (place >= order.size()) return std::optional<Neighbour>();
  DIXIT_TRY(const std::shared_ptr<const schema::StoredDoc> document, lease.document(order[place]));
  const model::Unit& other = document->unit;
  if (other.document.id != unit.document.id) return std::optional<Neighbour>();
  Neighbour neighbour;
  neighbour.id = other.id;
  neighbour.kind = other.kind;
  neighbour.title = other.title;
  if (other.speaker) neighbour.speaker = other.speaker->name;
  if (other.session) neighbour.session_number = other.session->number;
  return std::optional(std::move(neighbour));
}

void mark_alike(std::vector<Hit>& hits, const std::vector<RankedUnit>& page, const Question& question) {
  for (std::size_t i = 0; i < hits.size(); ++i) {
    hits[i].is_alike = std::find(question.alike.begin(), question.alike.end(), page[i].unit) != question.alike.end();
  }
}

// How many groups `units` make, units without a value each one by itself; and how many each of `hits` stands for.
std::size_t count_groups(schema::Field field, const UnitSet& units, const Columns& columns,
                         const std::vector<RankedUnit>& page, std::vector<Hit>& hits) {
  const Column& column = columns.column(field);
  const std::vector<std::size_t> counts = columns.count(column, units);
  for (std::size_t i = 0; i < hits.size(); ++i) {
    const std::uint32_t value = column.of_unit[page[i].unit];
    hits[i].group_count = value == 0 ? 1 : counts[value - 1];
  }
  std::size_t groups = units.cardinality();
  for (const std::size_t count : counts) groups -= count > 0 ? count - 1 : 0;
  return groups;
}

Result<SearchResponse> answer(const SearchRequest& request, Questions& questions, Lease& lease) {
  const Columns& columns = lease.generation().columns();
  const std::shared_ptr<const Question> asked = questions.ask(request, lease);
  const Question& question = *asked;
  const FilterSets filters(request, lease);
  const UnitSet units = filters.narrow(question.units);

  SearchResponse response;
  response.text = request.text;
  response.interpreted = query::to_text(question.meant.clause);
  if (question.meant.said_by) response.said_by = question.meant.said_by->label;
  response.suggestions = suggestions(request.text, question.meant.respelt);
  response.total = units.cardinality();
  response.page = request.page;
  response.per_page = request.per_page;
  response.warnings = warnings_of(question);
  response.partial = question.is_partial;
  response.generation = lease.generation().name();
  for (const schema::Field field : request.facets) {
    const UnitSet* selection = filters.selection(field);
    const UnitSet counted = selection == nullptr ? units : filters.narrow(question.units, &field);
    response.facets.push_back(count_facet(field, counted, selection, columns, request.language, kFacetValues));
  }
  const std::vector<RankedUnit> page = page_of(units, question, request, questions.ranking(), lease);
  DIXIT_TRY(response.hits, read_hits(page, question.plan.sought, lease));
  mark_alike(response.hits, page, question);
  if (request.group) response.groups = count_groups(*request.group, units, columns, page, response.hits);
  return response;
}

// Without units alike. A part of them would be taken for all.
Result<std::vector<Xapian::docid>> all_answers(const SearchRequest& request, Questions& questions, Lease& lease) {
  const std::shared_ptr<const Question> question = questions.ask(request, lease);
  if (question->is_partial) {
    return Error{ErrorCode::kOverloaded, "there was no time to find all answers", "narrow the question", {}};
  }
  UnitSet units = FilterSets(request, lease).narrow(question->units);
  for (const Xapian::docid alike : question->alike) units.remove(alike);
  SearchRequest whole = request;
  whole.page = 1;
  whole.per_page = std::max<std::size_t>(units.cardinality(), 1);
  std::vector<Xapian::docid> in_order;
  in_order.reserve(units.cardinality());
  for (const RankedUnit& ranked : page_of(units, *question, whole, questions.ranking(), lease)) {
    in_order.push_back(ranked.unit);
  }
  return in_order;
}

struct FoundUnit {
  Xapian::docid number = 0;
  std::shared_ptr<const schema::StoredDoc> document;
};

Result<FoundUnit> find_unit(std::string_view id, const Lease& lease) {
  const Error missing{ErrorCode::kNotFound, "there is no intervention " + std::string(id), {}, {}};
  DIXIT_TRY(const Xapian::docid number, store::find_unit(lease.database(), id));
  if (number == 0) return missing;
  DIXIT_TRY(std::shared_ptr<const schema::StoredDoc> document, lease.document(number));
  if (document->unit.id != id) return missing;
  return FoundUnit{number, std::move(document)};
}

Result<UnitView> view(std::string_view id, const SearchRequest& request, Questions& questions, Lease& lease) {
  DIXIT_TRY(const FoundUnit found, find_unit(id, lease));
  const schema::StoredDoc& document = *found.document;
  const std::shared_ptr<const Question> question = questions.ask(request, lease);
  const std::size_t place = lease.generation().columns().place_of(found.number);
  UnitView unit;
  if (place > 0) {
    DIXIT_TRY(unit.previous, neighbour_at(place - 1, document.unit, lease));
  }
  DIXIT_TRY(unit.next, neighbour_at(place + 1, document.unit, lease));
  unit.runs = whole_text(document, find_marks(document, question->plan.sought, lease.analyzer()));
  unit.reading = read_runs(document);
  unit.interpreted = query::to_text(question->meant.clause);
  unit.warnings = question->how_read;
  unit.unit = document.unit;
  unit.generation = lease.generation().name();
  return unit;
}

Result<FacetResponse> count_all(schema::Field field, const SearchRequest& request, std::string_view part,
                                Questions& questions, Lease& lease) {
  const std::shared_ptr<const Question> question = questions.ask(request, lease);
  const FilterSets filters(request, lease);
  const UnitSet units = filters.narrow(question->units, &field);
  FacetResponse response;
  response.facet = count_facet(field, units, filters.selection(field), lease.generation().columns(), request.language);
  const std::string folded = text::fold(part);
  std::erase_if(response.facet.values,
                [&](const FacetValue& value) { return text::fold(value.label).find(folded) == std::string::npos; });
  response.total = units.cardinality();
  response.warnings = warnings_of(*question);
  response.partial = question->is_partial;
  response.generation = lease.generation().name();
  return response;
}

MatrixResponse tabulate(schema::Field rows, schema::Field cols, const SearchRequest& request, Questions& questions,
                        Lease& lease) {
  const Clock::time_point start = Clock::now();
  const Columns& columns = lease.generation().columns();
  const std::shared_ptr<const Question> question = questions.ask(request, lease);
  const UnitSet units = FilterSets(request, lease).narrow(question->units);
  MatrixResponse response;
  response.rows = matrix_side(count_facet(rows, units, nullptr, columns, request.language), units, columns);
  response.cols = matrix_side(count_facet(cols, units, nullptr, columns, request.language), units, columns);
  response.cells = count_cells(response.rows, response.cols, units, columns);
  response.text = request.text;
  response.interpreted = query::to_text(question->meant.clause);
  response.partial = question->is_partial;
  response.total = units.cardinality();
  response.warnings = warnings_of(*question);
  response.generation = lease.generation().name();
  response.took_ms = ms_since(start);
  return response;
}

Result<SimilarResponse> related(std::string_view id, std::size_t count, const query::Ranking& ranking, Lease& lease) {
  const Clock::time_point start = Clock::now();
  DIXIT_TRY(const FoundUnit unit, find_unit(id, lease));
  Likeness likeness = likeness_of({unit.number}, lease);
  likeness.units.remove(unit.number);
  Scorer scorer(likeness.weights, ranking, lease);
  const std::vector<RankedUnit> likest = best(likeness.units, 0, count, scorer);
  SimilarResponse response;
  response.id = id;
  DIXIT_TRY(response.hits, read_hits(likest, {}, lease));
  response.generation = lease.generation().name();
  response.took_ms = ms_since(start);
  return response;
}

}  // namespace

Searcher::Searcher(Generations& generations, const Options& options)
    : generations_(&generations),
      questions_(std::make_shared<Questions>(options)),
      responses_(std::make_shared<Responses>(options.cache_bytes / 2)) {}

Result<SearchResponse> Searcher::search(const SearchRequest& request) const {
  const Clock::time_point start = Clock::now();
  if (std::optional<SearchResponse> kept = responses_->find(request, generation())) {
    kept->took_ms = ms_since(start);
    return *std::move(kept);
  }
  DIXIT_TRY(Lease lease, generations_->borrow(questions_->time()));
  DIXIT_TRY(SearchResponse response, store::guarded("search", [&] { return answer(request, *questions_, lease); }));
  responses_->keep(request, response);
  response.took_ms = ms_since(start);
  return response;
}

Result<Answers> Searcher::answers(const SearchRequest& request) const {
  DIXIT_TRY(Lease lease, generations_->borrow(questions_->time()));
  DIXIT_TRY(std::vector<Xapian::docid> units,
            store::guarded("search", [&] { return all_answers(request, *questions_, lease); }));
  return Answers(std::move(lease), std::move(units));
}

Result<Answers> Searcher::named(const std::vector<std::string>& ids) const {
  DIXIT_TRY(Lease lease, generations_->borrow());
  std::vector<Xapian::docid> units;
  for (const std::string& id : ids) {
    DIXIT_TRY(const FoundUnit found, store::guarded("read " + id, [&] { return find_unit(id, lease); }));
    units.push_back(found.number);
  }
  return Answers(std::move(lease), std::move(units));
}

Result<UnitView> Searcher::unit(std::string_view id, std::string_view question, text::Language language) const {
  DIXIT_TRY(Lease lease, generations_->borrow(questions_->time()));
  SearchRequest request{std::string(question)};
  request.language = language;
  return store::guarded("read " + std::string(id), [&] { return view(id, request, *questions_, lease); });
}

Result<FacetResponse> Searcher::facet(schema::Field field, const SearchRequest& request, std::string_view part) const {
  DIXIT_TRY(Lease lease, generations_->borrow(questions_->time()));
  return store::guarded("count a facet", [&] { return count_all(field, request, part, *questions_, lease); });
}

Result<MatrixResponse> Searcher::matrix(schema::Field rows, schema::Field cols, const SearchRequest& request) const {
  DIXIT_TRY(Lease lease, generations_->borrow(questions_->time()));
  return store::guarded("count a table", [&] { return tabulate(rows, cols, request, *questions_, lease); });
}

Result<SimilarResponse> Searcher::similar(std::string_view id, std::size_t count) const {
  DIXIT_TRY(Lease lease, generations_->borrow(questions_->time()));
  return store::guarded("find what is like " + std::string(id),
                        [&] { return related(id, count, questions_->ranking(), lease); });
}

Result<CompletionResponse> Searcher::complete(std::string_view typed, std::size_t most, text::Language language) const {
  const Clock::time_point start = Clock::now();
  DIXIT_TRY(const Lease lease, generations_->borrow(questions_->time()));
  CompletionResponse response;
  response.text = typed;
  response.completions = lease.generation().completions().complete(typed, most, language);
  response.generation = lease.generation().name();
  response.took_ms = ms_since(start);
  return response;
}

std::shared_ptr<const Generation> Searcher::served() const {
  return generations_->current();
}

std::string Searcher::generation() const {
  const std::shared_ptr<Generation> current = generations_->current();
  return current ? current->name() : std::string();
}

}  // namespace dixit::search
