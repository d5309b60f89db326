// What an index says about itself, so that no program reads one that it would misunderstand.

#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace dixit::schema {

// Raised whenever terms, slots or stored data change their meaning. History: docs/schema.md.
inline constexpr unsigned kSchemaVersion = 4;

struct IndexMeta {
  unsigned schema_version = kSchemaVersion;
  std::string fingerprint;  // of the analysis that wrote it (text::Analyzer::fingerprint)
  std::string program_version;
  std::string built_at;  // UTC, ISO 8601 with seconds
  std::uint64_t documents = 0;
  std::uint64_t units = 0;
  std::uint64_t tokens = 0;
  std::map<std::string, std::uint64_t> readings;  // tokens by how they were read: "same", "ocr", …
  std::vector<std::string> languages;             // of its units, ISO 639-1, sorted
};

// The metadata keys and values that stand for `meta`, and back. Reading fails with kIndexMismatch where the schema
// version is not ours, naming both, and with kIndexBroken where a key is missing or malformed.
std::map<std::string, std::string> to_metadata(const IndexMeta& meta);
Result<IndexMeta> from_metadata(const std::map<std::string, std::string>& metadata);

// Every key that `to_metadata` writes begins with this.
inline constexpr std::string_view kMetaPrefix = "dixit.";

// The key under which the label of a field's value is kept, where it differs from the value. Xapian limits keys as it
// does terms, so that of a long value is bounded as a term is.
std::string label_key(std::string_view field_name, std::string_view value);

// The key under which the words are kept that `acronym`, folded, stands for in the texts; they are folded, with single
// spaces.
std::string acronym_key(std::string_view acronym);

// Passes where `meta` was written by the analysis called `fingerprint`; otherwise kIndexMismatch with both names and
// the next command.
Status check_recipe(const IndexMeta& meta, std::string_view fingerprint);

}  // namespace dixit::schema
