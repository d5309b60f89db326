// Files of an index, written so that they are on the disk, or the error says why not.

#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <utility>

#include "core/base/result.h"

namespace dixit::write {

// The error of a failed system call while writing `path`; a missing permission is kReadOnly. `doing` as for
// system_error().
Error cannot_write(int error_number, std::string_view doing, const std::filesystem::path& path);

// Flushes a file or folder to the disk.
Status make_durable(const std::filesystem::path& path);

// Whether a power cut must not take what was written.
enum class Durability { kLasting, kFleeting };

// A file that is written from its beginning to its end.
class OutputFile {
 public:
  // Replaces what was there.
  static Result<OutputFile> create(const std::filesystem::path& path);
  OutputFile(OutputFile&& other) noexcept;
  OutputFile& operator=(OutputFile&&) = delete;
  ~OutputFile();

  // Small pieces are gathered; so a disk may turn out to be full later, at the latest in finish().
  Status append(std::string_view bytes);

  // Nothing can be appended afterwards.
  Status finish(Durability durability);

 private:
  OutputFile(std::filesystem::path path, int file) : path_(std::move(path)), file_(file) {}
  Status write_gathered();
  Status write(std::string_view left);

  std::filesystem::path path_;
  int file_ = -1;
  std::string gathered_;
};

// Writes `content` as the file `path`, replacing what was there, and makes it durable.
Status write_file(const std::filesystem::path& path, std::string_view content);

// Copies the files below the folder `from` into the new folder `to`, durably. std::filesystem::copy would call a disk
// that fills up in the middle of a file an input/output error.
Status copy_files(const std::filesystem::path& from, const std::filesystem::path& to);

}  // namespace dixit::write
