// The word orders of an index: a file beside each of its databases.

#pragma once

#include <xapian.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string_view>
#include <vector>

#include "core/base/mapped_file.h"
#include "core/base/result.h"
#include "core/schema/word_order.h"

namespace dixit::store {

inline constexpr std::string_view kWordOrderFile = "word-order";

// The file holds numbers of four bytes, as the machine has them: kWordOrderMagic; the word orders of all units, by
// their numbers; where each begins among those, and where the last one ends; how many there are.
inline constexpr std::uint32_t kWordOrderMagic = 0x31574F44;  // "DOW1"

// The word orders of one database. Opening reads where units begin, about a millisecond for a million; the words are
// read when they are asked for. Free to use from any thread.
class ShardWordOrders {
 public:
  // Fails with kIndexBroken where the file in the folder `shard` is missing or cannot be one.
  static Result<ShardWordOrders> open(const std::filesystem::path& shard);

  std::size_t size() const { return begins_.size() - 1; }

  // Of unit `number`, from 0 on; valid as long as this is. None where the file has no such unit.
  std::span<const schema::PlacedWord> at(std::size_t number) const;

  // All of them, one after the other; and where they begin among these, with the end.
  std::span<const schema::PlacedWord> all() const { return words_; }
  std::span<const std::uint32_t> begins() const { return begins_; }

 private:
  ShardWordOrders() = default;

  MappedFile file_;
  std::span<const schema::PlacedWord> words_;
  std::span<const std::uint32_t> begins_;
};

// The same for several databases that are opened as one.
class WordOrders {
 public:
  static Result<WordOrders> open(const std::vector<std::filesystem::path>& shards);

  // Of document `unit` of the joined database.
  std::span<const schema::PlacedWord> of(Xapian::docid unit) const {
    // Xapian deals numbers out to its databases in turns.
    return shards_[(unit - 1) % shards_.size()].at((unit - 1) / shards_.size());
  }

 private:
  std::vector<ShardWordOrders> shards_;
};

}  // namespace dixit::store
