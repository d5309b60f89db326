#include "indexer/pipeline.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <ctime>
#include <functional>
#include <map>
#include <mutex>
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

void find_language(model::Unit& unit, const std::string& path, const text::LanguagePacks& packs, Diagnostics& found) {
  unit.language = text::code(packs.detect(unit.text));
  const std::string_view other = packs.other_language(unit.text);
  if (other.empty()) return;
  found.add({Severity::kNote, "text.no-pack", path, unit.first_line, 0,
             "the text is in a language without a pack, " + std::string(other) + "; it is indexed as printed",
             unit.title, "nothing needs to be done; damaged words of it stay as they are"});
}

std::vector<model::Unit*> units_of(ReadCorpus& corpus) {
  std::vector<model::Unit*> units;
  for (ReadDocument& document : corpus.documents) {
    for (model::Unit& unit : document.report.units) units.push_back(&unit);
  }
  return units;
}

// The first pass over all texts. What is counted does not depend on the order in which threads come to it.
void learn_words(ReadCorpus& corpus) {
  const std::vector<model::Unit*> units = units_of(corpus);
  std::mutex mutex;
  in_parallel(units.size(), corpus.analyzers, [&](std::size_t i, text::Analyzer& analyzer) {
    const std::vector<text::Token> tokens = analyzer.analyze(units[i]->text, language_of(*units[i]));
    const std::lock_guard lock(mutex);
    corpus.words.add(tokens);
  });
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
  for (model::Unit* unit : units_of(corpus)) {
    std::vector<std::string*> parts = {&unit->title, &unit->role, &unit->organisation};
    if (unit->session) parts.push_back(&unit->session->title);
    for (std::string* part : parts) {
      const auto [at, is_new] = known.try_emplace(*part);
      if (is_new) at->second = as_meant(*part, language_of(*unit), corpus.analyzers.front(), corpus.words);
      *part = at->second;
    }
  }
}

}  // namespace

Result<ReadCorpus> read_corpus(const std::vector<fs::path>& paths, const fs::path& data, std::size_t jobs,
                               Diagnostics& found, const Progress& progress) {
  ReadCorpus corpus;
  DIXIT_TRY(corpus.packs, text::LanguagePacks::load(data / "lang", found));
  DIXIT_TRY(corpus.thesaurus, text::Thesaurus::load(data / "lang", corpus.packs, found));
  DIXIT_TRY(corpus.repair, text::OcrRepair::load(data / "lexicon", data / "lang", corpus.packs, found));
  DIXIT_TRY(const auto confusions, text::ConfusionTable::load(data / "lang" / "es" / "confusions.tsv", found));
  DIXIT_TRY(const auto authority, segment::Authority::load(data / "authority", confusions, found));
  DIXIT_TRY(const auto entries, ingest::scan_corpus(paths, found));
  const segment::Knowledge knowledge{authority, confusions, found};
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
    for (model::Unit& unit : document.report.units) find_language(unit, document.report.path, *corpus.packs, found);
  }
  if (corpus.documents.empty()) {
    return Error{ErrorCode::kInputRejected, "none of the input could be used", "see the findings above", {}};
  }
  unify(corpus.documents, knowledge);
  progress("learning", 0, corpus.documents.size());
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
  if (options.strict && found.count(Severity::kWarning) + found.count(Severity::kError) > 0) {
    return Error{ErrorCode::kInputRejected,
                 "the input has findings and --strict was asked for",
                 "mend what is listed above, or run without --strict",
                 {}};
  }
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
  for (std::size_t begin = 0; begin < units.size(); begin += kBatch) {
    progress("analysing", begin, units.size());
    const std::size_t end = std::min(units.size(), begin + kBatch);
    std::vector<write::BuiltDoc> built(end - begin);
    in_parallel(built.size(), corpus.analyzers, [&](std::size_t i, text::Analyzer& analyzer) {
      built[i] = write::build_document(*units[begin + i], analyzer, *corpus.thesaurus, &corpus.words);
    });
    for (std::size_t i = begin; i < end; ++i) {
      // Contiguous runs, so that a shard keeps document order.
      const std::size_t shard = i * writer->shards().size() / units.size();
      DIXIT_TRY_DONE(writer->add(built[i - begin], shard));
    }
  }
  progress("publishing", units.size(), units.size());
  schema::IndexMeta meta;
  meta.fingerprint = corpus.packs->fingerprint();
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
