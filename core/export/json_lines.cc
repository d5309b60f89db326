#include <nlohmann/json.hpp>
#include <ostream>
#include <string>
#include <utility>

#include "core/export/unit_writer.h"

namespace dixit::exporting {
namespace {

using Json = nlohmann::ordered_json;

Json or_null(const std::string& text) {
  return text.empty() ? Json(nullptr) : Json(text);
}

// The contract's fields of a unit, in its order.
Json to_json(const schema::StoredDoc& doc) {
  const model::Unit& unit = doc.unit;
  Json session = nullptr;
  if (unit.session) {
    session = {{"id", unit.session->id},
               {"number", unit.session->number},
               {"title", unit.session->title},
               {"date", or_null(unit.session->date)},
               {"moderator", or_null(unit.session->moderator)}};
  }
  const Json lines = unit.first_line == 0 ? Json(nullptr) : Json({unit.first_line, unit.last_line});
  return {{"id", unit.id},
          {"kind", model::name(unit.kind)},
          {"document", {{"id", unit.document.id}, {"title", unit.document.title}}},
          {"session", std::move(session)},
          {"date", or_null(unit.date)},
          {"title", or_null(unit.title)},
          {"speaker", unit.speaker ? Json(unit.speaker->name) : Json(nullptr)},
          {"speaker_printed", unit.speaker ? Json(unit.speaker->printed) : Json(nullptr)},
          {"role", or_null(unit.role)},
          {"role_class", or_null(unit.role_class)},
          {"organisation", or_null(unit.organisation)},
          {"city", or_null(unit.city)},
          {"is_moderator", unit.is_moderator},
          {"language", unit.language},
          {"lines", lines},
          {"page", unit.page == 0 ? Json(nullptr) : Json(unit.page)},
          {"text", unit.text},
          {"reading", schema::reading_of(doc)}};
}

class JsonLines : public UnitWriter {
 public:
  explicit JsonLines(std::ostream& out) : out_(out) {}
  void write(const schema::StoredDoc& doc) override {
    out_ << to_json(doc).dump(-1, ' ', false, Json::error_handler_t::replace) << '\n';
  }

 private:
  std::ostream& out_;
};

}  // namespace

std::unique_ptr<UnitWriter> make_json_lines(std::ostream& out) {
  return std::make_unique<JsonLines>(out);
}

}  // namespace dixit::exporting
