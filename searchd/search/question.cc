#include "searchd/search/question.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "searchd/query/parse.h"
#include "searchd/search/matching.h"
#include "searchd/search/messages.h"

namespace dixit::search {
namespace {

using Kind = query::Clause::Kind;

// Answers from which on a question is not loosened: two pages.
constexpr std::size_t kEnough = 20;

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
  question.how_found.push_back(loosened_text(*told, !strict.isEmpty(), how.language));
  question.first = strict;
  question.is_loosened = true;
}

}  // namespace

query::Sources sources_for(const Understanding& how, Lease& lease) {
  const Generation& generation = lease.generation();
  return {lease.database(),
          lease.analyzer(),
          generation.languages(),
          how.fuzzy ? &generation.near_words() : nullptr,
          how.fuzzy && how.concepts ? &generation.meanings() : nullptr,
          how.ranking};
}

Question understand(std::string_view text, const Understanding& how, Lease& lease) {
  const text::Language language = lease.generation().near_words().language_of(text);
  const query::Parsed parsed = query::parse(text, language, lease.database(), lease.analyzer());
  Question question;
  for (const query::Problem problem : parsed.problems) {
    question.how_read.push_back(text_of(message_for(problem), how.language));
  }
  question.meant = query::mean(parsed, sources_for(how, lease), how.names);
  question.plan = query::make_plan(question.meant.clause, sources_for(how, lease));
  question.units = matching(question.plan.step, lease);
  for (const query::Respelt& word : question.meant.respelt) {
    if (!word.is_quoted) question.how_read.push_back(warning_for(word, how.language));
  }
  if (question.meant.said_by) {
    question.how_read.push_back(said_by_text(question.meant.said_by->label, how.language));
  }
  question.is_strict = parsed.is_strict;
  if (!parsed.is_strict) loosen(question, how, lease);
  if (question.plan.left_out_words) question.how_read.push_back(text_of(Message::kManyWords, how.language));
  return question;
}

Scorer scorer_for(const Question& question, const query::Ranking& ranking, const Lease& lease) {
  Scorer scorer(question.plan.weights, ranking, lease);
  if (!question.first.isEmpty()) scorer.favour(question.first, ranking.all);
  return scorer;
}

std::vector<std::string> warnings_of(const Question& question) {
  std::vector<std::string> warnings = question.how_read;
  warnings.insert(warnings.end(), question.how_found.begin(), question.how_found.end());
  return warnings;
}

}  // namespace dixit::search
