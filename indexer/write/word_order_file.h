// Writes the word orders of a database; store::ShardWordOrders reads them.

#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <vector>

#include "core/base/result.h"
#include "core/schema/word_order.h"
#include "indexer/write/files.h"

namespace dixit::write {

class WordOrderFile {
 public:
  // In the folder of the database `shard`, replacing what was there.
  static Result<WordOrderFile> create(const std::filesystem::path& shard);

  // The words of one unit or of several: `begins` says where each begins. Fails where the disk does, and where the
  // file would have 2³² words: some 30 million units.
  Status add(std::span<const schema::PlacedWord> words);
  Status add(std::span<const schema::PlacedWord> words, std::span<const std::uint32_t> begins);

  // Nothing can be added afterwards. A file that is not finished is none.
  Status finish(Durability durability);

 private:
  explicit WordOrderFile(OutputFile file) : file_(std::move(file)) {}

  OutputFile file_;
  std::vector<std::uint32_t> begins_;
  std::uint64_t size_ = 0;  // words so far
};

// Writes those of the databases `parts`, one after the other, as those of `shard`.
Status merge_word_orders(const std::vector<std::filesystem::path>& parts, const std::filesystem::path& shard,
                         Durability durability);

}  // namespace dixit::write
