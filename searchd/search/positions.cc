#include "searchd/search/positions.h"

#include <algorithm>
#include <limits>
#include <span>
#include <string>
#include <utility>

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

// The units that have all `terms`, and which term is in fewest.
std::pair<UnitSet, std::size_t> with_all(const std::vector<std::string>& terms, const Lease& lease) {
  UnitSet units = lease.generation().columns().all();
  std::size_t rarest = 0;
  std::size_t fewest = units.cardinality() + 1;
  for (std::size_t i = 0; i < terms.size(); ++i) {
    const std::shared_ptr<const Posting> list = lease.posting(terms[i]);
    units &= list->units;
    if (list->in_order.size() < fewest) rarest = i;
    fewest = std::min(fewest, list->in_order.size());
  }
  return {std::move(units), rarest};
}

using Words = std::span<const schema::PlacedWord>;

// Units before it comes to them, so that their words are on their way from memory: waiting for those took half the
// time.
constexpr std::size_t kAhead = 3;

void prefetch(const Words& words) {
  constexpr std::size_t kLine = 64 / sizeof(schema::PlacedWord);
  for (std::size_t at = 0; at < words.size(); at += kLine) __builtin_prefetch(words.data() + at);
}

// The places of the words `marks` around word `at`, up to `window` positions away on either side.
void find_around(const Words& words, std::size_t at, std::size_t window, const std::vector<schema::WordMark>& marks,
                 Places& places) {
  std::size_t begin = at;
  for (std::size_t steps = 0; begin > 0; --begin) {
    const schema::Place place = schema::place_in(words[begin]);
    if (place == schema::Place::kFar || (place == schema::Place::kNext && ++steps > window)) break;
  }
  for (auto& positions : places) positions.clear();
  std::uint32_t position = 0;
  for (std::size_t i = begin, steps = 0; i < words.size(); ++i) {
    const schema::Place place = i == begin ? schema::Place::kSame : schema::place_in(words[i]);
    if (place == schema::Place::kFar) break;
    if (place == schema::Place::kNext) {
      ++position;
      if (i > at && ++steps > window) break;
    }
    for (std::size_t k = 0; k < marks.size(); ++k) {
      if (schema::mark_in(words[i]) == marks[k]) places[k].push_back(position);
    }
  }
}

}  // namespace

bool stand_together(const Places& places, std::size_t window, bool in_order) {
  return in_order ? follow_each_other(places, window) : are_near(places, window);
}

UnitSet with_positions(const query::Step& step, Lease& lease) {
  if (step.terms.empty()) return {};
  std::vector<schema::WordMark> marks;
  for (const std::string& term : step.terms) marks.push_back(schema::mark_of(term));
  const auto [candidates, rarest] = with_all(step.terms, lease);
  const auto is_rarest = [mark = marks[rarest]](schema::PlacedWord word) { return schema::mark_in(word) == mark; };
  auto stand_in = [&, places = Places(marks.size())](const Words& words) mutable {
    auto at = std::find_if(words.begin(), words.end(), is_rarest);
    for (; at != words.end(); at = std::find_if(at + 1, words.end(), is_rarest)) {
      find_around(words, static_cast<std::size_t>(at - words.begin()), step.window, marks, places);
      if (stand_together(places, step.window, step.in_order)) return true;
    }
    return false;
  };
  const store::WordOrders& orders = lease.generation().word_orders();
  std::vector<std::uint32_t> numbers(candidates.cardinality());
  candidates.toUint32Array(numbers.data());
  UnitSet units;
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    if (lease.time().is_over()) break;
    if (i + kAhead < numbers.size()) prefetch(orders.of(numbers[i + kAhead]));
    if (stand_in(orders.of(numbers[i]))) units.add(numbers[i]);
  }
  return units;
}

}  // namespace dixit::search
