#include "indexer/write/publish.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>
#include <xapian.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <ctime>
#include <utility>
#include <vector>

#include "core/store/index_reader.h"
#include "core/store/xapian_guard.h"
#include "indexer/write/files.h"

namespace dixit::write {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kLockName = "lock";
constexpr std::string_view kGenerationPrefix = "gen-";
constexpr std::string_view kUnfinishedPrefix = "new-";

std::string utc_stamp() {
  const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  std::tm utc{};
  gmtime_r(&now, &utc);
  char text[32];
  const std::size_t size = std::strftime(text, sizeof text, "%Y%m%dT%H%M%S", &utc);
  return {text, size};
}

fs::path stub_to_be(const fs::path& index) {
  return index / (std::string(store::kStubName) + ".next");
}

// Generations sort by their time, then by their number, which has no leading zeros.
std::pair<std::string, unsigned> order_of(const fs::path& generation) {
  const std::string name = generation.filename().string();
  const std::size_t hyphen = name.rfind('-');
  unsigned number = 0;
  std::from_chars(name.data() + hyphen + 1, name.data() + name.size(), number);
  return {name.substr(0, hyphen), number};
}

std::vector<fs::path> folders_named(const fs::path& index, std::string_view prefix) {
  std::vector<fs::path> folders;
  std::error_code failure;  // a folder that cannot be read has nothing that we could remove
  for (fs::directory_iterator at(index, failure), end; !failure && at != end; at.increment(failure)) {
    if (at->path().filename().string().starts_with(prefix)) folders.push_back(at->path());
  }
  return folders;
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
  std::error_code failure;
  for (const fs::path& left_over : folders_named(index, kUnfinishedPrefix)) fs::remove_all(left_over, failure);
  fs::remove(stub_to_be(index), failure);
  const std::string stamp = utc_stamp();
  // Behind every generation of the same second, also where an earlier one was removed.
  unsigned number = 0;
  for (const fs::path& generation : folders_named(index, kGenerationPrefix)) {
    const auto [of, its_number] = order_of(generation);
    if (of == std::string(kGenerationPrefix) + stamp) number = std::max(number, its_number + 1);
  }
  const std::string name = stamp + "-" + std::to_string(number);
  const fs::path path = index / (std::string(kUnfinishedPrefix) + name);
  fs::create_directory(path, failure);
  if (failure) return cannot_write(failure.value(), "create the folder", path);
  return NewGeneration(path, index / (std::string(kGenerationPrefix) + name));
}

NewGeneration::NewGeneration(NewGeneration&& other) noexcept
    : path_(std::exchange(other.path_, fs::path())), finished_(std::exchange(other.finished_, fs::path())) {}

NewGeneration::~NewGeneration() {
  std::error_code ignored;  // what is left is removed by create() of a later run
  if (!path_.empty()) fs::remove_all(path_, ignored);
}

Result<fs::path> publish(const fs::path& index, NewGeneration generation, const std::vector<std::string>& shards,
                         const schema::IndexMeta& meta) {
  DIXIT_TRY_DONE(verify(generation.path(), shards, meta));
  std::string stub;
  for (const std::string& shard : shards) stub += "auto " + (generation.finished().filename() / shard).string() + "\n";
  const fs::path next = stub_to_be(index);
  DIXIT_TRY_DONE(make_durable(generation.path()));
  DIXIT_TRY_DONE(write_file(next, stub));
  std::error_code failure;
  fs::rename(generation.path(), generation.finished(), failure);
  if (failure) return cannot_write(failure.value(), "publish", generation.finished());
  const fs::path published = generation.finished();
  generation.keep();
  fs::rename(next, index / store::kStubName, failure);
  if (failure) return cannot_write(failure.value(), "publish", index);
  DIXIT_TRY_DONE(make_durable(index));
  return published;
}

void remove_old_generations(const fs::path& index, std::size_t keep) {
  const Result<store::Published> published = store::find_published(index);
  if (!published) return;
  std::vector<fs::path> old = folders_named(index, kGenerationPrefix);
  std::erase_if(old, [&](const fs::path& path) { return path.filename() == published->generation.filename(); });
  std::sort(old.begin(), old.end(), [](const auto& a, const auto& b) { return order_of(a) > order_of(b); });
  std::error_code ignored;
  for (std::size_t i = keep; i < old.size(); ++i) fs::remove_all(old[i], ignored);
}

}  // namespace dixit::write
