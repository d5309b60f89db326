#include "searchd/search/searcher.h"

#include <algorithm>
#include <chrono>
#include <optional>
#include <utility>
#include <vector>

#include "core/schema/terms.h"
#include "core/store/index_reader.h"
#include "core/store/xapian_guard.h"
#include "core/text/fold.h"
#include "searchd/query/meant.h"
#include "searchd/query/parse.h"
#include "searchd/query/plan.h"
#include "searchd/search/generation.h"
#include "searchd/search/marks.h"
#include "searchd/search/matching.h"
#include "searchd/search/matrix.h"
#include "searchd/search/messages.h"
#include "searchd/search/reading.h"
#include "searchd/search/similar.h"
#include "searchd/search/snippet.h"
#include "searchd/search/suggestions.h"

namespace dixit::search {
namespace {

using Clock = std::chrono::steady_clock;

// Answers from which on a question is not loosened: two pages.
constexpr std::size_t kEnough = 20;

// A question understood, with all units that answer it whatever the filters.
struct Question {
  query::Meant meant;
  query::Plan plan;
  UnitSet units;
  Xapian::Query ranked;
  std::vector<std::string> warnings;
};

// How questions are understood: what a request and the configuration leave of it.
struct Understanding {
  const Searcher::Options& options;
  bool fuzzy = true;
  bool names = true;
  text::Language language = text::kFallbackLanguage;  // of messages
};

Message message_for(query::Problem problem) {
  switch (problem) {
    case query::Problem::kOpenQuote: return Message::kOpenQuote;
    case query::Problem::kNoWords: return Message::kNoWords;
    case query::Problem::kMalformed: break;
  }
  return Message::kMalformed;
}

std::string warning_for(const query::Respelt& word, text::Language language) {
  std::vector<std::string> meant;
  for (const text::NearWord& near : word.meant) meant.push_back(near.spelling);
  return respelt_text(word.typed, meant, word.is_printed, language);
}

query::Sources sources_for(const Understanding& how, Lease& lease) {
  const Generation& generation = lease.generation();
  return {lease.database(),
          lease.analyzer(),
          generation.languages(),
          how.fuzzy ? &generation.near_words() : nullptr,
          how.fuzzy && how.options.concepts ? &generation.meanings() : nullptr,
          how.options.ranking};
}

// Step by step looser, until enough is found or nothing looser is left.
void loosen(Question& question, const Understanding& how, Lease& lease) {
  const Xapian::Query strict = question.ranked;
  const bool some_have_all = !question.units.isEmpty();
  std::optional<Message> told;
  for (const auto& [looseness, message] :
       {std::pair{query::Looseness::kNearlyAll, Message::kNearlyAll}, {query::Looseness::kAny, Message::kLoosened}}) {
    if (question.units.cardinality() >= kEnough || !question.plan.can_loosen) break;
    query::Plan plan = query::make_plan(question.meant.clause, sources_for(how, lease), looseness);
    UnitSet units = matching(plan.step, lease.database(), lease.generation().columns().all());
    if (units.cardinality() <= question.units.cardinality()) continue;
    question.plan = std::move(plan);
    question.units = std::move(units);
    told = message;
  }
  if (!told) return;
  // What has all of it stays ahead.
  Xapian::PostingSource* bonus = new Xapian::FixedWeightPostingSource(how.options.ranking.all);
  const Xapian::Query first(Xapian::Query::OP_FILTER, Xapian::Query(bonus->release()), strict);
  question.ranked = Xapian::Query(Xapian::Query::OP_AND_MAYBE, query::to_query(question.plan.step), first);
  question.warnings.push_back(loosened_text(*told, some_have_all, how.language));
}

Question understand(std::string_view text, const Understanding& how, Lease& lease) {
  const query::Parsed parsed = query::parse(text, lease.database(), lease.analyzer());
  Question question;
  for (const query::Problem problem : parsed.problems) {
    question.warnings.push_back(text_of(message_for(problem), how.language));
  }
  question.meant = query::mean(parsed, sources_for(how, lease), how.names);
  question.plan = query::make_plan(question.meant.clause, sources_for(how, lease));
  question.units = matching(question.plan.step, lease.database(), lease.generation().columns().all());
  question.ranked = query::to_query(question.plan.step);
  for (const query::Respelt& word : question.meant.respelt) {
    if (!word.is_quoted) question.warnings.push_back(warning_for(word, how.language));
  }
  if (question.meant.said_by) {
    question.warnings.push_back(said_by_text(question.meant.said_by->label, how.language));
  }
  if (!parsed.is_strict) loosen(question, how, lease);
  if (question.plan.left_out_words) question.warnings.push_back(text_of(Message::kManyWords, how.language));
  return question;
}

std::string date_key(std::string_view iso) {
  std::string key(iso);
  key.erase(std::remove(key.begin(), key.end(), '-'), key.end());
  return key;
}

// The filters of a request as sets, so that any combination of them can be counted.
class FilterSets {
 public:
  FilterSets(const SearchRequest& request, const Lease& lease) : columns_(lease.generation().columns()) {
    for (const auto& [field, values] : request.filters) {
      UnitSet& units = sets_[field];
      for (const std::string& value : values) units |= units_with_value(field, value, lease.database());
    }
    if (!request.from.empty() || !request.to.empty()) {
      dated_ = columns_.dated(date_key(request.from), date_key(request.to));
      has_dates_ = true;
    }
  }

  // `units` within all filters but those on `left_out`.
  UnitSet narrow(UnitSet units, const schema::Field* left_out = nullptr) const {
    if (has_dates_) units &= dated_;
    for (const auto& [field, set] : sets_) {
      if (left_out == nullptr || field != *left_out) units &= set;
    }
    return units;
  }

  // Units that the filter on `field` selects; null where there is none.
  const UnitSet* selection(schema::Field field) const {
    const auto found = sets_.find(field);
    return found == sets_.end() ? nullptr : &found->second;
  }

 private:
  // The column spares reading a long posting list where it says as much; aliases are known to the index only.
  UnitSet units_with_value(schema::Field field, const std::string& value, const Xapian::Database& database) const {
    const std::string term = schema::value_term(schema::row(field), value);
    const std::string folded = text::fold(value);
    UnitSet units;
    for (const ColumnValue& known : columns_.column(field).values) {
      if (known.folded == folded) units |= known.units;
    }
    return units.cardinality() == database.get_termfreq(term) ? units : units_with(database, term);
  }

  const Columns& columns_;
  std::map<schema::Field, UnitSet> sets_;
  UnitSet dated_;
  bool has_dates_ = false;
};

// What people read for a value: the index's label, but for the kinds, which are words of ours.
std::string label_for(schema::Field field, const ColumnValue& value, text::Language language) {
  const auto kind = field == schema::Field::kKind ? model::unit_kind_from_name(value.value) : std::nullopt;
  return kind ? label_of(*kind, language) : value.label;
}

Facet count_facet(schema::Field field, const UnitSet& units, const UnitSet* selection, const Columns& columns,
                  text::Language language) {
  const Column& column = columns.column(field);
  const std::vector<std::size_t> counts = Columns::count(column, units);
  Facet facet;
  facet.field = field;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const ColumnValue& value = column.values[i];
    const bool selected = selection != nullptr && selection->intersect(value.units);
    if (counts[i] == 0 && !selected) continue;
    facet.values.push_back({value.value, label_for(field, value, language), counts[i], selected});
  }
  std::sort(facet.values.begin(), facet.values.end(), [](const FacetValue& a, const FacetValue& b) {
    if (a.count != b.count) return a.count > b.count;
    return std::pair(text::fold(a.label), a.value) < std::pair(text::fold(b.label), b.value);
  });
  return facet;
}

// Keeps the first `kFacetValues` values and the selected ones.
void shorten(Facet& facet) {
  if (facet.values.size() <= kFacetValues) return;
  const auto rest = facet.values.begin() + kFacetValues;
  facet.values.erase(std::remove_if(rest, facet.values.end(), [](const FacetValue& v) { return !v.selected; }),
                     facet.values.end());
}

// The question and the filters as one query of Xapian's, for ranking.
Xapian::Query ranked_query(Xapian::Query query, const SearchRequest& request) {
  for (const auto& [field, values] : request.filters) {
    std::vector<std::string> terms;
    for (const std::string& value : values) terms.push_back(schema::value_term(schema::row(field), value));
    query =
        Xapian::Query(Xapian::Query::OP_FILTER, query, Xapian::Query(Xapian::Query::OP_OR, terms.begin(), terms.end()));
  }
  if (request.from.empty() && request.to.empty()) return query;
  const unsigned slot = schema::row(schema::Field::kDate).slot;
  const Xapian::Query dated(Xapian::Query::OP_VALUE_RANGE, slot, request.from.empty() ? "0" : date_key(request.from),
                            request.to.empty() ? "99999999" : date_key(request.to));
  return {Xapian::Query::OP_FILTER, query, dated};
}

struct RankedUnit {
  Xapian::docid unit = 0;
  double score = 0;
};

std::vector<RankedUnit> best_units(const Xapian::Query& query, std::size_t first, std::size_t count,
                                   const query::Ranking& ranking, const Xapian::Database& database) {
  constexpr double kLeastLength = 0.5;  // of texts, as a share of the average: shorter ones gain no more
  Xapian::Enquire enquire(database);
  enquire.set_query(query);
  enquire.set_weighting_scheme(Xapian::BM25Weight(ranking.k1, 0, 0, ranking.b, kLeastLength));
  const Xapian::MSet found =
      enquire.get_mset(static_cast<Xapian::doccount>(first), static_cast<Xapian::doccount>(count));
  std::vector<RankedUnit> units;
  for (auto hit = found.begin(); hit != found.end(); ++hit) units.push_back({*hit, hit.get_weight()});
  return units;
}

// Places [first, first + count) of `units` in document order, or newest first.
std::vector<RankedUnit> sorted_units(const UnitSet& units, Sort sort, std::size_t first, std::size_t count,
                                     const Columns& columns) {
  std::vector<RankedUnit> sorted;
  sorted.reserve(units.cardinality());
  for (const std::uint32_t unit : units) sorted.push_back({unit, 0});
  if (first >= sorted.size()) return {};
  const std::size_t end = std::min(first + count, sorted.size());
  std::partial_sort(sorted.begin(), sorted.begin() + static_cast<std::ptrdiff_t>(end), sorted.end(),
                    [&](const RankedUnit& a, const RankedUnit& b) {
                      if (sort == Sort::kDate && columns.date_of(a.unit) != columns.date_of(b.unit)) {
                        return columns.date_of(a.unit) > columns.date_of(b.unit);
                      }
                      return columns.place_of(a.unit) < columns.place_of(b.unit);
                    });
  return {sorted.begin() + static_cast<std::ptrdiff_t>(first), sorted.begin() + static_cast<std::ptrdiff_t>(end)};
}

Result<std::vector<Hit>> read_hits(const std::vector<RankedUnit>& units, const query::Sought& sought, Lease& lease) {
  std::vector<Hit> hits;
  for (const RankedUnit& ranked : units) {
    DIXIT_TRY(schema::StoredDoc document, store::read_document(lease.database(), ranked.unit));
    Hit& hit = hits.emplace_back();
    hit.score = ranked.score;
    hit.snippet =
        snippet(document, find_marks(document, sought, lease.analyzer(), *lease.generation().meanings().thesaurus));
    hit.unit = std::move(document.unit);
  }
  return hits;
}

Result<std::optional<Neighbour>> neighbour_at(std::size_t place, const model::Unit& unit, const Lease& lease) {
  const std::vector<Xapian::docid>& order = lease.generation().columns().in_order();
  if (place >= order.size()) return std::optional<Neighbour>();
  DIXIT_TRY(schema::StoredDoc document, store::read_document(lease.database(), order[place]));
  model::Unit& other = document.unit;
  if (other.document.id != unit.document.id) return std::optional<Neighbour>();
  Neighbour neighbour;
  neighbour.id = std::move(other.id);
  neighbour.kind = other.kind;
  neighbour.title = std::move(other.title);
  if (other.speaker) neighbour.speaker = std::move(other.speaker->name);
  if (other.session) neighbour.session_number = std::move(other.session->number);
  return std::optional(std::move(neighbour));
}

Result<SearchResponse> answer(const SearchRequest& request, const Searcher::Options& options, Lease& lease) {
  const Clock::time_point start = Clock::now();
  const Columns& columns = lease.generation().columns();
  Question question = understand(request.text, {options, request.fuzzy, request.names, request.language}, lease);
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
  response.warnings = std::move(question.warnings);
  response.generation = lease.generation().name();
  for (const schema::Field field : request.facets) {
    const UnitSet* selection = filters.selection(field);
    const UnitSet counted = selection == nullptr ? units : filters.narrow(question.units, &field);
    shorten(response.facets.emplace_back(count_facet(field, counted, selection, columns, request.language)));
  }
  const std::size_t first = (request.page - 1) * request.per_page;
  const bool is_ranked = request.sort == Sort::kRelevance && question.plan.is_ranked;
  const std::vector<RankedUnit> page = is_ranked ? best_units(ranked_query(question.ranked, request), first,
                                                              request.per_page, options.ranking, lease.database())
                                                 : sorted_units(units, request.sort, first, request.per_page, columns);
  DIXIT_TRY(response.hits, read_hits(page, question.plan.sought, lease));
  response.took_ms = std::chrono::duration<double, std::milli>(Clock::now() - start).count();
  return response;
}

struct FoundUnit {
  Xapian::docid number = 0;
  schema::StoredDoc document;
};

Result<FoundUnit> find_unit(std::string_view id, const Lease& lease) {
  const std::string term = schema::unique_term(id);
  const auto found = lease.database().postlist_begin(term);
  const Error missing{ErrorCode::kNotFound, "there is no intervention " + std::string(id), {}, {}};
  if (found == lease.database().postlist_end(term)) return missing;
  DIXIT_TRY(schema::StoredDoc document, store::read_document(lease.database(), *found));
  if (document.unit.id != id) return missing;
  return FoundUnit{*found, std::move(document)};
}

Result<UnitView> view(std::string_view id, std::string_view text, const Understanding& how, Lease& lease) {
  DIXIT_TRY(FoundUnit found, find_unit(id, lease));
  schema::StoredDoc& document = found.document;
  Question question = understand(text, how, lease);
  const std::size_t place = lease.generation().columns().place_of(found.number);
  UnitView unit;
  if (place > 0) {
    DIXIT_TRY(unit.previous, neighbour_at(place - 1, document.unit, lease));
  }
  DIXIT_TRY(unit.next, neighbour_at(place + 1, document.unit, lease));
  unit.runs = whole_text(
      document, find_marks(document, question.plan.sought, lease.analyzer(), *lease.generation().meanings().thesaurus));
  unit.reading = read_runs(document);
  unit.interpreted = query::to_text(question.meant.clause);
  unit.warnings = std::move(question.warnings);
  unit.unit = std::move(document.unit);
  unit.generation = lease.generation().name();
  return unit;
}

Result<FacetResponse> count_all(schema::Field field, const SearchRequest& request, std::string_view part,
                                const Searcher::Options& options, Lease& lease) {
  Question question = understand(request.text, {options, request.fuzzy, request.names, request.language}, lease);
  const FilterSets filters(request, lease);
  const UnitSet units = filters.narrow(std::move(question.units), &field);
  FacetResponse response;
  response.facet = count_facet(field, units, filters.selection(field), lease.generation().columns(), request.language);
  const std::string folded = text::fold(part);
  std::erase_if(response.facet.values,
                [&](const FacetValue& value) { return text::fold(value.label).find(folded) == std::string::npos; });
  response.total = units.cardinality();
  response.warnings = std::move(question.warnings);
  response.generation = lease.generation().name();
  return response;
}

MatrixResponse tabulate(schema::Field rows, schema::Field cols, const SearchRequest& request,
                        const Searcher::Options& options, Lease& lease) {
  const Clock::time_point start = Clock::now();
  const Columns& columns = lease.generation().columns();
  Question question = understand(request.text, {options, request.fuzzy, request.names, request.language}, lease);
  const UnitSet units = FilterSets(request, lease).narrow(std::move(question.units));
  MatrixResponse response;
  response.rows = matrix_side(count_facet(rows, units, nullptr, columns, request.language), units, columns);
  response.cols = matrix_side(count_facet(cols, units, nullptr, columns, request.language), units, columns);
  response.cells = count_cells(response.rows, response.cols, units, columns);
  response.text = request.text;
  response.interpreted = query::to_text(question.meant.clause);
  response.total = units.cardinality();
  response.warnings = std::move(question.warnings);
  response.generation = lease.generation().name();
  response.took_ms = std::chrono::duration<double, std::milli>(Clock::now() - start).count();
  return response;
}

Result<SimilarResponse> related(std::string_view id, std::size_t count, const Searcher::Options& options,
                                Lease& lease) {
  const Clock::time_point start = Clock::now();
  DIXIT_TRY(const FoundUnit unit, find_unit(id, lease));
  const Xapian::Query query = similar_to(unit.number, id, lease.database());
  SimilarResponse response;
  response.id = id;
  DIXIT_TRY(response.hits, read_hits(best_units(query, 0, count, options.ranking, lease.database()), {}, lease));
  response.generation = lease.generation().name();
  response.took_ms = std::chrono::duration<double, std::milli>(Clock::now() - start).count();
  return response;
}

}  // namespace

Result<SearchResponse> Searcher::search(const SearchRequest& request) const {
  DIXIT_TRY(Lease lease, generations_->borrow());
  return store::guarded("search", [&] { return answer(request, options_, lease); });
}

Result<UnitView> Searcher::unit(std::string_view id, std::string_view question, text::Language language) const {
  DIXIT_TRY(Lease lease, generations_->borrow());
  return store::guarded("read " + std::string(id), [&] {
    return view(id, question, {options_, true, true, language}, lease);
  });
}

Result<FacetResponse> Searcher::facet(schema::Field field, const SearchRequest& request, std::string_view part) const {
  DIXIT_TRY(Lease lease, generations_->borrow());
  return store::guarded("count a facet", [&] { return count_all(field, request, part, options_, lease); });
}

Result<MatrixResponse> Searcher::matrix(schema::Field rows, schema::Field cols, const SearchRequest& request) const {
  DIXIT_TRY(Lease lease, generations_->borrow());
  return store::guarded("count a table", [&] { return tabulate(rows, cols, request, options_, lease); });
}

Result<SimilarResponse> Searcher::similar(std::string_view id, std::size_t count) const {
  DIXIT_TRY(Lease lease, generations_->borrow());
  return store::guarded("find what is like " + std::string(id), [&] { return related(id, count, options_, lease); });
}

Result<CompletionResponse> Searcher::complete(std::string_view typed, std::size_t most, text::Language language) const {
  const Clock::time_point start = Clock::now();
  DIXIT_TRY(const Lease lease, generations_->borrow());
  CompletionResponse response;
  response.text = typed;
  response.completions = lease.generation().completions().complete(typed, most, language);
  response.generation = lease.generation().name();
  response.took_ms = std::chrono::duration<double, std::milli>(Clock::now() - start).count();
  return response;
}

std::string Searcher::generation() const {
  const std::shared_ptr<Generation> current = generations_->current();
  return current ? current->name() : std::string();
}

}  // namespace dixit::search
