#include "indexer/pipeline.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <ctime>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <thread>
#include <variant>

#include "core/base/version.h"
#include "core/text/analyzer.h"
#include "indexer/clean/line_cleaner.h"
#include "indexer/ingest/corpus_scan.h"
#include "indexer/ingest/input_format.h"
#include "indexer/ingest/plain_text.h"
#include "indexer/ingest/unit_record.h"
#include "indexer/segment/authority.h"
#include "indexer/segment/people.h"
#include "indexer/segment/report_layout.h"
#include "indexer/write/doc_builder.h"
#include "indexer/write/index_writer.h"
#include "indexer/write/publish.h"

namespace dixit {
namespace {

namespace fs = std::filesystem;

// Units learned from at a time: bounds the memory, and is enough work for every thread.
constexpr std::size_t kBatch = 2048;
constexpr std::size_t kBatchBytes = 16U << 20U;

// Units that a thread writes as one database: of more, the terms that wait to be written no longer fit a core's cache.
constexpr std::size_t kRun = 1024;
constexpr std::size_t kLeastRun = 16;
constexpr std::size_t kRunBytes = 8U << 20U;

std::string utc_now() {
  const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  std::tm utc{};
  gmtime_r(&now, &utc);
  char text[32];
  return {text, std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &utc)};
}

void unify(std::vector<ReadDocument>& documents, const segment::Knowledge& knowledge) {
  std::vector<model::Report> reports;
  for (ReadDocument& document : documents) reports.push_back(std::move(document.report));
  segment::unify_people(reports, knowledge.authority, knowledge.confusions, knowledge.found);
  for (std::size_t i = 0; i < documents.size(); ++i) documents[i].report = std::move(reports[i]);
}

// Calls `work(i, analyzer)` for each i below `count`, on as many threads as the corpus has analyzers.
template <typename Work>
void in_parallel(std::size_t count, std::vector<text::Analyzer>& analyzers, const Work& work) {
  std::atomic<std::size_t> next = 0;
  const auto run = [&](text::Analyzer& analyzer) {
    for (std::size_t i = next++; i < count; i = next++) work(i, analyzer);
  };
  std::vector<std::jthread> threads;
  for (std::size_t i = 1; i < std::min(analyzers.size(), count); ++i) threads.emplace_back(run, std::ref(analyzers[i]));
  run(analyzers.front());
}

text::Language language_of(const model::Unit& unit) {
  return text::language_from_code(unit.language).value_or(text::kFallbackLanguage);
}

std::vector<model::Unit*> report_units(ReadCorpus& corpus) {
  std::vector<model::Unit*> units;
  for (ReadDocument& document : corpus.documents) {
    for (model::Unit& unit : document.report.units) units.push_back(&unit);
  }
  return units;
}

// Chooses of many things so many that their sizes add up to kLearnedBytes, evenly, and always the same.
class Sample {
 public:
  explicit Sample(std::uint64_t total_bytes) : total_bytes_(total_bytes) {}

  bool has(std::uint64_t number) const {
    if (total_bytes_ <= kLearnedBytes) return true;
    // Multiples of the golden ratio spread evenly over [0, 1).
    const double spread = static_cast<double>(number) * 0.6180339887498949;
    return (spread - std::floor(spread)) * static_cast<double>(total_bytes_) < static_cast<double>(kLearnedBytes);
  }

 private:
  std::uint64_t total_bytes_;
};

std::uint64_t bytes_of(ReadCorpus& corpus) {
  std::uint64_t bytes = 0;
  for (const model::Unit* unit : report_units(corpus)) bytes += unit->text.size();
  for (const ingest::CorpusEntry& entry : corpus.records) {
    std::error_code ignored;  // a file that has gone is reported when it is read
    const std::uintmax_t size = fs::file_size(entry.path, ignored);
    if (!ignored) bytes += size;
  }
  return bytes;
}

// The first pass over texts. What is counted does not depend on the order in which threads come to it.
void learn(const std::vector<const model::Unit*>& units, ReadCorpus& corpus) {
  std::mutex mutex;
  in_parallel(units.size(), corpus.analyzers, [&](std::size_t i, text::Analyzer& analyzer) {
    const model::Unit& unit = *units[i];
    const text::Language language = unit.language.empty() ? corpus.packs->detect(unit.text) : language_of(unit);
    const std::vector<text::Token> tokens = analyzer.analyze(unit.text, language);
    const std::lock_guard lock(mutex);
    corpus.words.add(tokens);
  });
}

// The same for the lines of a file of records that `sample` has; counts them all. What is wrong with it is said when it
// is indexed.
void learn_records(const ingest::CorpusEntry& entry, const Sample& sample, ReadCorpus& corpus) {
  Result<ingest::LineReader> lines = ingest::LineReader::open(entry.path);
  if (!lines) return;
  std::vector<model::Unit> batch;
  std::size_t batch_bytes = 0;
  const auto learn_batch = [&] {
    std::vector<const model::Unit*> units;
    for (const model::Unit& unit : batch) units.push_back(&unit);
    learn(units, corpus);
    batch.clear();
    batch_bytes = 0;
  };
  ingest::LineReader::Line line;
  for (Result<bool> more = lines->next(line); more && *more; more = lines->next(line)) {
    ++corpus.record_lines;
    if (!sample.has(line.number)) continue;
    std::variant<model::Unit, ingest::Objection> record = ingest::read_unit_record(line.text);
    if (!std::holds_alternative<model::Unit>(record)) continue;
    batch.push_back(std::get<model::Unit>(std::move(record)));
    batch_bytes += batch.back().text.size();
    if (batch.size() >= kBatch || batch_bytes >= kBatchBytes) learn_batch();
  }
  learn_batch();
}

void learn_words(ReadCorpus& corpus) {
  const Sample sample(bytes_of(corpus));
  const std::vector<model::Unit*> all = report_units(corpus);
  std::vector<const model::Unit*> learned;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (sample.has(i)) learned.push_back(all[i]);
  }
  learn(learned, corpus);
  for (const ingest::CorpusEntry& entry : corpus.records) learn_records(entry, sample, corpus);
}

// `text` with every word as it is meant.
std::string as_meant(const std::string& text, text::Language language, text::Analyzer& analyzer,
                     const text::CollectionWords& words) {
  std::string meant;
  std::size_t at = 0;
  for (const text::Token& token : analyzer.analyze(text, language, &words)) {
    meant.append(text, at, token.begin - at);
    meant += token.reading;
    at = token.end;
  }
  return meant.append(text, at, std::string::npos);
}

void read_headings(ReadCorpus& corpus) {
  std::map<std::string, std::string> known;
  for (model::Unit* unit : report_units(corpus)) {
    std::vector<std::string*> parts = {&unit->title, &unit->role, &unit->organisation};
    if (unit->session) parts.push_back(&unit->session->title);
    for (std::string* part : parts) {
      const auto [at, is_new] = known.try_emplace(*part);
      if (is_new) at->second = as_meant(*part, language_of(*unit), corpus.analyzers.front(), corpus.words);
      *part = at->second;
    }
  }
}

Error nothing_usable() {
  return {ErrorCode::kInputRejected, "none of the input could be used", "see the findings above", {}};
}

// Hands out the units of a corpus in runs, to several threads.
class RunSource {
 public:
  struct Run {
    std::size_t number = 0;
    std::size_t shard = 0;
    std::vector<FoundUnit> units;  // none at the end
  };

  RunSource(ReadCorpus& corpus, std::size_t shards, Diagnostics& found, const Progress& progress)
      : expected_(report_units(corpus).size() + corpus.record_lines),
        shards_(shards),
        // Of a small corpus every thread gets a part.
        run_units_(std::clamp(expected_ / (4 * corpus.analyzers.size()), kLeastRun, kRun)),
        stream_(units_of(corpus, found)),
        progress_(progress) {}

  Run next() {
    const std::lock_guard lock(mutex_);
    progress_("analysing", units_, expected_);
    // Contiguous runs, so that a shard keeps document order; none belongs to two shards.
    Run run{number_++, expected_ == 0 ? 0 : std::min(units_ * shards_ / expected_, shards_ - 1), {}};
    const std::size_t shard_end =
        run.shard + 1 == shards_ ? SIZE_MAX : (expected_ * (run.shard + 1) + shards_ - 1) / shards_;
    run.units = stream_.next(std::min(run_units_, shard_end - units_), kRunBytes);
    units_ += run.units.size();
    return run;
  }

  // So far, or in all where no thread asks for more.
  std::size_t units() const { return units_; }
  const UnitStream& stream() const { return stream_; }

 private:
  std::size_t expected_;  // units; lines of records may hold none
  std::size_t shards_;
  std::size_t run_units_;
  std::mutex mutex_;
  UnitStream stream_;
  const Progress& progress_;
  std::size_t number_ = 0;
  std::size_t units_ = 0;
};

Status write_run(RunSource::Run& run, ReadCorpus& corpus, text::Analyzer& analyzer, write::IndexWriter& writer,
                 Diagnostics& found) {
  DIXIT_TRY(const auto written, writer.begin_run(run.number, run.shard));
  write::KnownHeadings headings;
  for (FoundUnit& unit : run.units) {
    find_language(unit.unit, unit.path, unit.line, *corpus.packs, found);
    DIXIT_TRY_DONE(
        written->add(write::build_document(unit.unit, analyzer, *corpus.thesaurus, &corpus.words, headings)));
  }
  return written->finish();
}

// Analyses and writes all units of `source`, each run in one thread. Fails with the first thing that does.
Status write_runs(RunSource& source, ReadCorpus& corpus, write::IndexWriter& writer, Diagnostics& found) {
  std::mutex mutex;
  std::optional<Error> failure;
  std::atomic<bool> failed = false;
  in_parallel(corpus.analyzers.size(), corpus.analyzers, [&](std::size_t, text::Analyzer& analyzer) {
    while (!failed) {
      RunSource::Run run = source.next();
      if (run.units.empty()) return;
      const Status written = write_run(run, corpus, analyzer, writer, found);
      if (written) continue;
      const std::lock_guard lock(mutex);
      if (!failed.exchange(true)) failure = written.error();
    }
  });
  if (failure) return *std::move(failure);
  return Done{};
}

Status check_strictness(const BuildOptions& options, const Diagnostics& found) {
  if (!options.strict || found.count(Severity::kWarning) + found.count(Severity::kError) == 0) return Done{};
  return Error{ErrorCode::kInputRejected,
               "the input has findings and --strict was asked for",
               "mend what is listed above, or run without --strict",
               {}};
}

}  // namespace

UnitStream units_of(ReadCorpus& corpus, Diagnostics& found) {
  std::vector<model::Report*> reports;
  for (ReadDocument& document : corpus.documents) reports.push_back(&document.report);
  return {std::move(reports), corpus.records, *corpus.authority, found};
}

Result<ReadCorpus> read_corpus(const std::vector<fs::path>& paths, const fs::path& data, std::size_t jobs,
                               Diagnostics& found, const Progress& progress) {
  ReadCorpus corpus;
  DIXIT_TRY(corpus.packs, text::LanguagePacks::load(data / "lang", found));
  DIXIT_TRY(corpus.thesaurus, text::Thesaurus::load(data / "lang", corpus.packs, found));
  DIXIT_TRY(corpus.repair, text::OcrRepair::load(data / "lexicon", data / "lang", corpus.packs, found));
  DIXIT_TRY(auto confusions, text::ConfusionTable::load(data / "lang" / "es" / "confusions.tsv", found));
  corpus.confusions = std::make_unique<const text::ConfusionTable>(std::move(confusions));
  DIXIT_TRY(auto authority, segment::Authority::load(data / "authority", *corpus.confusions, found));
  corpus.authority = std::make_unique<const segment::Authority>(std::move(authority));
  DIXIT_TRY(const auto entries, ingest::scan_corpus(paths, found));
  const segment::Knowledge knowledge{*corpus.authority, *corpus.confusions, found};
  for (const ingest::CorpusEntry& entry : entries) {
    progress("reading", static_cast<std::size_t>(&entry - entries.data()), entries.size());
    if (ingest::detect_format(entry.path) == ingest::InputFormat::kRecords) {
      corpus.records.push_back(entry);
      continue;
    }
    Result<std::optional<model::SourceFile>> file = ingest::read_plain_text(entry.path, found);
    if (!file) reject_file(entry, file.error(), found);
    if (!file || !file->has_value()) {
      ++corpus.rejected;
      continue;
    }
    ReadDocument& document = corpus.documents.emplace_back();
    document.lines = clean::clean(**file, *corpus.confusions);
    document.report.document = {entry.id, entry.title};
    document.report.path = (*file)->path;
    document.report.checksum = (*file)->checksum;
    document.report.date = entry.date;
    segment::segment(document.lines, document.report, knowledge);
    for (model::Unit& unit : document.report.units) {
      find_language(unit, document.report.path, unit.first_line, *corpus.packs, found);
    }
  }
  if (corpus.documents.empty() && corpus.records.empty()) return nothing_usable();
  unify(corpus.documents, knowledge);
  progress("learning", 0, corpus.documents.size() + corpus.records.size());
  const std::size_t threads = jobs > 0 ? jobs : std::max(1U, std::thread::hardware_concurrency());
  for (std::size_t i = 0; i < threads; ++i) corpus.analyzers.emplace_back(corpus.packs, corpus.repair);
  learn_words(corpus);
  corpus.repair->find_own_words(corpus.words);
  read_headings(corpus);
  return corpus;
}

Result<BuildSummary> build_index(const BuildOptions& options, Diagnostics& found, const Progress& progress) {
  DIXIT_TRY(const write::IndexLock lock, write::IndexLock::take(options.out));
  DIXIT_TRY(ReadCorpus corpus, read_corpus(options.paths, options.data, options.jobs, found, progress));
  DIXIT_TRY_DONE(check_strictness(options, found));
  DIXIT_TRY(write::NewGeneration generation, write::NewGeneration::create(options.out));
  DIXIT_TRY(const auto writer, write::IndexWriter::create(generation.path(), options.data / "lang", options.shards));
  RunSource source(corpus, writer->shards().size(), found, progress);
  DIXIT_TRY_DONE(write_runs(source, corpus, *writer, found));
  if (source.units() == 0) return nothing_usable();
  DIXIT_TRY_DONE(check_strictness(options, found));
  progress("publishing", source.units(), source.units());
  schema::IndexMeta meta;
  meta.fingerprint = corpus.packs->fingerprint();
  meta.program_version = kVersion;
  meta.built_at = utc_now();
  meta.documents = source.stream().documents();
  BuildSummary summary;
  DIXIT_TRY(summary.meta, writer->finish(std::move(meta)));
  DIXIT_TRY(summary.generation, write::publish(options.out, std::move(generation), writer->shards(), summary.meta));
  summary.rejected = corpus.rejected + source.stream().rejected_files();
  summary.rejected_lines = source.stream().rejected_lines();
  write::remove_old_generations(options.out, options.keep_generations);
  return summary;
}

}  // namespace dixit
