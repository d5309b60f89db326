// The units of a corpus one after the other: those of reports, which are read as a whole, then those of record files,
// of which no more is held than is asked for.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "core/base/diagnostic.h"
#include "core/base/result.h"
#include "core/model/unit.h"
#include "core/text/language.h"
#include "indexer/ingest/corpus_scan.h"
#include "indexer/ingest/line_reader.h"
#include "indexer/ingest/unit_record.h"
#include "indexer/segment/listed_names.h"

namespace dixit {

// A unit with the place that findings about it name.
struct FoundUnit {
  model::Unit unit;
  std::string_view path;  // of the file; valid as long as the corpus
  std::size_t line = 0;
};

// Ids that were given away in a run, about 100 bytes each.
class UnitIds {
 public:
  // The next place in the document called `document`, from 1.
  std::uint32_t next_ordinal(std::string_view document) { return ++last_ordinals_[key(document)]; }

  // Makes a document known that may have no units.
  void add_document(std::string_view document) { last_ordinals_.try_emplace(key(document)); }

  // False where a unit of this id is known already.
  bool claim(std::string_view id) { return claimed_.insert(key(id)).second; }

  std::size_t documents() const { return last_ordinals_.size(); }

 private:
  static std::uint64_t key(std::string_view id);

  std::unordered_map<std::uint64_t, std::uint32_t> last_ordinals_;
  std::unordered_set<std::uint64_t> claimed_;
};

// Not for several threads.
class UnitStream {
 public:
  // Takes the units out of `reports`; everything named must outlive the stream. What is wrong with lines of `records`
  // goes to `found`.
  UnitStream(std::vector<model::Report*> reports, const std::vector<ingest::CorpusEntry>& records,
             const segment::Authority& authority, Diagnostics& found);

  // The next units: at most `max_units`, and no more once their text has reached `max_bytes`. None at the end.
  std::vector<FoundUnit> next(std::size_t max_units, std::size_t max_bytes);

  // Counted so far.
  std::size_t documents() const { return ids_.documents(); }
  std::size_t rejected_lines() const { return rejected_lines_; }
  std::size_t rejected_files() const { return rejected_files_; }

 private:
  std::optional<FoundUnit> next();
  std::optional<FoundUnit> next_of_report();
  std::optional<FoundUnit> next_record();
  void complete(model::Unit& unit, const ingest::CorpusEntry& entry);
  void reject(const ingest::LineReader::Line& line, ingest::Objection objection);

  std::vector<model::Report*> reports_;
  std::size_t report_ = 0;       // at hand
  std::size_t report_unit_ = 0;  // next of it
  const std::vector<ingest::CorpusEntry>& records_;
  std::size_t record_file_ = 0;  // at hand
  std::optional<ingest::LineReader> lines_;
  segment::ListedNames names_;
  UnitIds ids_;
  Diagnostics& found_;
  std::size_t rejected_lines_ = 0;
  std::size_t rejected_files_ = 0;
};

// Sets the language of a unit that has none, as its text tells it; a note `text.no-pack` about line `line` of
// `path` where it is one without a pack. For any thread.
void find_language(model::Unit& unit, std::string_view path, std::size_t line, const text::LanguagePacks& packs,
                   Diagnostics& found);

// A file that vanished or cannot be read since it was found is a rejected document, not the end of the run.
void reject_file(const ingest::CorpusEntry& entry, const Error& error, Diagnostics& found);

}  // namespace dixit
