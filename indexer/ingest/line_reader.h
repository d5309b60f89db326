// Reads a file line by line without ever holding more of it than one line.

#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "core/base/result.h"

namespace dixit::ingest {

class LineReader {
 public:
  // Fails where the file cannot be opened (kInputMissing, kInputUnreadable).
  static Result<LineReader> open(const std::filesystem::path& path);

  // Longer lines are passed over, and only said to be there.
  static constexpr std::size_t kMaxLineBytes = 16ULL << 20U;

  struct Line {
    std::string_view text;   // without its end (LF or CR LF), nor a byte order mark; valid until the next call
    std::size_t number = 0;  // from 1
    bool is_too_long = false;
  };

  // Reads the next line into `line`; false at the end of the file. Fails where the file cannot be read.
  Result<bool> next(Line& line);

  // Bytes of the file behind the reader.
  std::uint64_t bytes_read() const { return bytes_read_; }

 private:
  using File = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;
  LineReader(std::filesystem::path path, File file) : path_(std::move(path)), file_(std::move(file)) {}

  // Reads more behind what the buffer holds; false at the end of the file.
  Result<bool> fill();

  std::filesystem::path path_;
  File file_;
  std::string buffer_;
  std::size_t begin_ = 0;  // of the next line in `buffer_`
  std::size_t number_ = 0;
  std::uint64_t bytes_read_ = 0;
};

}  // namespace dixit::ingest
