#include "searchd/search/matching.h"

#include <vector>

namespace dixit::search {
namespace {

void add_units(UnitSet& units, const Xapian::Database& database, const std::string& term) {
  std::vector<std::uint32_t> found;
  found.reserve(database.get_termfreq(term));
  for (auto unit = database.postlist_begin(term); unit != database.postlist_end(term); ++unit) found.push_back(*unit);
  units.addMany(found.size(), found.data());
}

UnitSet matching_positions(const Xapian::Query& query, const Xapian::Database& database) {
  Xapian::Enquire enquire(database);
  enquire.set_query(query);
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  enquire.set_docid_order(Xapian::Enquire::DONT_CARE);
  const Xapian::MSet found = enquire.get_mset(0, database.get_doccount());
  UnitSet units;
  for (auto hit = found.begin(); hit != found.end(); ++hit) units.add(*hit);
  return units;
}

}  // namespace

UnitSet units_with(const Xapian::Database& database, const std::string& term) {
  UnitSet units;
  add_units(units, database, term);
  return units;
}

UnitSet matching(const query::Step& step, const Xapian::Database& database, const UnitSet& all) {
  using Kind = query::Step::Kind;
  UnitSet units;
  switch (step.kind) {
    case Kind::kNothing: return units;
    case Kind::kEverything: return all;
    case Kind::kTerms:
      for (const std::string& term : step.terms) add_units(units, database, term);
      return units;
    case Kind::kPositions: return matching_positions(step.query, database);
    case Kind::kAll:
      units = all;
      for (const query::Step& part : step.parts) units &= matching(part, database, all);
      return units;
    case Kind::kAny:
      for (const query::Step& part : step.parts) units |= matching(part, database, all);
      return units;
    case Kind::kEither:
      for (const query::Step& part : step.parts) units ^= matching(part, database, all);
      return units;
    case Kind::kExcept:
      units = matching(step.parts.front(), database, all);
      for (std::size_t i = 1; i < step.parts.size(); ++i) units -= matching(step.parts[i], database, all);
      return units;
  }
  return units;
}

}  // namespace dixit::search
