// The formats in which units leave the index, one function a format.

#pragma once

#include <iosfwd>
#include <memory>
#include <string_view>

#include "core/base/result.h"
#include "core/schema/stored_doc.h"

namespace dixit::exporting {

// Writes units one by one to a stream that outlives it. Whether the stream took them is for its owner to ask.
class UnitWriter {
 public:
  virtual ~UnitWriter() = default;
  virtual void begin() {}
  virtual void write(const schema::StoredDoc& doc) = 0;
  virtual void end() {}
};

// The writer of `format`: "jsonl" (a JSON object a line), "csv" (RFC 4180, a heading line first) or "tei" (TEI P5, an
// utterance `u` a unit, in the manner of Parla-CLARIN). kBadUsage for any other.
Result<std::unique_ptr<UnitWriter>> make_unit_writer(std::string_view format, std::ostream& out);

}  // namespace dixit::exporting
