#include "indexer/write/files.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <iterator>

namespace dixit::write {

namespace fs = std::filesystem;

Error cannot_write(int error_number, std::string_view doing, const fs::path& path) {
  Error error = system_error(error_number, doing, path.string());
  // Here a missing permission is about writing, whatever the call was.
  if (error.code == ErrorCode::kInputUnreadable) error.code = ErrorCode::kReadOnly;
  return error;
}

Status make_durable(const fs::path& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return cannot_write(errno, "open", path);
  const int result = ::fsync(file);
  const int error_number = errno;
  ::close(file);
  if (result != 0) return cannot_write(error_number, "write", path);
  return Done{};
}

Result<OutputFile> OutputFile::create(const fs::path& path) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (file < 0) return cannot_write(errno, "create", path);
  return OutputFile(path, file);
}

OutputFile::OutputFile(OutputFile&& other) noexcept
    : path_(std::move(other.path_)), file_(std::exchange(other.file_, -1)), gathered_(std::move(other.gathered_)) {}

OutputFile::~OutputFile() {
  if (file_ >= 0) ::close(file_);
}

Status OutputFile::append(std::string_view bytes) {
  constexpr std::size_t kMuch = std::size_t{1} << 18;
  if (gathered_.size() + bytes.size() < kMuch) {
    gathered_ += bytes;
    return Done{};
  }
  DIXIT_TRY_DONE(write_gathered());
  return write(bytes);
}

Status OutputFile::write_gathered() {
  DIXIT_TRY_DONE(write(gathered_));
  gathered_.clear();
  return Done{};
}

Status OutputFile::write(std::string_view left) {
  while (!left.empty()) {
    const ssize_t written = ::write(file_, left.data(), left.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return cannot_write(errno, "write", path_);
    left.remove_prefix(static_cast<std::size_t>(written));
  }
  return Done{};
}

Status OutputFile::finish(Durability durability) {
  DIXIT_TRY_DONE(write_gathered());
  if (durability == Durability::kLasting && ::fsync(file_) != 0) return cannot_write(errno, "write", path_);
  return Done{};
}

Status write_file(const fs::path& path, std::string_view content) {
  DIXIT_TRY(OutputFile file, OutputFile::create(path));
  DIXIT_TRY_DONE(file.append(content));
  return file.finish(Durability::kLasting);
}

Status copy_files(const fs::path& from, const fs::path& to) {
  std::error_code failure;
  fs::create_directory(to, failure);
  if (failure) return cannot_write(failure.value(), "create the folder", to);
  for (fs::directory_iterator at(from, failure), end; !failure && at != end; at.increment(failure)) {
    const fs::path target = to / at->path().filename();
    if (at->is_directory()) {
      DIXIT_TRY_DONE(copy_files(at->path(), target));
      continue;
    }
    std::ifstream in(at->path(), std::ios::binary);
    const std::string content{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    if (!in) return system_error(errno, "read", at->path().string());
    DIXIT_TRY_DONE(write_file(target, content));
  }
  if (failure) return system_error(failure.value(), "read the folder", from.string());
  return make_durable(to);
}

}  // namespace dixit::write
