#include "indexer/export/formats.h"

#include <ostream>
#include <string>

#include "core/base/utf8.h"

namespace dixit::exporting {
namespace {

class Tei : public UnitWriter {
 public:
  explicit Tei(std::ostream& out) : out_(out) {}

  void begin() override {
    out_ << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<teiCorpus xmlns=\"http://www.tei-c.org/ns/1.0\">\n"
            "<teiHeader><fileDesc><titleStmt><title>Dixit export</title></titleStmt>"
            "<publicationStmt><p>Exported from a Dixit index.</p></publicationStmt>"
            "<sourceDesc><p>The documents indexed.</p></sourceDesc></fileDesc></teiHeader>\n";
  }

  void write(const schema::StoredDoc& doc) override {
    const model::Unit& unit = doc.unit;
    if (unit.document.id != document_) open_document(unit.document);
    const std::string session = unit.session ? unit.session->id : std::string();
    if (!open_division_ || session != session_) open_division(unit);
    const bool spoken = unit.speaker.has_value();
    out_ << (spoken ? "<u" : "<ab") << attribute("xml:id", xml_id(unit.id)) << attribute("xml:lang", unit.language)
         << attribute("n", std::to_string(unit.first_line) + "-" + std::to_string(unit.last_line));
    if (spoken) out_ << attribute("who", "#" + unit.speaker->id);
    if (unit.is_moderator) out_ << attribute("ana", "#chair");
    if (!spoken) out_ << attribute("type", std::string(model::name(unit.kind)));
    out_ << ">";
    std::string_view text = unit.text;
    while (!text.empty()) {
      const std::size_t end = text.find('\n');
      out_ << "<seg>" << escaped(text.substr(0, end)) << "</seg>";
      text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    out_ << (spoken ? "</u>\n" : "</ab>\n");
  }

  void end() override {
    close_document();
    out_ << "</teiCorpus>\n";
  }

 private:
  // `text` as XML may hold it: markup escaped, and U+FFFD for what no XML document can hold (control characters,
  // bytes that are not UTF-8, the last two code points of the basic plane).
  static std::string escaped(std::string_view text) {
    std::string safe;
    for (std::size_t at = 0; at < text.size();) {
      const CodePoint point = decode_at(text, at);
      at += point.size_bytes;
      const bool control = point.value < ' ' && point.value != '\t' && point.value != '\n' && point.value != '\r';
      switch (point.value) {
        case '&': safe += "&amp;"; break;
        case '<': safe += "&lt;"; break;
        case '>': safe += "&gt;"; break;
        case '"': safe += "&quot;"; break;
        case 0xFFFE:
        case 0xFFFF: append_utf8(safe, kReplacementCharacter); break;
        default: append_utf8(safe, control ? kReplacementCharacter : point.value);
      }
    }
    return safe;
  }

  // An xml:id begins with a letter or underscore and holds no "/" or spaces.
  static std::string xml_id(std::string_view id) {
    std::string safe = "u-";
    for (const char c : id) {
      const auto byte = static_cast<unsigned char>(c);
      const bool plain = byte >= 0x80 || (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') ||
                         (byte >= 'a' && byte <= 'z') || c == '-' || c == '.' || c == '_';
      safe += plain ? c : '_';
    }
    return safe;
  }

  static std::string attribute(std::string_view name, std::string_view value) {
    return " " + std::string(name) + "=\"" + escaped(value) + "\"";
  }

  void open_document(const model::DocumentRef& document) {
    close_document();
    document_ = document.id;
    out_ << "<TEI" << attribute("xml:id", xml_id(document.id)) << "><teiHeader><fileDesc><titleStmt><title>"
         << escaped(document.title.empty() ? document.id : document.title)
         << "</title></titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><p>" << escaped(document.id)
         << "</p></sourceDesc></fileDesc></teiHeader>\n<text><body>\n";
  }

  void open_division(const model::Unit& unit) {
    close_division();
    open_division_ = true;
    session_ = unit.session ? unit.session->id : std::string();
    out_ << "<div type=\"debateSection\"";
    if (unit.session) out_ << attribute("n", unit.session->number);
    out_ << ">\n";
    if (unit.session) out_ << "<head>" << escaped(unit.session->title) << "</head>\n";
  }

  void close_division() {
    if (open_division_) out_ << "</div>\n";
    open_division_ = false;
  }

  void close_document() {
    close_division();
    if (!document_.empty()) out_ << "</body></text></TEI>\n";
    document_.clear();
  }

  std::ostream& out_;
  std::string document_;
  std::string session_;
  bool open_division_ = false;
};

}  // namespace

Result<std::unique_ptr<UnitWriter>> make_unit_writer(std::string_view format, std::ostream& out) {
  if (format == "jsonl") return make_json_lines(out);
  if (format == "csv") return make_csv(out);
  if (format == "tei") return std::unique_ptr<UnitWriter>(std::make_unique<Tei>(out));
  return Error{ErrorCode::kBadUsage, "there is no format " + std::string(format), "use jsonl, csv or tei", "--format"};
}

}  // namespace dixit::exporting
