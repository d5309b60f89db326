// Finds the documents to index below the paths that the user named.

#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/base/diagnostic.h"
#include "core/base/result.h"

namespace dixit::ingest {

// A document to read, with what a manifest says of it (empty where it is silent).
struct CorpusEntry {
  std::filesystem::path path;
  std::string id;  // unique among the entries of one scan
  std::string title;
  std::string date;  // ISO 8601, may be only a year
};

// A file of this name in a folder describes the documents beside it: tab-separated columns file, id, title, date; `#`
// begins a comment; empty cells and missing columns at the end say nothing.
inline constexpr const char* kManifestName = "manifest.tsv";

// The documents at `paths`, in an order that does not depend on the file system: files as named, folders walked to
// their end in alphabetical order. Passed over in folders: hidden files, manifests, and papers about the folder
// (README, LICENSE, NOTICE, *.md). A document's id is the manifest's, else its file's stem; a second document of the
// same id is numbered ("minutes-2") with a warning `ingest.duplicate-id`; bytes of a name that no text holds become
// "_". A manifest line that makes no sense or names no file becomes a warning `ingest.bad-manifest`, a folder without
// documents beside others `ingest.empty-folder`. Links to files are followed (one that leads nowhere is an entry too,
// which cannot be read), links to folders are not, with a warning `ingest.linked-folder`.
//
// Fails with kInputMissing where a path does not exist, is neither a file nor a folder, or nothing at all was found,
// kInputUnreadable where a folder cannot be read.
Result<std::vector<CorpusEntry>> scan_corpus(const std::vector<std::filesystem::path>& paths, Diagnostics& found);

}  // namespace dixit::ingest
