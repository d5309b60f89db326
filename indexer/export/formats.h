// The formats in which units leave the index by the command line.

#pragma once

#include <iosfwd>
#include <memory>
#include <string_view>

#include "core/base/result.h"
#include "core/export/unit_writer.h"

namespace dixit::exporting {

// The writer of `format`: "jsonl" and "csv" (core/export/unit_writer.h) or "tei" (TEI P5, an utterance `u` a unit, in
// the manner of Parla-CLARIN; wants units in document order). kBadUsage for any other.
Result<std::unique_ptr<UnitWriter>> make_unit_writer(std::string_view format, std::ostream& out);

}  // namespace dixit::exporting
