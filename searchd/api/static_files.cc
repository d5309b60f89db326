#include "searchd/api/static_files.h"

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <iterator>
#include <vector>

#include "core/base/hash.h"

namespace dixit::api {
namespace {

namespace fs = std::filesystem;

std::string_view type_of(const fs::path& file) {
  static const std::map<std::string, std::string_view, std::less<>> types = {
      {".css", "text/css; charset=utf-8"},
      {".js", "text/javascript; charset=utf-8"},
      {".svg", "image/svg+xml"},
      {".png", "image/png"},
      {".ico", "image/x-icon"},
      {".woff2", "font/woff2"},
  };
  const auto found = types.find(file.extension().string());
  return found == types.end() ? std::string_view() : found->second;
}

// The folder, with its slashes, that `file` is served from; empty when it is not.
std::string folder_of(const fs::path& file, const fs::path& web_dir) {
  if (file.parent_path() == web_dir) return "/static/";
  return file.parent_path() == web_dir / "embed" ? "/embed/" : "";
}

Result<std::string> read(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return system_error(errno, "read", file.string());
  std::string bytes{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  if (in.bad()) return system_error(errno, "read", file.string());
  return bytes;
}

}  // namespace

Result<StaticFiles> StaticFiles::load(const fs::path& web_dir) {
  std::error_code failure;
  std::vector<fs::path> found;
  for (auto entry = fs::recursive_directory_iterator(web_dir, failure); !failure && entry != fs::end(entry);
       entry.increment(failure)) {
    if (entry->is_regular_file(failure)) found.push_back(entry->path());
  }
  if (failure) {
    return Error{ErrorCode::kInputMissing,
                 "cannot read the web files in " + web_dir.string() + ": " + failure.message(),
                 "name their folder with --web",
                 {}};
  }
  std::sort(found.begin(), found.end());
  StaticFiles files;
  std::uint64_t revision = kHashStart;
  for (const fs::path& file : found) {
    DIXIT_TRY(std::string body, read(file));
    const std::uint64_t hash = hash_bytes(body);
    revision = hash_bytes(file.filename().string() + hex(hash), revision);
    const std::string_view type = type_of(file);
    const std::string path = folder_of(file, web_dir) + file.filename().string();
    if (type.empty() || !path.starts_with('/')) continue;
    files.files_.emplace(path, StaticFile{type, std::move(body), '"' + hex(hash) + '"'});
  }
  files.revision_ = hex(revision);
  return files;
}

const StaticFile* StaticFiles::find(std::string_view path) const {
  const auto found = files_.find(path);
  return found == files_.end() ? nullptr : &found->second;
}

}  // namespace dixit::api
