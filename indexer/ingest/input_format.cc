#include "indexer/ingest/input_format.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <string_view>

namespace dixit::ingest {
namespace {

constexpr std::string_view kSpaces = " \t\r\v\f";

// `{"name": …` or `{}`.
bool begins_object(std::string_view line) {
  if (!line.starts_with('{')) return false;
  const std::size_t next = line.find_first_not_of(kSpaces, 1);
  return next != std::string_view::npos && (line[next] == '"' || line[next] == '}');
}

}  // namespace

InputFormat detect_format(const std::filesystem::path& path) {
  std::array<char, 1 << 16> bytes{};
  std::ifstream in(path, std::ios::binary);
  in.read(bytes.data(), bytes.size());
  std::string_view left(bytes.data(), static_cast<std::size_t>(in.gcount()));
  if (left.starts_with("\xEF\xBB\xBF")) left.remove_prefix(3);
  std::size_t lines = 0;
  std::size_t objects = 0;
  while (!left.empty()) {
    const std::size_t end = left.find('\n');
    std::string_view line = left.substr(0, end);
    left.remove_prefix(end == std::string_view::npos ? left.size() : end + 1);
    line.remove_prefix(std::min(line.find_first_not_of(kSpaces), line.size()));
    if (line.empty()) continue;
    ++lines;
    if (begins_object(line)) ++objects;
  }
  return objects > 0 && objects * 2 >= lines ? InputFormat::kRecords : InputFormat::kPlainText;
}

}  // namespace dixit::ingest
