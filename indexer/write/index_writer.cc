#include "indexer/write/index_writer.h"

#include <xapian.h>

#include "core/store/index_reader.h"
#include "core/store/xapian_guard.h"
#include "indexer/write/files.h"

namespace dixit::write {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kWriting = "write the index";

std::string shard_name(std::size_t number) {
  const std::string digits = std::to_string(number);
  return "shard-" + std::string(digits.size() < 2 ? 1 : 0, '0') + digits;
}

}  // namespace

struct IndexWriter::Shards {
  std::vector<Xapian::WritableDatabase> databases;
};

IndexWriter::IndexWriter(std::unique_ptr<Shards> shards) : shards_(std::move(shards)) {}
IndexWriter::~IndexWriter() = default;

Result<std::unique_ptr<IndexWriter>> IndexWriter::create(const fs::path& generation, const fs::path& packs,
                                                         std::size_t shard_count) {
  DIXIT_TRY_DONE(copy_files(packs, generation / store::kPacksFolder));
  std::unique_ptr<IndexWriter> writer(new IndexWriter(std::make_unique<Shards>()));
  for (std::size_t i = 0; i < std::max<std::size_t>(shard_count, 1); ++i) writer->names_.push_back(shard_name(i));
  return store::guarded(kWriting, [&] {
    for (const std::string& name : writer->names_) {
      writer->shards_->databases.emplace_back((generation / name).string(),
                                              Xapian::DB_CREATE | Xapian::DB_BACKEND_GLASS);
    }
    return std::move(writer);
  });
}

Status IndexWriter::add(const BuiltDoc& built, std::size_t shard) {
  return store::guarded(kWriting, [&] {
    shards_->databases.at(shard).add_document(built.document);
    labels_.insert(built.labels.begin(), built.labels.end());
    ++counts_.units;
    counts_.tokens += built.tokens;
    for (const auto& [how, count] : built.readings) counts_.readings[how] += count;
    return Done{};
  });
}

Result<schema::IndexMeta> IndexWriter::finish(schema::IndexMeta meta) {
  meta.units = counts_.units;
  meta.tokens = counts_.tokens;
  meta.readings = counts_.readings;
  return store::guarded(kWriting, [&] {
    for (Xapian::WritableDatabase& database : shards_->databases) {
      for (const auto& [key, value] : schema::to_metadata(meta)) database.set_metadata(key, value);
      for (const auto& [key, label] : labels_) database.set_metadata(key, label);
      database.commit();
      database.close();
    }
    shards_->databases.clear();
    return std::move(meta);
  });
}

}  // namespace dixit::write
