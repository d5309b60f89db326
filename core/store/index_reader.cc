#include "core/store/index_reader.h"

#include <algorithm>
#include <cerrno>
#include <fstream>

#include "core/store/xapian_guard.h"

namespace dixit::store {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kBuildFirst = "build one with `dixit-indexer build --out DIR PATH…`";

// A stub line is "TYPE PATH"; a path is relative to the stub's own folder.
fs::path shard_path(const fs::path& stub, const std::string& line) {
  const std::size_t space = line.find(' ');
  if (space == std::string::npos || line.starts_with('#')) return {};
  const fs::path named = line.substr(space + 1);
  return named.is_absolute() ? named : stub.parent_path() / named;
}

void add_counts(schema::IndexMeta& sum, const schema::IndexMeta& one) {
  sum.documents += one.documents;
  sum.units += one.units;
  sum.tokens += one.tokens;
  for (const auto& [how, count] : one.readings) sum.readings[how] += count;
  sum.languages.insert(sum.languages.end(), one.languages.begin(), one.languages.end());
  std::sort(sum.languages.begin(), sum.languages.end());
  sum.languages.erase(std::unique(sum.languages.begin(), sum.languages.end()), sum.languages.end());
}

Status add_index(const fs::path& index, OpenIndex& open, bool first) {
  DIXIT_TRY(const Published published, find_published(index));
  for (const fs::path& path : published.shards) {
    Xapian::Database shard(path.string());
    open.database.add_database(shard);
    open.shards.push_back(std::move(shard));
  }
  const Xapian::Database& leader = open.shards[open.shards.size() - published.shards.size()];
  DIXIT_TRY(schema::IndexMeta meta, schema::from_metadata(read_metadata(leader, schema::kMetaPrefix)));
  if (first) {
    open.published = published;
    open.meta = std::move(meta);
    return Done{};
  }
  DIXIT_TRY_DONE(schema::check_recipe(meta, open.meta.fingerprint));
  add_counts(open.meta, meta);
  return Done{};
}

}  // namespace

Result<Published> find_published(const fs::path& index) {
  std::error_code ignored;
  Published published;
  published.stub = fs::is_directory(index, ignored) ? index / kStubName : index;
  std::ifstream stub(published.stub);
  if (!stub) {
    return Error{
        ErrorCode::kIndexMissing, "there is no published index at " + index.string(), std::string(kBuildFirst), {}};
  }
  for (std::string line; std::getline(stub, line);) {
    if (fs::path path = shard_path(published.stub, line); !path.empty()) published.shards.push_back(std::move(path));
  }
  if (published.shards.empty()) {
    return Error{ErrorCode::kIndexBroken,
                 published.stub.string() + " names no database",
                 "it should hold a line `auto PATH` for each shard; " + std::string(kBuildFirst),
                 {}};
  }
  published.generation = published.shards.front().parent_path();
  return published;
}

std::map<std::string, std::string> read_metadata(const Xapian::Database& shard, std::string_view prefix) {
  std::map<std::string, std::string> metadata;
  const std::string start(prefix);
  for (auto key = shard.metadata_keys_begin(start); key != shard.metadata_keys_end(start); ++key) {
    metadata.emplace(*key, shard.get_metadata(*key));
  }
  return metadata;
}

Result<OpenIndex> open_index(const std::vector<fs::path>& indexes) {
  std::string names;
  for (const fs::path& index : indexes) names += (names.empty() ? "" : ", ") + index.string();
  return guarded("open the index at " + names, [&]() -> Result<OpenIndex> {
    OpenIndex open;
    for (const fs::path& index : indexes) DIXIT_TRY_DONE(add_index(index, open, &index == &indexes.front()));
    return open;
  });
}

Result<schema::StoredDoc> read_document(const Xapian::Database& database, Xapian::docid id) {
  return guarded("read unit " + std::to_string(id),
                 [&]() -> Result<schema::StoredDoc> { return schema::decode(database.get_document(id).get_data()); });
}

}  // namespace dixit::store
