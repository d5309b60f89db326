// Files of an index, written so that they are on the disk, or the error says why not.

#pragma once

#include <filesystem>
#include <string_view>

#include "core/base/result.h"

namespace dixit::write {

// The error of a failed system call while writing `path`; a missing permission is kReadOnly. `doing` as for
// system_error().
Error cannot_write(int error_number, std::string_view doing, const std::filesystem::path& path);

// Flushes a file or folder to the disk.
Status make_durable(const std::filesystem::path& path);

// Writes `content` as the file `path`, replacing what was there, and makes it durable.
Status write_file(const std::filesystem::path& path, std::string_view content);

// Copies the files below the folder `from` into the new folder `to`, durably. std::filesystem::copy would call a disk
// that fills up in the middle of a file an input/output error.
Status copy_files(const std::filesystem::path& from, const std::filesystem::path& to);

}  // namespace dixit::write
