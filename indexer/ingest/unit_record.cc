#include "indexer/ingest/unit_record.h"

#include <algorithm>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <tuple>
#include <utility>

#include "core/base/utf8.h"
#include "core/text/language.h"
#include "core/text/normalize.h"
#include "core/text/sentence.h"
#include "indexer/ingest/iso_date.h"

namespace dixit::ingest {
namespace {

using Json = nlohmann::json;

// What the fields of one record hold. The first thing that is wrong stays; whatever is read after it does not matter.
class Fields {
 public:
  std::string text(const Json& object, const char* name) {
    const Json* value = find(object, name);
    if (value == nullptr) return {};
    if (value->is_string()) return value->get_ref<const std::string&>();
    is_not("text", *value, name);
    return {};
  }

  bool truth(const Json& object, const char* name) {
    const Json* value = find(object, name);
    if (value == nullptr) return false;
    if (value->is_boolean()) return value->get<bool>();
    is_not("true or false", *value, name);
    return false;
  }

  std::uint32_t number(const Json& object, const char* name) {
    const Json* value = find(object, name);
    return value == nullptr ? 0 : to_number(*value, name);
  }

  // `lines`: the first and the last.
  std::pair<std::uint32_t, std::uint32_t> range(const Json& object, const char* name) {
    const Json* value = find(object, name);
    if (value == nullptr) return {0, 0};
    if (!value->is_array() || value->size() != 2) {
      is_not("two numbers", *value, name);
      return {0, 0};
    }
    const std::pair range(to_number((*value)[0], name), to_number((*value)[1], name));
    if (range.first > range.second) object_to("record.bad-lines", "the first line is behind the last", "swap them");
    return range;
  }

  // The object called `name`; null where there is none.
  const Json* part(const Json& object, const char* name) {
    const Json* value = find(object, name);
    if (value == nullptr || value->is_object()) return value;
    is_not("an object", *value, name);
    return nullptr;
  }

  std::string id(const Json& object, const char* name) {
    std::string id = text(object, name);
    const auto is_unfit = [](unsigned char c) { return c <= ' ' || c == 0x7F; };
    if (std::any_of(id.begin(), id.end(), is_unfit)) {
      object_to("record.bad-id", "an id holds no spaces or control characters", "write it without them");
    }
    return id;
  }

  std::string date(const Json& object, const char* name) {
    std::string date = text(object, name);
    if (!date.empty() && !is_iso_date(date)) {
      object_to("record.bad-date", "there is no day \"" + date + "\"", "write it as 2016-07-07, 2016-07 or 2016");
    }
    return date;
  }

  void object_to(std::string code, std::string message, std::string hint) {
    if (!objection_) objection_ = Objection{std::move(code), 0, std::move(message), std::move(hint)};
  }

  std::optional<Objection>& objection() { return objection_; }

 private:
  static const Json* find(const Json& object, const char* name) {
    const auto value = object.find(name);
    return value == object.end() || value->is_null() ? nullptr : &*value;
  }

  std::uint32_t to_number(const Json& value, const char* name) {
    if (value.is_number_unsigned() && value.get<std::uint64_t>() <= UINT32_MAX) return value.get<std::uint32_t>();
    is_not("a number from 0", value, name);
    return 0;
  }

  void is_not(const std::string& wanted, const Json& value, const char* name) {
    object_to("record.wrong-type",
              std::string("\"") + name + "\" is to be " + wanted + " and is of type " + value.type_name(),
              "write it as `dixit-indexer export` does, or leave it out");
  }

  std::optional<Objection> objection_;
};

std::optional<model::Session> session_of(const Json& record, Fields& fields) {
  const Json* given = fields.part(record, "session");
  if (given == nullptr) return std::nullopt;
  model::Session session;
  session.id = fields.id(*given, "id");
  session.number = fields.text(*given, "number");
  session.title = fields.text(*given, "title");
  session.date = fields.date(*given, "date");
  session.moderator = fields.text(*given, "moderator");
  if (session.id.empty() && session.number.empty() && session.title.empty()) return std::nullopt;
  return session;
}

std::optional<model::Speaker> speaker_of(const Json& record, Fields& fields) {
  model::Speaker speaker;
  speaker.name = fields.text(record, "speaker");
  speaker.printed = fields.text(record, "speaker_printed");
  if (speaker.name.empty() && speaker.printed.empty()) return std::nullopt;
  if (speaker.name.empty()) speaker.name = speaker.printed;
  if (speaker.printed.empty()) speaker.printed = speaker.name;
  return speaker;
}

model::UnitKind kind_of(const Json& record, bool has_speaker, Fields& fields) {
  const std::string name = fields.text(record, "kind");
  if (name.empty()) return has_speaker ? model::UnitKind::kIntervention : model::UnitKind::kSection;
  const std::optional<model::UnitKind> kind = model::unit_kind_from_name(name);
  if (!kind) {
    fields.object_to("record.bad-kind", "there is no kind \"" + name + "\"",
                     "write intervention, theme, debate or section, or leave it out");
  }
  return kind.value_or(model::UnitKind::kSection);
}

std::string language_of(const Json& record, Fields& fields) {
  std::string language = fields.text(record, "language");
  if (!language.empty() && !text::language_from_code(language)) {
    fields.object_to("record.bad-language", "there is no language \"" + language + "\"",
                     "write es, ca or en, or leave it out: it is told from the text");
  }
  return language;
}

// Each line of `text` as text::normalize has it, blank ones left out.
std::string normalized(std::string_view text) {
  std::string lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const text::NormalizedText line = text::normalize(text.substr(0, end));
    const std::string_view kept = text::trimmed(line.text);
    if (!kept.empty() && !lines.empty()) lines += '\n';
    lines += kept;
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return lines;
}

std::string text_of(const Json& record, Fields& fields) {
  std::string text = normalized(fields.text(record, "text"));
  if (text.empty())
    fields.object_to("record.no-text", "the record has no text", "give its text, or leave the line out");
  return text;
}

}  // namespace

std::variant<model::Unit, Objection> read_unit_record(std::string_view line) {
  if (const std::optional<std::size_t> invalid = find_invalid_utf8(line)) {
    return Objection{"record.not-utf8", *invalid + 1, "the line is not UTF-8",
                     "convert the file first: iconv -f ENCODING -t UTF-8 FILE > NEW"};
  }
  Json record;
  try {
    record = Json::parse(line);
  } catch (const Json::parse_error& error) {
    return Objection{"record.not-json", error.byte, "the line is not JSON", "write one JSON object a line"};
  }
  if (!record.is_object()) {
    return Objection{"record.not-object", 0, "the line is no JSON object", "write one JSON object a line"};
  }
  Fields fields;
  model::Unit unit;
  unit.text = text_of(record, fields);
  unit.id = fields.id(record, "id");
  if (const Json* document = fields.part(record, "document")) {
    unit.document.id = fields.id(*document, "id");
    unit.document.title = fields.text(*document, "title");
  }
  unit.session = session_of(record, fields);
  unit.date = fields.date(record, "date");
  if (unit.date.empty() && unit.session) unit.date = unit.session->date;
  unit.title = fields.text(record, "title");
  unit.speaker = speaker_of(record, fields);
  unit.kind = kind_of(record, unit.speaker.has_value(), fields);
  unit.role = fields.text(record, "role");
  unit.role_class = fields.text(record, "role_class");
  unit.organisation = fields.text(record, "organisation");
  unit.city = fields.text(record, "city");
  unit.is_moderator = fields.truth(record, "is_moderator");
  unit.language = language_of(record, fields);
  std::tie(unit.first_line, unit.last_line) = fields.range(record, "lines");
  unit.page = fields.number(record, "page");
  if (fields.objection()) return *std::move(fields.objection());
  return unit;
}

}  // namespace dixit::ingest
