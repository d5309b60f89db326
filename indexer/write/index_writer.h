// Writes the shards of a new generation, run by run.

#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/base/result.h"
#include "core/schema/index_meta.h"
#include "indexer/write/doc_builder.h"

namespace dixit::write {

// A run is a small database of consecutive units that one thread writes at one go, which is several times faster than
// to insert into a large one; at the end the runs of a shard are merged in their order. So what a shard holds does not
// depend on where runs begin, nor on who wrote them when.
class IndexWriter {
 public:
  // Runs are for several threads; the rest of the writer is for one.
  class Run {
   public:
    ~Run();

    // Adds the next unit.
    Status add(const BuiltDoc& built);

    // Writes what was added to the disk, and closes. A run that is not finished is no part of the index.
    Status finish();

   private:
    friend class IndexWriter;
    struct Database;
    Run(IndexWriter& writer, std::size_t number, std::size_t shard, std::filesystem::path path);

    IndexWriter& writer_;
    std::size_t number_;
    std::size_t shard_;
    std::filesystem::path path_;
    std::unique_ptr<Database> database_;
    std::map<std::string, std::string> labels_;
    schema::IndexMeta counts_;
    std::set<std::string> languages_;
  };

  // Writes into the folder `generation` of `shard_count` databases, at least one, and copies `packs` (the folder of
  // language packs) beside them.
  static Result<std::unique_ptr<IndexWriter>> create(const std::filesystem::path& generation,
                                                     const std::filesystem::path& packs, std::size_t shard_count);
  ~IndexWriter();

  // Begins run `number` of the generation, which is part of `shard`, below the number of shards. Numbers ascend with
  // the units, and so do shards; runs may be written in any order, many at a time. The writer must outlive its runs.
  Result<std::unique_ptr<Run>> begin_run(std::size_t number, std::size_t shard);

  // Merges the finished runs and writes `meta`, with the counts and languages of what was added, and every label to
  // every shard. Where runs disagree about a label, the first has it. Returns the complete metadata. Nothing can be
  // added afterwards.
  Result<schema::IndexMeta> finish(schema::IndexMeta meta);

  // Names of the shards' folders inside the generation.
  const std::vector<std::string>& shards() const { return names_; }

 private:
  using Paths = std::vector<std::filesystem::path>;
  IndexWriter(std::filesystem::path generation, std::size_t shard_count);

  void take_counts(Run& run);
  Status write_metadata(const schema::IndexMeta& meta, const std::filesystem::path& path) const;
  Status merge(Paths parts, const std::filesystem::path& shard);

  std::filesystem::path generation_;
  std::vector<std::string> names_;
  std::mutex mutex_;                                                   // of what follows
  std::vector<std::map<std::size_t, std::filesystem::path>> runs_;     // of each shard, by number
  std::map<std::string, std::pair<std::size_t, std::string>> labels_;  // with the run that they are of
  schema::IndexMeta counts_;
  std::set<std::string> languages_;
};

}  // namespace dixit::write
