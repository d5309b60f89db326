#include "indexer/ingest/corpus_scan.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <map>
#include <set>
#include <string_view>

namespace dixit::ingest {
namespace {

namespace fs = std::filesystem;

struct ManifestRow {
  CorpusEntry entry;
  std::size_t line = 0;
};
using Manifest = std::map<fs::path, ManifestRow>;

std::array<std::string, 4> cells_of(std::string_view line) {
  std::array<std::string, 4> cells;
  for (std::string& cell : cells) {
    const std::size_t tab = line.find('\t');
    cell = line.substr(0, tab);
    if (tab == std::string_view::npos) break;
    line.remove_prefix(tab + 1);
  }
  return cells;
}

void read_manifest(const fs::path& path, Manifest& manifest, Diagnostics& found) {
  std::ifstream in(path);
  std::size_t number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    if (line.ends_with('\r')) line.pop_back();
    if (line.empty() || line.starts_with('#')) continue;
    auto [file, id, title, date] = cells_of(line);
    const fs::path document = path.parent_path() / file;
    std::error_code ignored;
    if (file.empty() || !fs::is_regular_file(document, ignored)) {
      found.add({Severity::kWarning, "ingest.bad-manifest", path.string(), number, 0,
                 "the line names no file of this folder", line, "write: file, id, title and date, separated by tabs"});
      continue;
    }
    manifest[document] = {{document, std::move(id), std::move(title), std::move(date)}, number};
  }
}

bool is_about_the_folder(const fs::path& path) {
  const std::string name = path.filename().string();
  return name.starts_with('.') || name == kManifestName || name.starts_with("README") || name.starts_with("LICENSE") ||
         name.starts_with("NOTICE") || path.extension() == ".md";
}

Error missing(const fs::path& path, const char* what) {
  return {ErrorCode::kInputMissing, path.string() + " " + what, "check the path", {}};
}

// The documents of `folder` in alphabetical order; reads its manifests first.
Result<std::vector<fs::path>> walk(const fs::path& folder, Manifest& manifest, Diagnostics& found) {
  std::vector<fs::path> files;
  std::error_code failure;
  fs::recursive_directory_iterator at(folder, failure);
  for (; !failure && at != fs::recursive_directory_iterator(); at.increment(failure)) {
    const fs::path& path = at->path();
    std::error_code ignored;
    if (path.filename().string().starts_with('.') && at->is_directory(ignored)) at.disable_recursion_pending();
    if (!at->is_regular_file(ignored)) continue;
    if (path.filename() == kManifestName) read_manifest(path, manifest, found);
    if (!is_about_the_folder(path)) files.push_back(path);
  }
  if (failure) return system_error(failure.value(), "read the folder", folder.string());
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace

Result<std::vector<CorpusEntry>> scan_corpus(const std::vector<fs::path>& paths, Diagnostics& found) {
  std::vector<fs::path> files;
  Manifest manifest;
  for (const fs::path& path : paths) {
    std::error_code ignored;
    if (!fs::exists(path, ignored)) return missing(path, "does not exist");
    if (!fs::is_directory(path, ignored)) {
      const fs::path beside = path.parent_path() / kManifestName;
      if (fs::exists(beside, ignored)) read_manifest(beside, manifest, found);
      files.push_back(path);
      continue;
    }
    DIXIT_TRY(const std::vector<fs::path> below, walk(path, manifest, found));
    if (below.empty() && paths.size() == 1) return missing(path, "holds nothing to index");
    files.insert(files.end(), below.begin(), below.end());
  }
  if (files.empty()) return Error{ErrorCode::kInputMissing, "there is nothing to index", "name files or folders", {}};
  std::vector<CorpusEntry> entries;
  std::set<fs::path> seen;
  std::map<std::string, unsigned> ids;
  for (const fs::path& file : files) {
    if (!seen.insert(fs::absolute(file).lexically_normal()).second) continue;
    const auto described = manifest.find(file);
    CorpusEntry entry = described == manifest.end() ? CorpusEntry{file, {}, {}, {}} : described->second.entry;
    if (entry.id.empty()) entry.id = file.stem().string();
    if (const unsigned count = ++ids[entry.id]; count > 1) {
      const std::string id = entry.id + "-" + std::to_string(count);
      found.add({Severity::kWarning,
                 "ingest.duplicate-id",
                 file.string(),
                 0,
                 0,
                 "another document is called " + entry.id + "; this one becomes " + id,
                 {},
                 "give it an id of its own in a " + std::string(kManifestName)});
      entry.id = id;
    }
    entries.push_back(std::move(entry));
  }
  return entries;
}

}  // namespace dixit::ingest
