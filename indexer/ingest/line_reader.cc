#include "indexer/ingest/line_reader.h"

#include <cerrno>
#include <utility>

namespace dixit::ingest {
namespace {

constexpr std::size_t kChunkBytes = 1 << 18;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

}  // namespace

Result<LineReader> LineReader::open(const std::filesystem::path& path) {
  File file(std::fopen(path.c_str(), "rbe"), &std::fclose);
  if (!file) return system_error(errno, "read", path.string());
  return LineReader(path, std::move(file));
}

Result<bool> LineReader::fill() {
  const std::size_t held = buffer_.size();
  buffer_.resize(held + kChunkBytes);
  const std::size_t count = std::fread(buffer_.data() + held, 1, kChunkBytes, file_.get());
  buffer_.resize(held + count);
  if (count == 0 && std::ferror(file_.get()) != 0) return system_error(errno, "read", path_.string());
  return count > 0;
}

Result<bool> LineReader::next(Line& line) {
  line = {};
  buffer_.erase(0, std::exchange(begin_, 0));
  bool ended = false;
  std::size_t end = buffer_.find('\n');
  while (end == std::string::npos && !ended) {
    if (buffer_.size() > kMaxLineBytes) {
      line.is_too_long = true;
      bytes_read_ += buffer_.size();
      buffer_.clear();
    }
    const std::size_t searched = buffer_.size();
    DIXIT_TRY(const bool more, fill());
    ended = !more;
    end = buffer_.find('\n', searched);
  }
  if (ended && buffer_.empty() && !line.is_too_long) return false;
  line.number = ++number_;
  begin_ = end == std::string::npos ? buffer_.size() : end + 1;
  bytes_read_ += begin_;
  line.text = std::string_view(buffer_).substr(0, end);
  if (line.is_too_long || line.text.size() > kMaxLineBytes) {
    line.is_too_long = true;
    line.text = {};
  }
  if (line.text.ends_with('\r')) line.text.remove_suffix(1);
  if (line.number == 1 && line.text.starts_with(kByteOrderMark)) line.text.remove_prefix(kByteOrderMark.size());
  return true;
}

}  // namespace dixit::ingest
