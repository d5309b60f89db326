#include <cstdio>
#include <map>
#include <sstream>

#include "core/store/unit_reader.h"
#include "core/store/word_orders.h"
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

// Whether each unit of `shard` has its words in order.
void check_word_orders(const std::filesystem::path& shard, Diagnostics& found) {
  const Result<store::ShardWordOrders> orders = store::ShardWordOrders::open(shard);
  if (!orders) {
    add(found, "check.word-order", shard, 0, orders.error().message);
    return;
  }
  const Result<Xapian::docid> units =
      store::guarded("count " + shard.string(), [&] { return Xapian::Database(shard.string()).get_lastdocid(); });
  if (units && *units != orders->size()) {
    add(found, "check.word-order", shard / store::kWordOrderFile, 0,
        "it holds the words of " + std::to_string(orders->size()) + " units, not of " + std::to_string(*units));
  }
}

// Xapian's own walk over every table of every shard, and the files beside them.
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
    check_word_orders(shard, found);
  }
}

// Whether `doc` holds what its source says today.
bool is_same(const model::Unit& unit, const model::Unit& doc) {
  return unit.text == doc.text && unit.first_line == doc.first_line && unit.last_line == doc.last_line &&
         unit.role == doc.role && unit.city == doc.city && unit.speaker.has_value() == doc.speaker.has_value() &&
         (!unit.speaker || unit.speaker->printed == doc.speaker->printed);
}

// The units in the index against those that the sources give today.
Status check_sources(const store::OpenIndex& index, const IndexCommand& command, Diagnostics& found) {
  Diagnostics reading;
  DIXIT_TRY(ReadCorpus corpus,
            read_corpus(command.paths, command.data, 0, reading, [](std::string_view, std::size_t, std::size_t) {}));
  UnitStream stream = units_of(corpus, reading);
  std::map<std::string, std::string, std::less<>> paths;  // of documents
  UnitIds checked;
  for (std::vector<FoundUnit> source = stream.next(1, 1); !source.empty(); source = stream.next(1, 1)) {
    const model::Unit& unit = source.front().unit;
    const std::string path(source.front().path);
    paths.try_emplace(unit.document.id, path);
    DIXIT_TRY(const Xapian::docid id, store::find_unit(index.database, unit.id));
    if (id == 0) {
      add(found, "check.missing-unit", path, source.front().line, "unit " + unit.id + " is not in the index");
      continue;
    }
    checked.claim(unit.id);
    DIXIT_TRY(const schema::StoredDoc doc, store::read_document(index.database, id));
    if (!is_same(unit, doc.unit)) {
      add(found, "check.changed-unit", path, source.front().line, "unit " + unit.id + " differs from its source");
    }
  }
  return store::for_each_unit(index, [&](const schema::StoredDoc& doc) -> Status {
    const auto path = paths.find(doc.unit.document.id);
    if (path != paths.end() && checked.claim(doc.unit.id)) {
      add(found, "check.extra-unit", path->second, doc.unit.first_line,
          "unit " + doc.unit.id + " is in the index and not in the source");
    }
    return Done{};
  });
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
