#include <cstdio>
#include <map>
#include <sstream>

#include "core/store/unit_reader.h"
#include "core/store/xapian_guard.h"
#include "core/text/analyzer.h"
#include "indexer/commands/command.h"
#include "indexer/pipeline.h"

namespace dixit::commands {
namespace {

void add(Diagnostics& found, std::string code, const std::filesystem::path& file, std::size_t line,
         std::string message) {
  found.add({Severity::kError,
             std::move(code),
             file.string(),
             line,
             0,
             std::move(message),
             {},
             "build the index again with `dixit-indexer build`"});
}

// Xapian's own walk over every table of every shard.
void check_structure(const store::Published& published, Diagnostics& found) {
  for (const std::filesystem::path& shard : published.shards) {
    std::ostringstream report;
    const Result<std::size_t> errors =
        store::guarded("check " + shard.string(), [&] { return Xapian::Database::check(shard.string(), 0, &report); });
    if (!errors) {
      add(found, "check.structure", shard, 0, errors.error().message);
    } else if (*errors > 0) {
      add(found, "check.structure", shard, 0, std::to_string(*errors) + " errors in its tables");
    }
  }
}

// The units in the index against those that the sources give today.
Status check_sources(const store::OpenIndex& index, const IndexCommand& command, Diagnostics& found) {
  Diagnostics reading;
  DIXIT_TRY(const ReadCorpus corpus,
            read_corpus(command.paths, command.data, 0, reading, [](std::string_view, std::size_t, std::size_t) {}));
  std::map<std::string, const model::Unit*> missing;
  std::map<std::string, std::string> paths;
  for (const ReadDocument& document : corpus.documents) {
    for (const model::Unit& unit : document.report.units) missing[unit.id] = &unit;
    paths[document.report.document.id] = document.report.path;
  }
  const Status walked = store::for_each_unit(index, [&](const schema::StoredDoc& doc) -> Status {
    const auto source = missing.find(doc.unit.id);
    if (source == missing.end()) {
      if (paths.contains(doc.unit.document.id)) {
        add(found, "check.extra-unit", paths[doc.unit.document.id], doc.unit.first_line,
            "unit " + doc.unit.id + " is in the index and not in the source");
      }
      return Done{};
    }
    const model::Unit& unit = *source->second;
    const bool same = unit.text == doc.unit.text && unit.first_line == doc.unit.first_line &&
                      unit.last_line == doc.unit.last_line && unit.role == doc.unit.role &&
                      unit.city == doc.unit.city && unit.speaker.has_value() == doc.unit.speaker.has_value() &&
                      (!unit.speaker || unit.speaker->printed == doc.unit.speaker->printed);
    if (!same) {
      add(found, "check.changed-unit", paths[unit.document.id], unit.first_line,
          "unit " + unit.id + " differs from its source");
    }
    missing.erase(source);
    return Done{};
  });
  for (const auto& [id, unit] : missing) {
    add(found, "check.missing-unit", paths[unit->document.id], unit->first_line, "unit " + id + " is not in the index");
  }
  return walked;
}

Status run(const IndexCommand& command, Diagnostics& found) {
  DIXIT_TRY(const store::OpenIndex index, store::open_index(command.indexes));
  for (const std::filesystem::path& path : command.indexes) {
    DIXIT_TRY(const store::Published published, store::find_published(path));
    DIXIT_TRY(const auto packs, text::LanguagePacks::load(published.generation / store::kPacksFolder, found));
    DIXIT_TRY_DONE(schema::check_recipe(index.meta, packs->fingerprint()));
    check_structure(published, found);
  }
  std::uint64_t units = 0;
  DIXIT_TRY_DONE(store::for_each_unit(index, [&](const schema::StoredDoc&) -> Status {
    ++units;
    return Done{};
  }));
  if (units != index.meta.units) {
    add(found, "check.count", index.published.generation, 0,
        "it holds " + std::to_string(units) + " units and says " + std::to_string(index.meta.units));
  }
  if (!command.paths.empty()) DIXIT_TRY_DONE(check_sources(index, command, found));
  return Done{};
}

}  // namespace

int check(const IndexCommand& command) {
  Diagnostics found;
  const Status done = run(command, found);
  print(found);
  if (!done) return fail(done.error());
  if (found.count(Severity::kError) > 0) return kExitFailed;
  std::fputs("the index is sound\n", stderr);
  return kExitDone;
}

}  // namespace dixit::commands
