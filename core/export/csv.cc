#include <ostream>
#include <string>
#include <string_view>

#include "core/export/unit_writer.h"

namespace dixit::exporting {
namespace {

bool is_formula(std::string_view cell) {
  return !cell.empty() && std::string_view("=+-@\t\r").find(cell.front()) != std::string_view::npos;
}

class Csv : public UnitWriter {
 public:
  explicit Csv(std::ostream& out) : out_(out) {}

  void begin() override {
    for (const char* column :
         {"id", "kind", "document", "session", "session_title", "date", "title", "speaker", "role", "role_class",
          "organisation", "city", "is_moderator", "language", "first_line", "last_line", "page", "text"}) {
      cell(column);
    }
    cell("reading", true);
  }

  void write(const schema::StoredDoc& doc) override {
    const model::Unit& unit = doc.unit;
    const model::Session session = unit.session.value_or(model::Session{});
    for (const std::string& text :
         {unit.id, std::string(model::name(unit.kind)), unit.document.id, session.number, session.title, unit.date,
          unit.title, unit.speaker ? unit.speaker->name : std::string(), unit.role, unit.role_class, unit.organisation,
          unit.city, std::string(unit.is_moderator ? "true" : "false"), unit.language, std::to_string(unit.first_line),
          std::to_string(unit.last_line), std::to_string(unit.page), unit.text}) {
      cell(text);
    }
    cell(schema::reading_of(doc), true);
  }

 private:
  void cell(std::string_view text, bool last = false) {
    const bool quoted = text.find_first_of(",\"\r\n") != std::string_view::npos;
    if (quoted) out_ << '"';
    if (is_formula(text)) out_ << '\'';
    for (const char c : text) {
      if (c == '"') out_ << '"';
      out_ << c;
    }
    if (quoted) out_ << '"';
    out_ << (last ? "\r\n" : ",");
  }

  std::ostream& out_;
};

}  // namespace

std::unique_ptr<UnitWriter> make_csv(std::ostream& out) {
  return std::make_unique<Csv>(out);
}

}  // namespace dixit::exporting
