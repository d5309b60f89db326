// Makes a generation of an index, complete and checked, the one that is served; nothing less ever is.

#pragma once

#include <filesystem>
#include <memory>
#include <string>
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

// A new folder for a generation in `index`, named by the time and a number so that it sorts behind all before it. The
// folder goes again with the object unless `keep` was called: a run that fails leaves nothing behind.
class NewGeneration {
 public:
  static Result<NewGeneration> create(const std::filesystem::path& index);

  NewGeneration(NewGeneration&&) noexcept;
  NewGeneration& operator=(NewGeneration&&) = delete;
  ~NewGeneration();

  const std::filesystem::path& path() const { return path_; }
  void keep() { path_.clear(); }

 private:
  explicit NewGeneration(std::filesystem::path path) : path_(std::move(path)) {}
  std::filesystem::path path_;
};

// Publishes `generation` as the current one of `index`: opens its shards, compares their number of units with `meta`,
// writes the stub beside the old one, makes both the data and the stub durable, and renames it into place. Readers see
// either the old generation or the new one. `shards` are the names of its databases. Fails without touching what was
// published before.
Status publish(const std::filesystem::path& index, const std::filesystem::path& generation,
               const std::vector<std::string>& shards, const schema::IndexMeta& meta);

// Removes generations of `index` that are neither current nor among the `keep` newest before it. Readers that still
// have one open keep their files until they close them. What cannot be removed stays, and is tried again next time.
void remove_old_generations(const std::filesystem::path& index, std::size_t keep);

}  // namespace dixit::write
