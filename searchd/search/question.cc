#include "searchd/search/question.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "searchd/query/parse.h"
#include "searchd/search/best.h"
#include "searchd/search/matching.h"
#include "searchd/search/messages.h"
#include "searchd/search/similar.h"

namespace dixit::search {
namespace {

using Kind = query::Clause::Kind;

// Answers from which on a question is not loosened: two pages.
constexpr std::size_t kEnough = 20;

// Fewer answers than these are followed by units alike, so many at most, told by so many of the best answers. Chosen on
// the judged questions by trying kFew from 20 up, kAlike 10 and 20, kTelling from 3 to 10: more of each changes little,
// fewer finds less.
constexpr std::size_t kFew = 30;
constexpr std::size_t kAlike = 10;
constexpr std::size_t kTelling = 5;
// Of a small collection all would be alike: one in so many units at most.
constexpr std::size_t kOneIn = 10;

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
          how.fuzzy && how.concepts ? &generation.meanings() : nullptr,
          how.ranking};
}

// Step by step looser, until enough is found or nothing looser is left.
void loosen(Question& question, const Understanding& how, Lease& lease) {
  const UnitSet strict = question.units;
  std::optional<Message> told;
  for (const auto& [looseness, message] :
       {std::pair{query::Looseness::kNearlyAll, Message::kNearlyAll}, {query::Looseness::kAny, Message::kLoosened}}) {
    if (question.units.cardinality() >= kEnough || !question.plan.can_loosen) break;
    query::Plan plan = query::make_plan(question.meant.clause, sources_for(how, lease), looseness);
    UnitSet units = matching(plan.step, lease);
    if (units.cardinality() <= question.units.cardinality()) continue;
    question.plan = std::move(plan);
    question.units = std::move(units);
    told = message;
  }
  if (!told) return;
  question.warnings.push_back(loosened_text(*told, !strict.isEmpty(), how.language));
  question.first = strict;
}

// Whether `clause` asks for what it says, not for very words.
bool is_free(const query::Clause& clause) {
  if (clause.kind == Kind::kAny) return std::all_of(clause.parts.begin(), clause.parts.end(), is_free);
  return clause.kind == Kind::kIdea ||
         (clause.kind == Kind::kWord && clause.word.field == nullptr && !clause.word.is_prefix);
}

// The filters in `clause`, which is free beside them; none where it is not.
std::optional<query::Clause> filters_of(const query::Clause& clause) {
  query::Clause filters{.kind = Kind::kAll};
  if (is_free(clause)) return filters;
  if (clause.kind != Kind::kAll) return std::nullopt;
  for (const query::Clause& part : clause.parts) {
    if (part.kind == Kind::kFilter) {
      filters.parts.push_back(part);
    } else if (!is_free(part)) {
      return std::nullopt;
    }
  }
  return filters.parts.size() < clause.parts.size() ? std::optional(std::move(filters)) : std::nullopt;
}

}  // namespace

Question understand(std::string_view text, const Understanding& how, Lease& lease) {
  const query::Parsed parsed = query::parse(text, lease.database(), lease.analyzer());
  Question question;
  for (const query::Problem problem : parsed.problems) {
    question.warnings.push_back(text_of(message_for(problem), how.language));
  }
  question.meant = query::mean(parsed, sources_for(how, lease), how.names);
  question.plan = query::make_plan(question.meant.clause, sources_for(how, lease));
  question.units = matching(question.plan.step, lease);
  for (const query::Respelt& word : question.meant.respelt) {
    if (!word.is_quoted) question.warnings.push_back(warning_for(word, how.language));
  }
  if (question.meant.said_by) {
    question.warnings.push_back(said_by_text(question.meant.said_by->label, how.language));
  }
  question.is_strict = parsed.is_strict;
  if (!parsed.is_strict) loosen(question, how, lease);
  if (question.plan.left_out_words) question.warnings.push_back(text_of(Message::kManyWords, how.language));
  return question;
}

void add_alike(Question& question, const Understanding& how, Lease& lease) {
  if (!how.fuzzy || !how.concepts || question.is_strict) return;
  if (question.units.isEmpty() || question.units.cardinality() >= kFew) return;
  const std::optional<query::Clause> filters = filters_of(question.meant.clause);
  if (!filters) return;
  const std::size_t most = std::min<std::size_t>(kAlike, lease.generation().columns().all().cardinality() / kOneIn);
  if (most == 0) return;
  Scorer scorer = scorer_for(question, how.ranking, lease);
  question.order = best(question.units, question.units.cardinality(), scorer);
  std::vector<Xapian::docid> telling;
  for (const RankedUnit& ranked : question.order) {
    if (telling.size() < kTelling) telling.push_back(ranked.unit);
  }
  Likeness likeness = likeness_of(telling, lease);
  likeness.units -= question.units;
  for (const query::Clause& filter : filters->parts) {
    likeness.units &= matching(query::make_plan(filter, sources_for(how, lease)).step, lease);
  }
  Scorer likest(likeness.weights, how.ranking, lease);
  for (const RankedUnit& unit : best(likeness.units, most, likest)) {
    question.alike.push_back(unit.unit);
  }
  for (const Xapian::docid unit : question.alike) question.order.push_back({unit, 0});
  if (question.alike.empty()) return;
  question.units.addMany(question.alike.size(), question.alike.data());
  question.warnings.push_back(text_of(Message::kAlike, how.language));
}

Scorer scorer_for(const Question& question, const query::Ranking& ranking, const Lease& lease) {
  Scorer scorer(question.plan.weights, ranking, lease);
  if (!question.first.isEmpty()) scorer.favour(question.first, ranking.all);
  return scorer;
}

}  // namespace dixit::search
