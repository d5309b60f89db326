#include "indexer/ingest/corpus_scan.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <map>
#include <set>
#include <string_view>

#include "core/base/utf8.h"
#include "indexer/ingest/iso_date.h"

namespace dixit::ingest {
namespace {

namespace fs = std::filesystem;

struct ManifestRow {
  CorpusEntry entry;
  std::size_t line = 0;
};
using Manifest = std::map<fs::path, ManifestRow>;

bool is_control(char c) {
  return static_cast<unsigned char>(c) < ' ' || c == '\x7F';
}

// An id is printed, typed and put in addresses and XML: bytes of a file's name that no text holds become "_".
std::string id_from(const fs::path& stem) {
  std::string id = stem.string();
  std::replace_if(id.begin(), id.end(), is_control, '_');
  while (const auto invalid = find_invalid_utf8(id)) id[*invalid] = '_';
  return id;
}

// What is wrong with a line of a manifest, or null.
const char* objection(const fs::path& document, const ManifestRow& row) {
  const CorpusEntry& entry = row.entry;
  std::error_code ignored;
  const std::string file = document.string();
  if (std::any_of(file.begin(), file.end(), is_control) || !document.has_filename() ||
      !fs::is_regular_file(document, ignored)) {
    return "the line names no file of this folder";
  }
  if (std::any_of(entry.id.begin(), entry.id.end(), [](char c) { return is_control(c) || c == '/' || c == ' '; })) {
    return "an id holds no spaces, slashes or control characters";
  }
  if (find_invalid_utf8(entry.id) || find_invalid_utf8(entry.title)) return "the line is not UTF-8";
  if (!entry.date.empty() && !is_iso_date(entry.date))
    return "the date is no day of the form 2016-07-07, 2016-07 or 2016";
  return nullptr;
}

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
    ManifestRow row{{document, std::move(id), std::move(title), std::move(date)}, number};
    if (const char* wrong = objection(document, row)) {
      found.add({Severity::kWarning, "ingest.bad-manifest", path.string(), number, 0, wrong, line,
                 "write: file, id, title and date, separated by tabs"});
      continue;
    }
    manifest[document] = std::move(row);
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
    if (at->is_symlink(ignored) && at->is_directory(ignored)) {
      found.add({Severity::kWarning,
                 "ingest.linked-folder",
                 path.string(),
                 0,
                 0,
                 "a link to a folder is not followed",
                 {},
                 "name that folder itself beside this one"});
      continue;
    }
    // A link that leads nowhere is a document that somebody misses: reading it will say so.
    if (!at->is_regular_file(ignored) && !at->is_symlink(ignored)) continue;
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
  std::set<fs::path> manifests_read;
  for (const fs::path& path : paths) {
    std::error_code ignored;
    if (!fs::exists(path, ignored)) return missing(path, "does not exist");
    if (!fs::is_directory(path, ignored)) {
      const fs::path beside = path.parent_path() / kManifestName;
      // A pipe would be waited for without end.
      if (!fs::is_regular_file(path, ignored)) return missing(path, "is neither a file nor a folder");
      if (fs::exists(beside, ignored) && manifests_read.insert(beside).second) read_manifest(beside, manifest, found);
      files.push_back(path);
      continue;
    }
    DIXIT_TRY(const std::vector<fs::path> below, walk(path, manifest, found));
    if (below.empty() && paths.size() == 1) return missing(path, "holds nothing to index");
    if (below.empty()) {
      found.add({Severity::kWarning,
                 "ingest.empty-folder",
                 path.string(),
                 0,
                 0,
                 "the folder holds nothing to index",
                 {},
                 "check the path"});
    }
    files.insert(files.end(), below.begin(), below.end());
  }
  if (files.empty()) return Error{ErrorCode::kInputMissing, "there is nothing to index", "name files or folders", {}};
  std::vector<CorpusEntry> entries;
  std::set<fs::path> seen;
  std::set<std::string> ids;
  for (const fs::path& file : files) {
    if (!seen.insert(fs::absolute(file).lexically_normal()).second) continue;
    const auto described = manifest.find(file);
    CorpusEntry entry = described == manifest.end() ? CorpusEntry{file, {}, {}, {}} : described->second.entry;
    if (entry.id.empty()) entry.id = id_from(file.stem());
    if (!ids.insert(entry.id).second) {
      std::string id;
      for (unsigned number = 2; id.empty() || !ids.insert(id).second; ++number) {
        id = entry.id + "-" + std::to_string(number);
      }
      found.add({Severity::kWarning,
                 "ingest.duplicate-id",
                 file.string(),
                 0,
                 0,
                 "another document is called " + entry.id + "; this one becomes " + id,
                 {},
                 "give it an id of its own in a " + std::string(kManifestName)});
      entry.id = std::move(id);
    }
    entries.push_back(std::move(entry));
  }
  return entries;
}

}  // namespace dixit::ingest
