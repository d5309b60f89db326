#include "searchd/search/matching.h"

#include <vector>

namespace dixit::search {
namespace {

// Stops Xapian's matcher when the time is over.
class Stopper : public Xapian::MatchDecider {
 public:
  struct Stopped {};

  explicit Stopper(TimeLimit& time) : time_(time) {}

  bool operator()(const Xapian::Document&) const override {
    if (time_.is_over()) throw Stopped();
    return true;
  }

 private:
  TimeLimit& time_;
};

UnitSet with_positions(const query::Step& step, Lease& lease) {
  const Xapian::Query::op op = step.in_order ? Xapian::Query::OP_PHRASE : Xapian::Query::OP_NEAR;
  const auto window = static_cast<Xapian::termcount>(step.window);
  Xapian::Enquire enquire(lease.database());
  enquire.set_query(Xapian::Query(op, step.terms.begin(), step.terms.end(), window));
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  enquire.set_docid_order(Xapian::Enquire::DONT_CARE);
  const Stopper stopper(lease.time());
  UnitSet units;
  try {
    const Xapian::MSet found = enquire.get_mset(0, lease.database().get_doccount(), nullptr, &stopper);
    for (auto hit = found.begin(); hit != found.end(); ++hit) units.add(*hit);
  } catch (const Stopper::Stopped&) {
    // What the matcher had found is lost: it knows units by their numbers within a shard.
  }
  return units;
}

}  // namespace

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
