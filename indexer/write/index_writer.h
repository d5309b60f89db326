// Writes the shards of a new generation.

#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/schema/index_meta.h"
#include "indexer/write/doc_builder.h"

namespace dixit::write {

// Documents added in order go to the shards in contiguous runs, so that docids of one shard keep document order. Not
// for several threads.
class IndexWriter {
 public:
  // Creates `shard_count` databases, at least one, in `generation` and copies `packs` (the folder of language packs)
  // beside them.
  static Result<std::unique_ptr<IndexWriter>> create(const std::filesystem::path& generation,
                                                     const std::filesystem::path& packs, std::size_t shard_count);
  ~IndexWriter();

  // Adds a document; `shard` is below the number of shards.
  Status add(const BuiltDoc& built, std::size_t shard);

  // Writes `meta`, with the counts of what was added, and every label to every shard, commits and closes. Returns the
  // complete metadata. Nothing can be added afterwards.
  Result<schema::IndexMeta> finish(schema::IndexMeta meta);

  // Names of the shards' folders inside the generation.
  const std::vector<std::string>& shards() const { return names_; }

 private:
  struct Shards;
  explicit IndexWriter(std::unique_ptr<Shards> shards);

  std::unique_ptr<Shards> shards_;
  std::vector<std::string> names_;
  std::map<std::string, std::string> labels_;
  schema::IndexMeta counts_;
};

}  // namespace dixit::write
