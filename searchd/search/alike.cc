#include "searchd/search/alike.h"

#include <algorithm>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

#include "searchd/search/best.h"
#include "searchd/search/matching.h"
#include "searchd/search/messages.h"
#include "searchd/search/similar.h"

namespace dixit::search {
namespace {

using Kind = query::Clause::Kind;

// Chosen on the judged questions; docs/ranking.md has what was tried.
constexpr std::size_t kFew = 30;     // fewer answers are followed by others
constexpr std::size_t kAlike = 10;   // so many at most
constexpr std::size_t kOneIn = 10;   // of a small collection all would be alike: one in so many units at most
constexpr std::size_t kTelling = 8;  // so many of the best answers tell what the others have to share
constexpr std::size_t kFirst = 5;    // so many of the best answers stay where they are
constexpr double kShare = 0.2;       // of the best answer's score: what being alike counts at most
constexpr std::size_t kMany = 1000;  // from so many answers on nothing is added

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

std::size_t room_for_alike(const Question& question, std::size_t all) {
  const std::size_t answers = question.units.cardinality();
  const bool is_enough = answers >= kFew && !question.is_loosened;
  return answers == 0 || answers >= kMany || is_enough ? 0 : std::min(kAlike, all / kOneIn);
}

// Puts all of `order` but the first in order of what they score and how alike they are, as `shared` says.
void order_anew(std::vector<RankedUnit>& order, const std::vector<RankedUnit>& shared, double most) {
  if (order.size() <= kFirst || most <= 0) return;
  std::unordered_map<Xapian::docid, double> alike;
  for (const RankedUnit& unit : shared) alike.emplace(unit.unit, unit.score);
  const double share = kShare * order.front().score / most;
  const auto rest = order.begin() + kFirst;
  for (auto unit = rest; unit != order.end(); ++unit) {
    const auto known = alike.find(unit->unit);
    if (known != alike.end()) unit->score += share * known->second;
  }
  std::stable_sort(rest, order.end(), [](const RankedUnit& a, const RankedUnit& b) { return a.score > b.score; });
  for (auto unit = rest; unit != order.end(); ++unit) unit->score = std::min(unit->score, order[kFirst - 1].score);
}

}  // namespace

void add_alike(Question& question, const Understanding& how, Lease& lease) {
  if (!how.fuzzy || !how.concepts || question.is_strict) return;
  const std::size_t room = room_for_alike(question, lease.generation().columns().all().cardinality());
  if (room == 0) return;
  const std::optional<query::Clause> filters = filters_of(question.meant.clause);
  if (!filters) return;
  Scorer scorer = scorer_for(question, how.ranking, lease);
  question.order = best(question.units, 0, question.units.cardinality(), scorer);
  std::vector<Xapian::docid> telling;
  for (const RankedUnit& ranked : question.order) {
    if (telling.size() < kTelling) telling.push_back(ranked.unit);
  }
  Likeness likeness = likeness_of(telling, lease);
  for (const query::Clause& filter : filters->parts) {
    likeness.units &= matching(query::make_plan(filter, sources_for(how, lease)).step, lease);
  }
  Scorer likest(likeness.weights, how.ranking, lease);
  const std::vector<RankedUnit> shared = best(likeness.units, 0, likeness.units.cardinality(), likest);
  double most = 0;  // that one shares which did not tell what to share
  for (const RankedUnit& unit : shared) {
    if (std::find(telling.begin(), telling.end(), unit.unit) != telling.end()) continue;
    most = std::max(most, unit.score);
    if (question.alike.size() < room && !question.units.contains(unit.unit)) question.alike.push_back(unit.unit);
  }
  for (const Xapian::docid unit : question.alike) question.order.push_back({unit, 0});
  if (question.is_loosened) order_anew(question.order, shared, most);
  if (question.alike.empty()) return;
  question.units.addMany(question.alike.size(), question.alike.data());
  question.how_found.push_back(text_of(Message::kAlike, how.language));
}

}  // namespace dixit::search
