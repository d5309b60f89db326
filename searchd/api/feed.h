// A search as an Atom feed (RFC 4287), for readers that ask again and again what is new.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "searchd/api/messages.h"
#include "searchd/search/request.h"
#include "searchd/search/response.h"

namespace dixit::api {

inline constexpr std::string_view kAtomType = "application/atom+xml; charset=utf-8";
inline constexpr std::size_t kMaxEntries = 50;

struct FeedSource {
  const search::SearchRequest& request;
  const search::SearchResponse& found;  // of `request`
  std::string built_at;                 // of the index, UTC, ISO 8601: the feed's own time, and of units without a date
  std::string site;                     // what links begin with; empty: they are relative
};

// At most kMaxEntries units that answer, in the order of the search; those alike are left out. Ids are the same in
// every generation and under every address, and each update is the unit's date.
std::string atom_feed(const Messages& messages, const FeedSource& source);

}  // namespace dixit::api
