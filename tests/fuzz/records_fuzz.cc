// Reads any line as a record: a unit whose text is clean and long enough to index, or an objection that says what to
// do.

#include <string_view>
#include <variant>

#include "core/base/check.h"
#include "core/base/utf8.h"
#include "indexer/ingest/unit_record.h"
#include "tests/fuzz/target.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace dixit;
  std::string_view left(reinterpret_cast<const char*>(bytes), size);
  while (!left.empty()) {
    const std::size_t end = left.find('\n');
    const auto record = ingest::read_unit_record(left.substr(0, end));
    left.remove_prefix(end == std::string_view::npos ? left.size() : end + 1);
    if (const auto* objection = std::get_if<ingest::Objection>(&record)) {
      DIXIT_CHECK(objection->code.starts_with("record.") && !objection->message.empty() && !objection->hint.empty());
      continue;
    }
    const model::Unit& unit = std::get<model::Unit>(record);
    DIXIT_CHECK(!unit.text.empty() && !find_invalid_utf8(unit.text));
    DIXIT_CHECK(unit.first_line <= unit.last_line);
    DIXIT_CHECK(!unit.speaker || (!unit.speaker->name.empty() && !unit.speaker->printed.empty()));
  }
  return 0;
}
