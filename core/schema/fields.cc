#include "core/schema/fields.h"

#include <array>

#include "core/base/check.h"

namespace dixit::schema {
namespace {

using model::Unit;

FieldValue same(std::string value) {
  return {value, value, {}};
}

// Eight digits that sort as dates do, missing parts as the first: "2016" -> "20160101".
std::string date_key(const std::string& iso) {
  std::string key;
  for (const char c : iso) {
    if (c == '-') continue;
    if (c < '0' || c > '9') return {};
    key.push_back(c);
  }
  if (key.size() == 4) key += "01";
  if (key.size() == 6) key += "01";
  return key.size() == 8 ? key : std::string();
}

std::string ten_digits(std::uint32_t number) {
  std::string digits = std::to_string(number);
  return std::string(10 - digits.size(), '0') + digits;
}

FieldValue session_value(const Unit& unit) {
  if (!unit.session) return {};
  const std::string& title = unit.session->title;
  return {unit.session->id, title.empty() ? unit.session->number : unit.session->number + " — " + title,
          unit.session->number};
}

FieldValue speaker_value(const Unit& unit) {
  if (!unit.speaker) return {};
  return {unit.speaker->id, unit.speaker->name, unit.speaker->name};
}

FieldValue document_value(const Unit& unit) {
  return {unit.document.id, unit.document.title.empty() ? unit.document.id : unit.document.title, {}};
}

std::string speaker_words(const Unit& unit) {
  if (!unit.speaker) return {};
  return unit.speaker->name == unit.speaker->printed ? unit.speaker->name
                                                     : unit.speaker->name + "\n" + unit.speaker->printed;
}

std::string session_words(const Unit& unit) {
  return unit.session ? unit.session->number + "\n" + unit.session->title : std::string();
}

constexpr std::size_t kFieldCount = 11;

// Prefixes: one letter as in the list that Xapian's Omega publishes where there is one (A author, L language, S
// subject or title, Y year), otherwise X and a word of our own.
const std::array<FieldRow, kFieldCount> kFields = {{
    {Field::kCity, "city", "XCITY", "XC", 0, true, "Ciudad", "Ciutat", "City", "city or metropolitan area spoken for",
     [](const Unit& u) { return same(u.city); }, [](const Unit& u) { return u.city; }},
    {Field::kRole, "role", "XROLE", "XR", 1, true, "Cargo", "Càrrec", "Role", "class of the speaker's first post",
     [](const Unit& u) { return same(u.role_class); }, [](const Unit& u) { return u.role_class + "\n" + u.role; }},
    {Field::kSession, "session", "XSESSION", "S", 2, true, "Sesión", "Sessió", "Session",
     "session, as DOCUMENT/NUMBER; a bare number filters too", session_value, session_words},
    {Field::kSpeaker, "speaker", "XSPEAKER", "A", 3, true, "Persona", "Persona", "Speaker",
     "speaker's id; the name filters too", speaker_value, speaker_words},
    {Field::kOrganisation, "organisation", "XORG", "XO", 4, true, "Organización", "Organització", "Organisation",
     "body the speaker speaks for", [](const Unit& u) { return same(u.organisation); },
     [](const Unit& u) { return u.organisation; }},
    {Field::kDocument, "document", "XDOC", "", 5, true, "Documento", "Document", "Document", "document's id",
     document_value, nullptr},
    {Field::kKind, "kind", "XKIND", "", 6, true, "Tipo", "Tipus", "Kind", "intervention, theme, debate or section",
     [](const Unit& u) { return same(std::string(model::name(u.kind))); }, nullptr},
    {Field::kYear, "year", "Y", "", 7, true, "Año", "Any", "Year", "year of the session or document",
     [](const Unit& u) { return same(u.date.substr(0, 4)); }, nullptr},
    {Field::kLanguage, "language", "L", "", 8, false, "Lengua", "Llengua", "Language",
     "language of the text, ISO 639-1", [](const Unit& u) { return same(u.language); }, nullptr},
    {Field::kDate, "date", "", "", 9, false, "Fecha", "Data", "Date", "YYYYMMDD, for ranges and sorting",
     [](const Unit& u) { return same(date_key(u.date)); }, nullptr},
    {Field::kOrder, "order", "", "", 10, false, "Orden", "Ordre", "Order",
     "place in its document, ten digits, for sorting", [](const Unit& u) { return same(ten_digits(u.ordinal)); },
     nullptr},
}};

}  // namespace

std::span<const FieldRow> field_table() {
  return kFields;
}

const FieldRow& row(Field field) {
  const FieldRow& found = kFields[static_cast<std::size_t>(field)];
  DIXIT_CHECK(found.field == field);
  return found;
}

const FieldRow* find_facet(std::string_view name) {
  for (const FieldRow& candidate : kFields) {
    if (candidate.facet && candidate.name == name) return &candidate;
  }
  return nullptr;
}

std::vector<std::string_view> facet_names() {
  std::vector<std::string_view> names;
  for (const FieldRow& candidate : kFields) {
    if (candidate.facet) names.push_back(candidate.name);
  }
  return names;
}

std::string_view label(const FieldRow& row, std::string_view language) {
  if (language == "ca") return row.label_ca;
  if (language == "en") return row.label_en;
  return row.label_es;
}

}  // namespace dixit::schema
