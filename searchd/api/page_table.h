// The picture of who talks about it: a table that is its own heat map.

#pragma once

#include <cstddef>

#include "searchd/api/messages.h"
#include "searchd/api/page_model.h"
#include "searchd/api/page_request.h"
#include "searchd/search/response.h"

namespace dixit::api {

// What is seen at a glance, and the most that a page can take; what is left out is said.
inline constexpr std::size_t kRowsAtAGlance = 12;
inline constexpr std::size_t kColsAtAGlance = 8;
inline constexpr std::size_t kMostRows = 60;
inline constexpr std::size_t kMostCols = 25;

// Steps of intensity, from 1; each has a colour of its own (web/dixit.css).
inline constexpr std::size_t kHeatSteps = 5;

// The step of a count that is not 0 where the largest is `most`. Few counts are steps themselves, so that a difference
// of one answer is not blown up.
std::size_t heat_step(std::size_t count, std::size_t most);

// Sets what who_table.mustache shows of `matrix`, which answers `request` as `table` asks. Every cell, row and column
// is an address that narrows to it.
void set_who_table(PageModel& model, const Messages& messages, const PageRequest& request, const WhoTable& table,
                   const search::MatrixResponse& matrix);

}  // namespace dixit::api
