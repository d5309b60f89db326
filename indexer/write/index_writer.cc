#include "indexer/write/index_writer.h"

#include <xapian.h>

#include <algorithm>

#include "core/store/index_reader.h"
#include "core/store/xapian_guard.h"
#include "indexer/write/files.h"
#include "indexer/write/word_order_file.h"

namespace dixit::write {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kWriting = "write the index";
constexpr std::string_view kRunsFolder = "runs";

// Databases merged at once; each takes six open files.
constexpr std::size_t kMaxMerged = 128;

// What is not published yet need not survive a power cut; merging makes it durable.
// Lists of terms by unit would be a third of the index, and nobody asks for them: units are never changed.
constexpr int kNewDatabase = Xapian::DB_CREATE | Xapian::DB_BACKEND_GLASS | Xapian::DB_NO_SYNC | Xapian::DB_NO_TERMLIST;

std::string shard_name(std::size_t number) {
  const std::string digits = std::to_string(number);
  return "shard-" + std::string(digits.size() < 2 ? 1 : 0, '0') + digits;
}

}  // namespace

struct IndexWriter::Run::Database {
  Xapian::WritableDatabase database;
  WordOrderFile word_orders;
};

IndexWriter::Run::Run(IndexWriter& writer, std::size_t number, std::size_t shard, fs::path path)
    : writer_(writer), number_(number), shard_(shard), path_(std::move(path)) {}
IndexWriter::Run::~Run() = default;

Status IndexWriter::Run::add(const BuiltDoc& built) {
  return store::guarded(kWriting, [&]() -> Status {
    database_->database.add_document(built.document);
    DIXIT_TRY_DONE(database_->word_orders.add(built.word_order));
    labels_.insert(built.labels.begin(), built.labels.end());
    ++counts_.units;
    counts_.tokens += built.tokens;
    for (const auto& [how, count] : built.readings) counts_.readings[how] += count;
    languages_.insert(built.language);
    return Done{};
  });
}

Status IndexWriter::Run::finish() {
  return store::guarded(kWriting, [&]() -> Status {
    database_->database.close();
    DIXIT_TRY_DONE(database_->word_orders.finish(Durability::kFleeting));
    database_.reset();
    writer_.take_counts(*this);
    return Done{};
  });
}

IndexWriter::IndexWriter(fs::path generation, std::size_t shard_count) : generation_(std::move(generation)) {
  for (std::size_t i = 0; i < shard_count; ++i) names_.push_back(shard_name(i));
  runs_.resize(shard_count);
}
IndexWriter::~IndexWriter() = default;

Result<std::unique_ptr<IndexWriter>> IndexWriter::create(const fs::path& generation, const fs::path& packs,
                                                         std::size_t shard_count) {
  DIXIT_TRY_DONE(copy_files(packs, generation / store::kPacksFolder));
  std::error_code failure;
  fs::create_directory(generation / kRunsFolder, failure);
  if (failure) return cannot_write(failure.value(), "create the folder", generation / kRunsFolder);
  return std::unique_ptr<IndexWriter>(new IndexWriter(generation, std::max<std::size_t>(shard_count, 1)));
}

Result<std::unique_ptr<IndexWriter::Run>> IndexWriter::begin_run(std::size_t number, std::size_t shard) {
  const fs::path path = generation_ / kRunsFolder / std::to_string(number);
  std::unique_ptr<Run> run(new Run(*this, number, shard, path));
  return store::guarded(kWriting, [&]() -> Result<std::unique_ptr<Run>> {
    Xapian::WritableDatabase database(path.string(), kNewDatabase);
    DIXIT_TRY(WordOrderFile word_orders, WordOrderFile::create(path));
    run->database_.reset(new Run::Database{std::move(database), std::move(word_orders)});
    return std::move(run);
  });
}

void IndexWriter::take_counts(Run& run) {
  const std::lock_guard lock(mutex_);
  runs_[run.shard_].emplace(run.number_, run.path_);
  for (auto& [key, label] : run.labels_) {
    const auto [at, is_new] = labels_.try_emplace(key, run.number_, label);
    if (!is_new && run.number_ < at->second.first) at->second = {run.number_, std::move(label)};
  }
  counts_.units += run.counts_.units;
  counts_.tokens += run.counts_.tokens;
  for (const auto& [how, count] : run.counts_.readings) counts_.readings[how] += count;
  languages_.merge(run.languages_);
}

Status IndexWriter::write_metadata(const schema::IndexMeta& meta, const fs::path& path) const {
  return store::guarded(kWriting, [&]() -> Status {
    Xapian::WritableDatabase database(path.string(), kNewDatabase);
    for (const auto& [key, value] : schema::to_metadata(meta)) database.set_metadata(key, value);
    for (const auto& [key, label] : labels_) database.set_metadata(key, label.second);
    database.close();
    return merge_word_orders({}, path, Durability::kFleeting);
  });
}

Status IndexWriter::merge(Paths parts, const fs::path& shard) {
  const auto compact = [](const Paths& inputs, const fs::path& output, Durability durability) -> Status {
    Xapian::Database all;
    for (const fs::path& input : inputs) all.add_database(Xapian::Database(input.string()));
    all.compact(output.string(), durability == Durability::kLasting ? 0 : Xapian::DB_NO_SYNC);
    all.close();
    return merge_word_orders(inputs, output, durability);
  };
  return store::guarded(kWriting, [&]() -> Status {
    std::error_code ignored;  // what is left goes with the folder of runs
    while (parts.size() > kMaxMerged) {
      Paths larger;
      for (std::size_t begin = 0; begin < parts.size(); begin += kMaxMerged) {
        const auto first = parts.begin() + static_cast<std::ptrdiff_t>(begin);
        const Paths some(first, first + static_cast<std::ptrdiff_t>(std::min(kMaxMerged, parts.size() - begin)));
        larger.push_back(some.front().string() + "-merged");
        DIXIT_TRY_DONE(compact(some, larger.back(), Durability::kFleeting));
        for (const fs::path& part : some) fs::remove_all(part, ignored);
      }
      parts = std::move(larger);
    }
    DIXIT_TRY_DONE(compact(parts, shard, Durability::kLasting));
    DIXIT_TRY_DONE(make_durable(shard));
    for (const fs::path& part : parts) fs::remove_all(part, ignored);
    return Done{};
  });
}

Result<schema::IndexMeta> IndexWriter::finish(schema::IndexMeta meta) {
  meta.units = counts_.units;
  meta.tokens = counts_.tokens;
  meta.readings = counts_.readings;
  meta.languages.assign(languages_.begin(), languages_.end());
  for (std::size_t shard = 0; shard < names_.size(); ++shard) {
    Paths parts;
    for (const auto& [number, path] : runs_[shard]) parts.push_back(path);
    // The metadata are a part of their own, so that the shard is written once.
    parts.push_back(generation_ / kRunsFolder / ("metadata-" + names_[shard]));
    DIXIT_TRY_DONE(write_metadata(meta, parts.back()));
    DIXIT_TRY_DONE(merge(std::move(parts), generation_ / names_[shard]));
  }
  std::error_code failure;
  fs::remove_all(generation_ / kRunsFolder, failure);
  if (failure) return cannot_write(failure.value(), "remove", generation_ / kRunsFolder);
  return meta;
}

}  // namespace dixit::write
