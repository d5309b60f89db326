#include "indexer/pipeline.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <ctime>
#include <optional>
#include <set>
#include <thread>

#include "core/base/version.h"
#include "core/text/analyzer.h"
#include "core/text/confusion.h"
#include "indexer/clean/line_cleaner.h"
#include "indexer/ingest/corpus_scan.h"
#include "indexer/ingest/plain_text.h"
#include "indexer/segment/authority.h"
#include "indexer/segment/people.h"
#include "indexer/segment/report_layout.h"
#include "indexer/write/doc_builder.h"
#include "indexer/write/index_writer.h"
#include "indexer/write/publish.h"

namespace dixit {
namespace {

namespace fs = std::filesystem;

// Documents analysed before they are written: bounds the memory of a run, and is enough work for every thread.
constexpr std::size_t kBatch = 2048;

std::string utc_now() {
  const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  std::tm utc{};
  gmtime_r(&now, &utc);
  char text[32];
  return {text, std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &utc)};
}

// A file that vanished or cannot be read since it was found is a rejected document, not the end of the run.
void reject(const ingest::CorpusEntry& entry, const Error& error, Diagnostics& found) {
  const std::string hint = error.hint.empty() ? "mend the file, or leave it out" : error.hint;
  found.add({Severity::kError, "ingest.unreadable", entry.path.string(), 0, 0, error.message, {}, hint});
}

void unify(std::vector<ReadDocument>& documents, const segment::Knowledge& knowledge) {
  std::vector<model::Report> reports;
  for (ReadDocument& document : documents) reports.push_back(std::move(document.report));
  segment::unify_people(reports, knowledge.authority, knowledge.confusions, knowledge.found);
  for (std::size_t i = 0; i < documents.size(); ++i) documents[i].report = std::move(reports[i]);
}

// Builds the documents of `units` on `jobs` threads; the order of the result is that of `units`.
std::vector<write::BuiltDoc> build_batch(const std::vector<const model::Unit*>& units,
                                         const std::shared_ptr<const text::LanguagePacks>& packs, std::size_t jobs) {
  std::vector<write::BuiltDoc> built(units.size());
  std::atomic<std::size_t> next = 0;
  const auto work = [&] {
    text::Analyzer analyzer(packs);
    for (std::size_t i = next++; i < units.size(); i = next++) built[i] = write::build_document(*units[i], analyzer);
  };
  std::vector<std::jthread> threads;
  for (std::size_t i = 1; i < std::min(jobs, units.size()); ++i) threads.emplace_back(work);
  work();
  return built;
}

}  // namespace

Result<ReadCorpus> read_corpus(const std::vector<fs::path>& paths, const fs::path& data, Diagnostics& found,
                               const Progress& progress) {
  DIXIT_TRY(const auto packs, text::LanguagePacks::load(data / "lang", found));
  DIXIT_TRY(const auto confusions, text::ConfusionTable::load(data / "lang" / "es" / "confusions.tsv", found));
  DIXIT_TRY(const auto authority, segment::Authority::load(data / "authority", confusions, found));
  DIXIT_TRY(const auto entries, ingest::scan_corpus(paths, found));
  const segment::Knowledge knowledge{authority, confusions, found};
  ReadCorpus corpus;
  for (const ingest::CorpusEntry& entry : entries) {
    progress("reading", static_cast<std::size_t>(&entry - entries.data()), entries.size());
    Result<std::optional<model::SourceFile>> file = ingest::read_plain_text(entry.path, found);
    if (!file) reject(entry, file.error(), found);
    if (!file || !file->has_value()) {
      ++corpus.rejected;
      continue;
    }
    ReadDocument& document = corpus.documents.emplace_back();
    document.lines = clean::clean(**file, confusions);
    document.report.document = {entry.id, entry.title};
    document.report.path = (*file)->path;
    document.report.checksum = (*file)->checksum;
    document.report.date = entry.date;
    segment::segment(document.lines, document.report, knowledge);
    for (model::Unit& unit : document.report.units) unit.language = text::code(packs->detect(unit.text));
  }
  if (corpus.documents.empty()) {
    return Error{ErrorCode::kInputRejected, "none of the input could be used", "see the findings above", {}};
  }
  unify(corpus.documents, knowledge);
  return corpus;
}

Result<BuildSummary> build_index(const BuildOptions& options, Diagnostics& found, const Progress& progress) {
  DIXIT_TRY(const write::IndexLock lock, write::IndexLock::take(options.out));
  DIXIT_TRY(const ReadCorpus corpus, read_corpus(options.paths, options.data, found, progress));
  if (options.strict && found.count(Severity::kWarning) + found.count(Severity::kError) > 0) {
    return Error{ErrorCode::kInputRejected,
                 "the input has findings and --strict was asked for",
                 "mend what is listed above, or run without --strict",
                 {}};
  }
  DIXIT_TRY(const auto packs, text::LanguagePacks::load(options.data / "lang", found));
  DIXIT_TRY(write::NewGeneration generation, write::NewGeneration::create(options.out));
  DIXIT_TRY(const auto writer, write::IndexWriter::create(generation.path(), options.data / "lang", options.shards));
  std::vector<const model::Unit*> units;
  std::set<std::string> languages;
  for (const ReadDocument& document : corpus.documents) {
    for (const model::Unit& unit : document.report.units) {
      units.push_back(&unit);
      languages.insert(unit.language);
    }
  }
  const std::size_t jobs = options.jobs > 0 ? options.jobs : std::max(1U, std::thread::hardware_concurrency());
  for (std::size_t begin = 0; begin < units.size(); begin += kBatch) {
    progress("analysing", begin, units.size());
    const std::size_t end = std::min(units.size(), begin + kBatch);
    const std::vector<write::BuiltDoc> built = build_batch(
        {units.begin() + static_cast<std::ptrdiff_t>(begin), units.begin() + static_cast<std::ptrdiff_t>(end)}, packs,
        jobs);
    for (std::size_t i = begin; i < end; ++i) {
      // Contiguous runs, so that a shard keeps document order.
      const std::size_t shard = i * writer->shards().size() / units.size();
      DIXIT_TRY_DONE(writer->add(built[i - begin], shard));
    }
  }
  progress("publishing", units.size(), units.size());
  schema::IndexMeta meta;
  meta.fingerprint = packs->fingerprint();
  meta.program_version = kVersion;
  meta.built_at = utc_now();
  meta.documents = corpus.documents.size();
  meta.languages.assign(languages.begin(), languages.end());
  BuildSummary summary;
  DIXIT_TRY(summary.meta, writer->finish(std::move(meta)));
  DIXIT_TRY(summary.generation, write::publish(options.out, std::move(generation), writer->shards(), summary.meta));
  summary.rejected = corpus.rejected;
  write::remove_old_generations(options.out, options.keep_generations);
  return summary;
}

}  // namespace dixit
