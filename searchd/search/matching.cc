#include "searchd/search/matching.h"

#include <vector>

namespace dixit::search {
namespace {

UnitSet with_positions(const query::Step& step, const Xapian::Database& database) {
  const Xapian::Query::op op = step.in_order ? Xapian::Query::OP_PHRASE : Xapian::Query::OP_NEAR;
  const auto window = static_cast<Xapian::termcount>(step.window);
  Xapian::Enquire enquire(database);
  enquire.set_query(Xapian::Query(op, step.terms.begin(), step.terms.end(), window));
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  enquire.set_docid_order(Xapian::Enquire::DONT_CARE);
  const Xapian::MSet found = enquire.get_mset(0, database.get_doccount());
  UnitSet units;
  for (auto hit = found.begin(); hit != found.end(); ++hit) units.add(*hit);
  return units;
}

}  // namespace

UnitSet matching(const query::Step& step, const Lease& lease) {
  using Kind = query::Step::Kind;
  UnitSet units;
  switch (step.kind) {
    case Kind::kNothing: return units;
    case Kind::kEverything: return lease.generation().columns().all();
    case Kind::kTerms:
      for (const std::string& term : step.terms) units |= lease.posting(term)->units;
      return units;
    case Kind::kPositions: return with_positions(step, lease.database());
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
