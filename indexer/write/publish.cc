#include "indexer/write/publish.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>
#include <xapian.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <ctime>
#include <utility>
#include <vector>

#include "core/store/index_reader.h"
#include "core/store/xapian_guard.h"

namespace dixit::write {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kLockName = "lock";
constexpr std::string_view kGenerationPrefix = "gen-";

Error cannot_write(int error_number, std::string_view doing, const fs::path& path) {
  Error error = system_error(error_number, doing, path.string());
  // Here a missing permission is about writing, whatever the call was.
  if (error.code == ErrorCode::kInputUnreadable) error.code = ErrorCode::kReadOnly;
  return error;
}

std::string utc_stamp() {
  const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  std::tm utc{};
  gmtime_r(&now, &utc);
  char text[32];
  const std::size_t size = std::strftime(text, sizeof text, "%Y%m%dT%H%M%S", &utc);
  return {text, size};
}

// Flushes a file or folder to the disk.
Status make_durable(const fs::path& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return cannot_write(errno, "open", path);
  const int result = ::fsync(file);
  const int error_number = errno;
  ::close(file);
  if (result != 0) return cannot_write(error_number, "write", path);
  return Done{};
}

Status write_file(const fs::path& path, const std::string& content) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (file < 0) return cannot_write(errno, "create", path);
  std::string_view left = content;
  while (!left.empty()) {
    const ssize_t written = ::write(file, left.data(), left.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) {
      const int error_number = errno;
      ::close(file);
      return cannot_write(error_number, "write", path);
    }
    left.remove_prefix(static_cast<std::size_t>(written));
  }
  ::close(file);
  return make_durable(path);
}

Status verify(const fs::path& generation, const std::vector<std::string>& shards, const schema::IndexMeta& meta) {
  return store::guarded("verify the new generation", [&]() -> Status {
    std::uint64_t units = 0;
    for (const std::string& shard : shards) units += Xapian::Database((generation / shard).string()).get_doccount();
    if (units == meta.units) return Done{};
    return Error{
        ErrorCode::kIndexBroken,
        "the new generation holds " + std::to_string(units) + " units instead of " + std::to_string(meta.units),
        "run the indexer again; what was published before is untouched",
        {}};
  });
}

}  // namespace

Result<IndexLock> IndexLock::take(const fs::path& index) {
  std::error_code failure;
  fs::create_directories(index, failure);
  if (failure) return cannot_write(failure.value(), "create the folder", index);
  const fs::path path = index / kLockName;
  const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (file < 0) return cannot_write(errno, "write in", index);
  if (::flock(file, LOCK_EX | LOCK_NB) != 0) {
    const int error_number = errno;
    ::close(file);
    if (error_number != EWOULDBLOCK) return cannot_write(error_number, "lock", path);
    return Error{ErrorCode::kBusy,
                 "another indexer is writing to " + index.string(),
                 "wait until it ends, or choose another folder with --out",
                 {}};
  }
  return IndexLock(file);
}

IndexLock::IndexLock(IndexLock&& other) noexcept : file_(std::exchange(other.file_, -1)) {}

IndexLock::~IndexLock() {
  if (file_ >= 0) ::close(file_);
}

Result<NewGeneration> NewGeneration::create(const fs::path& index) {
  const std::string stamp = utc_stamp();
  for (unsigned number = 0;; ++number) {
    const fs::path path = index / (std::string(kGenerationPrefix) + stamp + "-" + std::to_string(number));
    std::error_code failure;
    if (fs::create_directory(path, failure)) return NewGeneration(path);
    if (failure) return cannot_write(failure.value(), "create the folder", path);
  }
}

NewGeneration::NewGeneration(NewGeneration&& other) noexcept : path_(std::exchange(other.path_, fs::path())) {}

NewGeneration::~NewGeneration() {
  std::error_code ignored;  // what is left is removed by remove_old_generations() of a later run
  if (!path_.empty()) fs::remove_all(path_, ignored);
}

Status publish(const fs::path& index, const fs::path& generation, const std::vector<std::string>& shards,
               const schema::IndexMeta& meta) {
  DIXIT_TRY_DONE(verify(generation, shards, meta));
  std::string stub;
  for (const std::string& shard : shards) stub += "auto " + (generation.filename() / shard).string() + "\n";
  const fs::path next = index / (std::string(store::kStubName) + ".next");
  DIXIT_TRY_DONE(make_durable(generation));
  DIXIT_TRY_DONE(write_file(next, stub));
  std::error_code failure;
  fs::rename(next, index / store::kStubName, failure);
  if (failure) return cannot_write(failure.value(), "publish", index);
  return make_durable(index);
}

void remove_old_generations(const fs::path& index, std::size_t keep) {
  const Result<store::Published> published = store::find_published(index);
  if (!published) return;
  const std::string current = published->generation.filename().string();
  std::vector<std::string> old;
  std::error_code ignored;
  for (const fs::directory_entry& entry : fs::directory_iterator(index, ignored)) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with(kGenerationPrefix) && name != current) old.push_back(name);
  }
  std::sort(old.begin(), old.end(), std::greater<>());
  for (std::size_t i = keep; i < old.size(); ++i) fs::remove_all(index / old[i], ignored);
}

}  // namespace dixit::write
