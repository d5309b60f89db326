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
#include <set>
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

// Units analysed before they are written: bounds the memory of a run, and is enough work for every thread.
constexpr std::size_t kBatch = 2048;
constexpr std::size_t kBatchBytes = 16U << 20U;

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
  UnitStream stream = units_of(corpus, found);
  const std::size_t expected = report_units(corpus).size() + corpus.record_lines;
  std::set<std::string> languages;
  std::size_t written = 0;
  for (;;) {
    progress("analysing", written, expected);
    std::vector<FoundUnit> units = stream.next(kBatch, kBatchBytes);
    if (units.empty()) break;
    std::vector<write::BuiltDoc> built(units.size());
    in_parallel(built.size(), corpus.analyzers, [&](std::size_t i, text::Analyzer& analyzer) {
      model::Unit& unit = units[i].unit;
      find_language(unit, units[i].path, units[i].line, *corpus.packs, found);
      built[i] = write::build_document(unit, analyzer, *corpus.thesaurus, &corpus.words);
    });
    for (std::size_t i = 0; i < units.size(); ++i, ++written) {
      // Contiguous runs, so that a shard keeps document order.
      const std::size_t shard = std::min(written, expected - 1) * writer->shards().size() / expected;
      DIXIT_TRY_DONE(writer->add(built[i], shard));
      languages.insert(units[i].unit.language);
    }
  }
  if (written == 0) return nothing_usable();
  DIXIT_TRY_DONE(check_strictness(options, found));
  progress("publishing", written, written);
  schema::IndexMeta meta;
  meta.fingerprint = corpus.packs->fingerprint();
  meta.program_version = kVersion;
  meta.built_at = utc_now();
  meta.documents = stream.documents();
  meta.languages.assign(languages.begin(), languages.end());
  BuildSummary summary;
  DIXIT_TRY(summary.meta, writer->finish(std::move(meta)));
  DIXIT_TRY(summary.generation, write::publish(options.out, std::move(generation), writer->shards(), summary.meta));
  summary.rejected = corpus.rejected + stream.rejected_files();
  summary.rejected_lines = stream.rejected_lines();
  write::remove_old_generations(options.out, options.keep_generations);
  return summary;
}

}  // namespace dixit
