// From paths to a published generation: every step of the indexer in its order.

#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/base/diagnostic.h"
#include "core/base/result.h"
#include "core/model/unit.h"
#include "core/schema/index_meta.h"
#include "core/text/analyzer.h"
#include "core/text/confusion.h"
#include "core/text/thesaurus.h"
#include "indexer/clean/clean_document.h"
#include "indexer/ingest/corpus_scan.h"
#include "indexer/segment/authority.h"
#include "indexer/unit_stream.h"

namespace dixit {

// A document read into units, with what became of each of its lines.
struct ReadDocument {
  model::Report report;
  clean::CleanDocument lines;
};

struct ReadCorpus {
  std::vector<ReadDocument> documents;
  std::vector<ingest::CorpusEntry> records;  // files of records, which are not read yet
  std::size_t record_lines = 0;              // of them, so many that a unit stands on each at most
  std::unique_ptr<const text::ConfusionTable> confusions;
  std::unique_ptr<const segment::Authority> authority;  // stands on the confusions
  std::shared_ptr<const text::LanguagePacks> packs;
  std::shared_ptr<const text::OcrRepair> repair;
  std::shared_ptr<const text::Thesaurus> thesaurus;
  text::CollectionWords words;            // of the units that a first pass reads
  std::vector<text::Analyzer> analyzers;  // one a thread; they remember the words they have met
  std::size_t rejected = 0;               // files that were found and could not be used; `found` says why
};

// Told after each document and then after each batch of units: how much is done of how much.
using Progress = std::function<void(std::string_view doing, std::size_t done, std::size_t total)>;

// Reads, cleans and segments the reports at `paths`, gives their speakers one name each and their units a language,
// learns the words of the collection on `jobs` threads, and has titles, posts and organisations as they are meant where
// OCR damaged them. Files of records are only found, and learned from: `units_of` reads them. Of a large collection
// kLearnedBytes of text, evenly spread, are learned from. Lists come from `data` (lang/, lexicon/, authority/). What is
// wrong with the input goes to `found`; fails where the lists or all of the input cannot be used.
Result<ReadCorpus> read_corpus(const std::vector<std::filesystem::path>& paths, const std::filesystem::path& data,
                               std::size_t jobs, Diagnostics& found, const Progress& progress);

inline constexpr std::uint64_t kLearnedBytes = 4ULL << 20U;

// The units of `corpus`, those of its reports taken out of it. It must outlive the stream, and so must `found`.
UnitStream units_of(ReadCorpus& corpus, Diagnostics& found);

struct BuildOptions {
  std::vector<std::filesystem::path> paths;
  std::filesystem::path out;   // the index folder
  std::filesystem::path data;  // lang/, lexicon/ and authority/
  std::size_t jobs = 0;        // threads that analyse; 0: one a core
  std::size_t shards = 1;
  bool strict = false;               // a warning stops the run as an error does
  std::size_t keep_generations = 2;  // beside the current one, for going back
};

struct BuildSummary {
  schema::IndexMeta meta;
  std::filesystem::path generation;
  std::size_t rejected = 0;        // files
  std::size_t rejected_lines = 0;  // of files of records
};

// Reads `options.paths` and publishes them as the new generation of `options.out`. Fails, and publishes nothing, where
// no document could be used, where another indexer holds the index, where it cannot be written, or with
// `options.strict` where anything was found.
Result<BuildSummary> build_index(const BuildOptions& options, Diagnostics& found, const Progress& progress);

}  // namespace dixit
