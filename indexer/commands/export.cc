#include <iostream>

#include "core/store/unit_reader.h"
#include "indexer/commands/command.h"
#include "indexer/export/formats.h"

namespace dixit::commands {

int export_units(const IndexCommand& command) {
  const Result<store::OpenIndex> index = store::open_index(command.indexes);
  if (!index) return fail(index.error());
  const Result<std::unique_ptr<exporting::UnitWriter>> made = exporting::make_unit_writer(command.format, std::cout);
  if (!made) return fail(made.error());
  exporting::UnitWriter& writer = **made;
  writer.begin();
  const Status done = store::for_each_unit(*index, [&](const schema::StoredDoc& doc) -> Status {
    writer.write(doc);
    if (std::cout) return Done{};
    return Error{ErrorCode::kDiskFull, "cannot write the output", "free some space, or write elsewhere", {}};
  });
  if (!done) return fail(done.error());
  writer.end();
  std::cout.flush();
  if (!std::cout)
    return fail({ErrorCode::kDiskFull, "cannot write the output", "free some space, or write elsewhere", {}});
  return kExitDone;
}

}  // namespace dixit::commands
