#include "indexer/unit_stream.h"

#include <utility>
#include <variant>

#include "core/base/hash.h"
#include "core/base/utf8.h"
#include "core/text/fold.h"
#include "core/text/sentence.h"

namespace dixit {
namespace {

// What a finding shows of a line.
constexpr std::size_t kShownBytes = 120;

std::string beginning_of(std::string_view line) {
  const std::string_view shown = truncate_utf8(line, kShownBytes);
  std::string safe;
  for (std::size_t at = 0; at < shown.size();) {
    const CodePoint point = decode_at(shown, at);
    append_utf8(safe, point.value < ' ' ? U' ' : point.value);
    at += point.size_bytes;
  }
  return shown.size() < line.size() ? safe + "…" : safe;
}

}  // namespace

std::uint64_t UnitIds::key(std::string_view id) {
  return hash_bytes(id);
}

UnitStream::UnitStream(std::vector<model::Report*> reports, const std::vector<ingest::CorpusEntry>& records,
                       const segment::Authority& authority, Diagnostics& found)
    : reports_(std::move(reports)), records_(records), names_(authority), found_(found) {
  for (const model::Report* report : reports_) ids_.add_document(report->document.id);
}

std::vector<FoundUnit> UnitStream::next(std::size_t max_units, std::size_t max_bytes) {
  std::vector<FoundUnit> units;
  for (std::size_t bytes = 0; units.size() < max_units && bytes < max_bytes;) {
    std::optional<FoundUnit> unit = next();
    if (!unit) break;
    bytes += unit->unit.text.size();
    units.push_back(*std::move(unit));
  }
  return units;
}

std::optional<FoundUnit> UnitStream::next() {
  std::optional<FoundUnit> unit = next_of_report();
  return unit ? std::move(unit) : next_record();
}

std::optional<FoundUnit> UnitStream::next_of_report() {
  for (; report_ < reports_.size(); ++report_, report_unit_ = 0) {
    model::Report& report = *reports_[report_];
    if (report_unit_ == report.units.size()) continue;
    FoundUnit found{std::move(report.units[report_unit_++]), report.path, 0};
    found.line = found.unit.first_line;
    ids_.next_ordinal(found.unit.document.id);
    ids_.claim(found.unit.id);
    return found;
  }
  return std::nullopt;
}

std::optional<FoundUnit> UnitStream::next_record() {
  for (; record_file_ < records_.size(); ++record_file_, lines_.reset()) {
    const ingest::CorpusEntry& entry = records_[record_file_];
    const auto give_up = [&](const Error& error) {
      reject_file(entry, error, found_);
      ++rejected_files_;
    };
    if (!lines_) {
      Result<ingest::LineReader> opened = ingest::LineReader::open(entry.path);
      if (!opened) {
        give_up(opened.error());
        continue;
      }
      lines_ = std::move(*opened);
    }
    for (;;) {
      ingest::LineReader::Line line;
      const Result<bool> more = lines_->next(line);
      if (!more) give_up(more.error());
      if (!more || !*more) break;
      if (line.is_too_long) {
        reject(line, {"record.too-long", 0, "the line is longer than 16 MiB", "split it into records of their own"});
        continue;
      }
      if (text::trimmed(line.text).empty()) continue;
      std::variant<model::Unit, ingest::Objection> record = ingest::read_unit_record(line.text);
      if (auto* objection = std::get_if<ingest::Objection>(&record)) {
        reject(line, std::move(*objection));
        continue;
      }
      FoundUnit found{std::get<model::Unit>(std::move(record)), entry.path.native(), line.number};
      complete(found.unit, entry);
      if (ids_.claim(found.unit.id)) return found;
      reject(line, {"record.duplicate-id", 0, "another unit is called " + found.unit.id,
                    "give each record an id of its own, or none at all"});
    }
  }
  return std::nullopt;
}

void UnitStream::complete(model::Unit& unit, const ingest::CorpusEntry& entry) {
  if (unit.document.id.empty()) unit.document = {entry.id, entry.title};
  if (unit.date.empty()) unit.date = entry.date;
  unit.ordinal = ids_.next_ordinal(unit.document.id);
  if (unit.id.empty()) unit.id = unit.document.id + "." + std::to_string(unit.ordinal);
  if (unit.session && unit.session->id.empty()) {
    const model::Session& session = *unit.session;
    unit.session->id =
        unit.document.id + "/" + (session.number.empty() ? model::slug(text::fold(session.title)) : session.number);
  }
  names_.apply(unit);
}

void UnitStream::reject(const ingest::LineReader::Line& line, ingest::Objection objection) {
  ++rejected_lines_;
  found_.add({Severity::kError, std::move(objection.code), records_[record_file_].path.string(), line.number,
              objection.column, std::move(objection.message), beginning_of(line.text), std::move(objection.hint)});
}

void find_language(model::Unit& unit, std::string_view path, std::size_t line, const text::LanguagePacks& packs,
                   Diagnostics& found) {
  if (!unit.language.empty()) return;
  unit.language = text::code(packs.detect(unit.text));
  const std::string_view other = packs.other_language(unit.text);
  if (other.empty()) return;
  found.add({Severity::kNote, "text.no-pack", std::string(path), line, 0,
             "the text is in a language without a pack, " + std::string(other) + "; it is indexed as printed",
             unit.title, "nothing needs to be done; damaged words of it stay as they are"});
}

void reject_file(const ingest::CorpusEntry& entry, const Error& error, Diagnostics& found) {
  const std::string hint = error.hint.empty() ? "mend the file, or leave it out" : error.hint;
  found.add({Severity::kError, "ingest.unreadable", entry.path.string(), 0, 0, error.message, {}, hint});
}

}  // namespace dixit
