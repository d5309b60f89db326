#include "searchd/search/similar.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <string>
#include <unordered_map>
#include <utility>

#include "core/schema/terms.h"

namespace dixit::search {
namespace {

// Once the most telling terms have led to so many units, those that have none of them are not looked for.
constexpr std::size_t kEnoughUnits = 10'000;
// Of several units one in so many has to have a term.
constexpr std::size_t kShare = 3;

// Adds to `units_with` the terms of `unit` that begin with `prefix` and are words: a further capital would make it
// another prefix.
void add_terms(Xapian::docid unit, const std::string& prefix, const Xapian::Database& database,
               std::unordered_map<std::string, std::size_t>& units_with) {
  auto at = database.termlist_begin(unit);
  for (at.skip_to(prefix); at != database.termlist_end(unit); ++at) {
    std::string term = *at;
    if (!term.starts_with(prefix)) break;
    const char next = term.size() > prefix.size() ? term[prefix.size()] : 'A';
    if (next < 'A' || next > 'Z') ++units_with[std::move(term)];
  }
}

// How well a term tells the units of which `with` out of `chosen` have it from the `all` units of which `frequency` do:
// Robertson's offer weight (S. E. Robertson, On term selection for query expansion, 1990).
double offer_weight(double with, double chosen, double frequency, double all) {
  const double odds =
      ((with + 0.5) * (all - frequency - chosen + with + 0.5)) / ((frequency - with + 0.5) * (chosen - with + 0.5));
  return with * std::log(odds);
}

}  // namespace

Likeness likeness_of(const std::vector<Xapian::docid>& units, const Lease& lease) {
  const Xapian::Database& database = lease.database();
  std::unordered_map<std::string, std::size_t> units_with;
  for (const Xapian::docid unit : units) {
    add_terms(unit, schema::concept_term("", schema::Part::kText), database, units_with);
    add_terms(unit, schema::stem_term(""), database, units_with);
  }
  std::vector<std::pair<double, std::string>> weighted;
  for (const auto& [term, with] : units_with) {
    // Of several units, what some share is what they speak of. The rest is most of their words, and looking each up
    // would take most of the time.
    if (kShare * with < units.size() && units.size() > 1) continue;
    const Xapian::doccount frequency = database.get_termfreq(term);
    if (frequency < 2) continue;
    const double weight =
        offer_weight(static_cast<double>(with), static_cast<double>(units.size()), frequency, database.get_doccount());
    if (weight > 0) weighted.emplace_back(weight, term);
  }
  std::sort(weighted.begin(), weighted.end(), std::greater<>());
  weighted.resize(std::min(weighted.size(), kTellingTerms));
  Likeness likeness;
  for (const auto& [weight, term] : weighted) {
    if (likeness.units.cardinality() < kEnoughUnits) likeness.units |= lease.posting(term)->units;
    likeness.weights.push_back({{term}, weight});
  }
  return likeness;
}

}  // namespace dixit::search
