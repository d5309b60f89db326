// Opens what the indexer published.
//
// An index folder holds generations and one Xapian stub file that names the published one:
//
//   DIR/current                      "auto gen-…/shard-00", a line a shard; replaced by rename
//   DIR/gen-<UTC time>-<number>/     never changed once published
//     shard-00 …                     Xapian databases; each carries the metadata of the whole generation
//     lang/                          the language packs that analysed it

#pragma once

#include <xapian.h>

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/schema/index_meta.h"
#include "core/schema/stored_doc.h"

namespace dixit::store {

inline constexpr std::string_view kStubName = "current";
inline constexpr std::string_view kPacksFolder = "lang";

// Where an index is on disk at this moment.
struct Published {
  std::filesystem::path stub;                 // the stub file read
  std::vector<std::filesystem::path> shards;  // as it names them, made absolute or relative to the working folder
  std::filesystem::path generation;           // the folder of the first shard
};

// Reads the stub of `index`: an index folder or a Xapian stub file of local databases. Fails with kIndexMissing where
// there is none, kIndexBroken where it names nothing.
Result<Published> find_published(const std::filesystem::path& index);

// Metadata of one shard whose keys begin with `prefix`.
std::map<std::string, std::string> read_metadata(const Xapian::Database& shard, std::string_view prefix);

// One generation opened for reading. Xapian's objects are not shared between threads: one each.
struct OpenIndex {
  Published published;
  Xapian::Database database;             // all shards as one
  std::vector<Xapian::Database> shards;  // the same, apart: metadata is read from these
  schema::IndexMeta meta;                // counts are sums over the indexes opened together
};

// Opens `indexes` as one database. All must be of our schema version and of one fingerprint (kIndexMismatch).
Result<OpenIndex> open_index(const std::vector<std::filesystem::path>& indexes);

// The stored unit of document `id`, as written by the indexer.
Result<schema::StoredDoc> read_document(const Xapian::Database& database, Xapian::docid id);

}  // namespace dixit::store
