#include "searchd/search/similar.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace dixit::search {
namespace {

// Once the most telling terms have led to so many units, those that have none of them are not looked for.
constexpr std::size_t kEnoughUnits = 10'000;
// Of several units one in so many has to have a term.
constexpr std::size_t kShare = 3;

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
  std::vector<std::shared_ptr<const Subjects::Terms>> subjects;  // own what the others view
  std::unordered_map<std::string_view, std::size_t> units_with;
  for (const Xapian::docid unit : units) {
    subjects.push_back(lease.subjects(unit));
    for (const std::string& term : *subjects.back()) ++units_with[term];
  }
  std::vector<std::pair<double, std::string>> weighted;
  for (const auto& [term, with] : units_with) {
    // Of several units, what some share is what they speak of. The rest is most of their words, and looking each up
    // would take most of the time.
    if (kShare * with < units.size() && units.size() > 1) continue;
    const Xapian::doccount frequency = database.get_termfreq(std::string(term));
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
