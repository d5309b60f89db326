#include "core/store/word_orders.h"

#include <algorithm>
#include <string>
#include <utility>

namespace dixit::store {

namespace fs = std::filesystem;

Result<ShardWordOrders> ShardWordOrders::open(const fs::path& shard) {
  const fs::path path = shard / kWordOrderFile;
  const auto broken = [&](const std::string& why) {
    return Error{
        ErrorCode::kIndexBroken, path.string() + " " + why, "build the index again with `dixit-indexer build`", {}};
  };
  ShardWordOrders orders;
  Result<MappedFile> file = MappedFile::open(path, "the word orders");
  if (!file) return broken("cannot be read: " + file.error().message);
  orders.file_ = std::move(*file);
  const std::span<const std::byte> bytes = orders.file_.bytes();
  const std::span<const std::uint32_t> numbers(reinterpret_cast<const std::uint32_t*>(bytes.data()),
                                               bytes.size() / sizeof(std::uint32_t));
  // The least there is: the magic number, one end, the number of units.
  constexpr std::size_t kLeast = 3;
  if (numbers.size() < kLeast || numbers.front() != kWordOrderMagic) return broken("holds no word orders");
  const std::size_t units = numbers.back();
  if (units > numbers.size() - kLeast) return broken("was cut");
  orders.begins_ = numbers.subspan(numbers.size() - 2 - units, units + 1);
  orders.words_ = numbers.subspan(1, numbers.size() - kLeast - units);
  if (orders.begins_.front() != 0 || orders.begins_.back() != orders.words_.size()) return broken("was cut");
  if (!std::is_sorted(orders.begins_.begin(), orders.begins_.end())) return broken("has units that overlap");
  return orders;
}

std::span<const schema::PlacedWord> ShardWordOrders::at(std::size_t number) const {
  if (number >= size()) return {};
  return words_.subspan(begins_[number], begins_[number + 1] - begins_[number]);
}

Result<WordOrders> WordOrders::open(const std::vector<fs::path>& shards) {
  WordOrders orders;
  for (const fs::path& shard : shards) {
    DIXIT_TRY(ShardWordOrders of_shard, ShardWordOrders::open(shard));
    orders.shards_.push_back(std::move(of_shard));
  }
  return orders;
}

}  // namespace dixit::store
