#include "searchd/search/postings.h"

#include <algorithm>
#include <limits>

namespace dixit::search {

std::size_t span_count(const Columns& columns) {
  return columns.all().isEmpty() ? 0 : columns.all().maximum() / kSpan + 1;
}

namespace {

using Occurrences = decltype(Posting::occurrences)::value_type;

// A list with few units a span is as quickly read as its peaks would be.
std::optional<Peaks> peaks_of(const Posting& posting, const Columns& columns) {
  constexpr std::size_t kLong = 8;
  const std::size_t spans = span_count(columns);
  if (posting.in_order.size() < kLong * spans) return std::nullopt;
  Peaks peaks;
  for (auto& shortest : peaks.shortest) shortest.assign(spans, Peaks::kNowhere);
  peaks.most.resize(spans);
  std::size_t at = 0;
  for (std::size_t span = 0; span < spans; ++span) {
    peaks.begin.push_back(static_cast<std::uint32_t>(at));
    for (; at < posting.in_order.size() && posting.in_order[at] / kSpan == span; ++at) {
      const std::size_t count = std::clamp<std::size_t>(posting.occurrences[at], 1, Peaks::kCounts);
      float& shortest = peaks.shortest[count - 1][span];
      shortest = std::min(shortest, columns.length_of(posting.in_order[at]));
      peaks.most[span] = std::max(peaks.most[span], static_cast<float>(posting.occurrences[at]));
    }
  }
  return peaks;
}

std::size_t bytes_of(const Peaks& peaks) {
  return peaks.most.size() * ((Peaks::kCounts + 1) * sizeof(float) + sizeof(peaks.begin[0]));
}

Posting read(const std::string& term, const Xapian::Database& database, const Columns& columns) {
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
  posting.peaks = peaks_of(posting, columns);
  return posting;
}

std::size_t bytes_of(const Posting& posting) {
  return sizeof(Posting) + posting.units.getSizeInBytes() +
         posting.in_order.size() * (sizeof(posting.in_order[0]) + sizeof(posting.occurrences[0])) +
         (posting.peaks ? bytes_of(*posting.peaks) : 0);
}

}  // namespace

std::shared_ptr<const Posting> Postings::of(const std::string& term, const Xapian::Database& database) {
  if (std::shared_ptr<const Posting> kept = kept_.find(term)) return kept;
  auto posting = std::make_shared<const Posting>(read(term, database, *columns_));
  kept_.keep(term, posting, bytes_of(*posting));
  return posting;
}

}  // namespace dixit::search
