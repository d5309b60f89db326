// Units as files that people and programs take away: the formats that both programs write.

#pragma once

#include <iosfwd>
#include <memory>

#include "core/schema/stored_doc.h"

namespace dixit::exporting {

// Writes units one by one to a stream that outlives it: `begin` once, `write` for each, `end` once. Whether the stream
// took them is for its owner to ask. For one thread.
class UnitWriter {
 public:
  virtual ~UnitWriter() = default;
  virtual void begin() {}
  virtual void write(const schema::StoredDoc& doc) = 0;
  virtual void end() {}
};

// A JSON object a line, as docs/input.md describes it. Bytes that are not UTF-8 become U+FFFD.
std::unique_ptr<UnitWriter> make_json_lines(std::ostream& out);

// RFC 4180, UTF-8 without a mark before it, names of the columns first. A cell that spreadsheets would take for a
// formula (it begins with =, +, -, @, a tab or a carriage return) has an apostrophe before it: without, opening the
// file shows an error in place of a text that begins with a dash, and may run what somebody wrote into a report.
std::unique_ptr<UnitWriter> make_csv(std::ostream& out);

}  // namespace dixit::exporting
