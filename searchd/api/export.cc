#include "searchd/api/export.h"

#include <optional>
#include <utility>

#include "core/model/unit.h"
#include "core/text/fold.h"
#include "searchd/api/citation.h"
#include "searchd/api/links.h"

namespace dixit::api {
namespace {

class Citations : public exporting::UnitWriter {
 public:
  using Cite = std::string (*)(const model::Unit& unit, std::string_view url);

  Citations(std::ostream& out, Cite cite, std::string_view gap, std::string site)
      : out_(out), cite_(cite), gap_(gap), site_(std::move(site)) {}

  void write(const schema::StoredDoc& doc) override {
    const std::string url = site_.empty() ? std::string() : site_ + "/u/" + percent_encode(doc.unit.id);
    out_ << cite_(doc.unit, url) << gap_;
  }

 private:
  std::ostream& out_;
  Cite cite_;
  std::string_view gap_;  // after each
  std::string site_;
};

std::unique_ptr<exporting::UnitWriter> make_writer(ExportFormat format, std::ostream& out, std::string site) {
  switch (format) {
    case ExportFormat::kJsonLines: return exporting::make_json_lines(out);
    case ExportFormat::kCsv: return exporting::make_csv(out);
    case ExportFormat::kBibtex: return std::make_unique<Citations>(out, cite_bibtex, "\n", std::move(site));
    case ExportFormat::kRis: break;
  }
  return std::make_unique<Citations>(out, cite_ris, "\r\n", std::move(site));
}

}  // namespace

Export::Export(search::Answers answers, ExportFormat format, std::string site)
    : answers_(std::move(answers)), writer_(make_writer(format, out_, std::move(site))) {}

Result<std::string> Export::next() {
  if (!has_begun_) writer_->begin();
  has_begun_ = true;
  while (!is_done_ && static_cast<std::size_t>(out_.tellp()) < kPieceBytes) {
    DIXIT_TRY(const std::optional<schema::StoredDoc> unit, answers_.next());
    if (unit) {
      writer_->write(*unit);
    } else {
      writer_->end();
      is_done_ = true;
    }
  }
  std::string piece = std::move(out_).str();
  out_.str({});
  return piece;
}

std::string_view media_type(ExportFormat format) {
  switch (format) {
    case ExportFormat::kJsonLines: return "application/x-ndjson; charset=utf-8";
    case ExportFormat::kCsv: return "text/csv; charset=utf-8; header=present";
    case ExportFormat::kBibtex: return kBibtexType;
    case ExportFormat::kRis: break;
  }
  return kRisType;
}

std::string_view extension(ExportFormat format) {
  switch (format) {
    case ExportFormat::kJsonLines: return ".jsonl";
    case ExportFormat::kCsv: return ".csv";
    case ExportFormat::kBibtex: return ".bib";
    case ExportFormat::kRis: break;
  }
  return ".ris";
}

std::string file_name(std::string_view question, ExportFormat format) {
  constexpr std::size_t kMostOfQuestion = 60;
  std::string words = model::slug(text::fold(question)).substr(0, kMostOfQuestion);
  while (words.ends_with('-')) words.pop_back();
  return "dixit" + (words.empty() ? "" : "-" + words) + std::string(extension(format));
}

}  // namespace dixit::api
