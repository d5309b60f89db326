#include "searchd/search/postings.h"

#include <algorithm>
#include <limits>

namespace dixit::search {
namespace {

using Occurrences = decltype(Posting::occurrences)::value_type;

Posting read(const std::string& term, const Xapian::Database& database) {
  Posting posting;
  const Xapian::doccount units = database.get_termfreq(term);
  posting.in_order.reserve(units);
  posting.occurrences.reserve(units);
  for (auto unit = database.postlist_begin(term); unit != database.postlist_end(term); ++unit) {
    posting.in_order.push_back(*unit);
    constexpr Xapian::termcount kMost = std::numeric_limits<Occurrences>::max();
    posting.occurrences.push_back(static_cast<Occurrences>(std::min(unit.get_wdf(), kMost)));
  }
  posting.units.addMany(posting.in_order.size(), posting.in_order.data());
  posting.units.runOptimize();
  return posting;
}

std::size_t bytes_of(const Posting& posting) {
  return sizeof(Posting) + posting.units.getSizeInBytes() +
         posting.in_order.size() * (sizeof(posting.in_order[0]) + sizeof(posting.occurrences[0]));
}

}  // namespace

std::shared_ptr<const Posting> Postings::of(const std::string& term, const Xapian::Database& database) {
  if (std::shared_ptr<const Posting> kept = kept_.find(term)) return kept;
  auto posting = std::make_shared<const Posting>(read(term, database));
  kept_.keep(term, posting, bytes_of(*posting));
  return posting;
}

}  // namespace dixit::search
