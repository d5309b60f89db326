#include <cstdio>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "core/schema/fields.h"
#include "core/store/index_reader.h"
#include "core/store/xapian_guard.h"
#include "indexer/commands/command.h"

namespace dixit::commands {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

std::uintmax_t size_on_disk(const std::vector<fs::path>& shards) {
  std::uintmax_t bytes = 0;
  std::error_code ignored;
  for (const fs::path& shard : shards) {
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(shard, ignored)) {
      if (entry.is_regular_file(ignored)) bytes += entry.file_size(ignored);
    }
  }
  return bytes;
}

// How many different values each facet has, and how many units have one.
Json facet_cardinalities(const Xapian::Database& database) {
  Json facets = Json::object();
  for (const schema::FieldRow& row : schema::field_table()) {
    if (!row.facet) continue;
    std::set<std::string> values;
    std::uint64_t units = 0;
    for (auto at = database.valuestream_begin(row.slot); at != database.valuestream_end(row.slot); ++at, ++units) {
      values.insert(*at);
    }
    facets[std::string(row.name)] = {{"values", values.size()}, {"units", units}};
  }
  return facets;
}

}  // namespace

int stats(const IndexCommand& command) {
  const Result<store::OpenIndex> index = store::open_index(command.indexes);
  if (!index) return fail(index.error());
  std::uintmax_t bytes = 0;
  for (const fs::path& path : command.indexes) {
    if (const auto published = store::find_published(path)) bytes += size_on_disk(published->shards);
  }
  const Result<Json> facets = store::guarded("count values", [&] { return facet_cardinalities(index->database); });
  if (!facets) return fail(facets.error());
  const schema::IndexMeta& meta = index->meta;
  const Json all = {{"generation", index->published.generation.filename().string()},
                    {"built_at", meta.built_at},
                    {"program", meta.program_version},
                    {"schema", meta.schema_version},
                    {"fingerprint", meta.fingerprint},
                    {"documents", meta.documents},
                    {"units", meta.units},
                    {"tokens", meta.tokens},
                    {"readings", meta.readings},
                    {"languages", meta.languages},
                    {"shards", index->shards.size()},
                    {"bytes", bytes},
                    {"facets", *facets}};
  if (command.json) {
    std::printf("%s\n", all.dump().c_str());
    return finish_output();
  }
  for (const auto& [key, value] : all.items()) {
    if (key == "facets") continue;
    std::printf("%-12s %s\n", key.c_str(), value.is_string() ? value.get<std::string>().c_str() : value.dump().c_str());
  }
  for (const auto& [name, counts] : facets->items()) {
    std::printf("%-12s %s values, on %s units\n", name.c_str(), counts["values"].dump().c_str(),
                counts["units"].dump().c_str());
  }
  return finish_output();
}

}  // namespace dixit::commands
