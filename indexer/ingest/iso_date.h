// Dates as manifests and records write them.

#pragma once

#include <string_view>

namespace dixit::ingest {

// Whether `text` is "2016", "2016-07" or "2016-07-07", a day that the calendar has.
bool is_iso_date(std::string_view text);

}  // namespace dixit::ingest
