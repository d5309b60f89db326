// Makes a generation of an index, complete and checked, the one that is served; nothing less ever is.

#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "core/base/result.h"
#include "core/schema/index_meta.h"

namespace dixit::write {

// The right to change one index folder. Held by one process at a time, and given back when the object goes, or when
// the process ends, however it ends.
class IndexLock {
 public:
  // Creates `index` where it does not exist. Fails with kBusy where another process holds the lock, kReadOnly or
  // kDiskFull where the folder cannot be written.
  static Result<IndexLock> take(const std::filesystem::path& index);

  IndexLock(IndexLock&& other) noexcept;
  IndexLock& operator=(IndexLock&&) = delete;
  ~IndexLock();

 private:
  explicit IndexLock(int file) : file_(file) {}
  int file_ = -1;
};

// The folder in which a generation is written. Until it is published it is called "new-…", so that what a killed run
// leaves behind is known for what it is; generations that were complete are called "gen-…", by the time and a number,
// so that they sort in their order. The folder goes again with the object: a run that fails leaves nothing behind.
class NewGeneration {
 public:
  // Creates the folder, after removing what killed runs left in `index`. The caller holds the lock of `index`.
  static Result<NewGeneration> create(const std::filesystem::path& index);

  NewGeneration(NewGeneration&&) noexcept;
  NewGeneration& operator=(NewGeneration&&) = delete;
  ~NewGeneration();

  const std::filesystem::path& path() const { return path_; }          // while it is written
  const std::filesystem::path& finished() const { return finished_; }  // once it is published
  void keep() { path_.clear(); }

 private:
  NewGeneration(std::filesystem::path path, std::filesystem::path finished)
      : path_(std::move(path)), finished_(std::move(finished)) {}
  std::filesystem::path path_;
  std::filesystem::path finished_;
};

// Publishes `generation` as the current one of `index`, and returns where it is now: opens its shards, compares their
// number of units with `meta`, makes the data durable, gives it its name, writes the stub beside the old one and
// renames it into place. Readers see either the old generation or the new one. `shards` are the names of its databases.
// Fails without touching what was published before.
Result<std::filesystem::path> publish(const std::filesystem::path& index, NewGeneration generation,
                                      const std::vector<std::string>& shards, const schema::IndexMeta& meta);

// Removes generations of `index` that are neither current nor among the `keep` newest before it. Readers that still
// have one open keep their files until they close them. What cannot be removed stays, and is tried again next time.
void remove_old_generations(const std::filesystem::path& index, std::size_t keep);

}  // namespace dixit::write
