#include "searchd/search/matching.h"

#include "searchd/search/positions.h"

namespace dixit::search {

UnitSet matching(const query::Step& step, Lease& lease) {
  using Kind = query::Step::Kind;
  UnitSet units;
  switch (step.kind) {
    case Kind::kNothing: return units;
    case Kind::kEverything: return lease.generation().columns().all();
    case Kind::kTerms:
      for (const std::string& term : step.terms) {
        if (!lease.time().is_over()) units |= lease.posting(term)->units;
      }
      return units;
    case Kind::kPositions: return with_positions(step, lease);
    case Kind::kAll:
      for (const query::Step& part : step.parts) {
        if (&part == &step.parts.front()) {
          units = matching(part, lease);
        } else if (!units.isEmpty()) {
          units &= matching(part, lease);
        }
      }
      return units;
    case Kind::kAny:
      for (const query::Step& part : step.parts) units |= matching(part, lease);
      return units;
    case Kind::kEither:
      for (const query::Step& part : step.parts) units ^= matching(part, lease);
      return units;
    case Kind::kExcept:
      units = matching(step.parts.front(), lease);
      for (std::size_t i = 1; i < step.parts.size(); ++i) units -= matching(step.parts[i], lease);
      return units;
  }
  return units;
}

}  // namespace dixit::search
