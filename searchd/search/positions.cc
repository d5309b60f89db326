#include "searchd/search/positions.h"

#include <algorithm>
#include <functional>
#include <limits>
#include <optional>
#include <string>

#include "core/schema/terms.h"
#include "core/schema/word_order.h"

namespace dixit::search {
namespace {

bool follow_each_other(const Places& places, std::size_t window) {
  return std::any_of(places.front().begin(), places.front().end(), [&](std::uint32_t first) {
    std::uint32_t last = first;
    for (std::size_t word = 1; word < places.size(); ++word) {
      const auto next = std::upper_bound(places[word].begin(), places[word].end(), last);
      if (next == places[word].end()) return false;
      last = *next;
    }
    return last - first < window;
  });
}

// Finds each word a position of its own between two bounds, as H. W. Kuhn's method for assignments does: a word whose
// positions are taken has another one move, if that finds another.
class Assignment {
 public:
  Assignment(const Places& places, std::uint32_t first, std::size_t window) : places_(places), first_(first) {
    word_at_.assign(window, kNobody);
  }

  bool exists() {
    for (std::size_t word = 0; word < places_.size(); ++word) {
      tried_.assign(word_at_.size(), false);
      if (!place(word)) return false;
    }
    return true;
  }

 private:
  static constexpr std::size_t kNobody = std::numeric_limits<std::size_t>::max();

  bool place(std::size_t word) {
    const std::vector<std::uint32_t>& positions = places_[word];
    for (auto at = std::lower_bound(positions.begin(), positions.end(), first_); at != positions.end(); ++at) {
      const std::size_t offset = *at - first_;
      if (offset >= word_at_.size()) break;
      if (tried_[offset]) continue;
      tried_[offset] = true;
      if (word_at_[offset] != kNobody && !place(word_at_[offset])) continue;
      word_at_[offset] = word;
      return true;
    }
    return false;
  }

  const Places& places_;
  std::uint32_t first_;
  std::vector<std::size_t> word_at_;  // by position, from `first_` on
  std::vector<bool> tried_;           // for the word at hand
};

bool are_near(const Places& places, std::size_t window) {
  for (const std::vector<std::uint32_t>& positions : places) {
    for (const std::uint32_t first : positions) {
      if (Assignment(places, first, window).exists()) return true;
    }
  }
  return false;
}

UnitSet with_all(const std::vector<std::string>& terms, const Lease& lease) {
  std::optional<UnitSet> units;
  for (const std::string& term : terms) {
    const std::shared_ptr<const Posting> list = lease.posting(term);
    units = units ? *units & list->units : list->units;
  }
  return units.value_or(UnitSet());
}

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

// Words of fields have their positions in Xapian alone: their values are short.
UnitSet with_positions_in_xapian(const query::Step& step, Lease& lease) {
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

bool stand_together(const Places& places, std::size_t window, bool in_order) {
  return in_order ? follow_each_other(places, window) : are_near(places, window);
}

UnitSet with_positions(const query::Step& step, Lease& lease) {
  if (!std::all_of(step.terms.begin(), step.terms.end(), schema::is_plain_word)) {
    return with_positions_in_xapian(step, lease);
  }
  std::vector<schema::WordMark> marks;
  for (const std::string& term : step.terms) marks.push_back(schema::mark_of(term));
  Places places(marks.size());
  UnitSet units;
  auto order = lease.database().valuestream_begin(schema::kWordOrderSlot);
  const auto end = lease.database().valuestream_end(schema::kWordOrderSlot);
  for (const std::uint32_t unit : with_all(step.terms, lease)) {
    if (lease.time().is_over()) break;
    order.skip_to(unit);
    if (order == end) break;
    const std::string bytes = *order;
    for (auto& positions : places) positions.clear();
    schema::WordOrderReader words(bytes);
    for (schema::PlacedWord word; words.next(word);) {
      for (std::size_t i = 0; i < marks.size(); ++i) {
        if (word.mark == marks[i]) places[i].push_back(word.position);
      }
    }
    if (stand_together(places, step.window, step.in_order)) units.add(unit);
  }
  return units;
}

}  // namespace dixit::search
