#include "indexer/write/word_order_file.h"

#include <limits>
#include <string_view>

#include "core/store/word_orders.h"

namespace dixit::write {
namespace {

namespace fs = std::filesystem;

std::string_view bytes_of(std::span<const std::uint32_t> numbers) {
  return {reinterpret_cast<const char*>(numbers.data()), numbers.size_bytes()};
}

}  // namespace

Result<WordOrderFile> WordOrderFile::create(const fs::path& shard) {
  DIXIT_TRY(OutputFile file, OutputFile::create(shard / store::kWordOrderFile));
  WordOrderFile orders(std::move(file));
  DIXIT_TRY_DONE(orders.file_.append(bytes_of(std::span(&store::kWordOrderMagic, 1))));
  return orders;
}

Status WordOrderFile::add(std::span<const schema::PlacedWord> words) {
  constexpr std::uint32_t kBegin = 0;
  return add(words, std::span(&kBegin, 1));
}

Status WordOrderFile::add(std::span<const schema::PlacedWord> words, std::span<const std::uint32_t> begins) {
  if (size_ + words.size() > std::numeric_limits<std::uint32_t>::max()) {
    return Error{ErrorCode::kTooLarge, "a database would have more words than can be numbered",
                 "build it of more shards (--shards)", "--shards"};
  }
  for (const std::uint32_t begin : begins) begins_.push_back(static_cast<std::uint32_t>(size_) + begin);
  size_ += words.size();
  return file_.append(bytes_of(words));
}

Status WordOrderFile::finish(Durability durability) {
  const auto units = static_cast<std::uint32_t>(begins_.size());
  begins_.push_back(static_cast<std::uint32_t>(size_));
  begins_.push_back(units);
  DIXIT_TRY_DONE(file_.append(bytes_of(begins_)));
  return file_.finish(durability);
}

Status merge_word_orders(const std::vector<fs::path>& parts, const fs::path& shard, Durability durability) {
  DIXIT_TRY(WordOrderFile merged, WordOrderFile::create(shard));
  for (const fs::path& part : parts) {
    DIXIT_TRY(const store::ShardWordOrders orders, store::ShardWordOrders::open(part));
    DIXIT_TRY_DONE(merged.add(orders.all(), orders.begins().first(orders.size())));
  }
  return merged.finish(durability);
}

}  // namespace dixit::write
