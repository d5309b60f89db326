#include "searchd/api/citation.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "core/schema/fields.h"
#include "searchd/api/clean_text.h"
#include "searchd/api/page_parts.h"

namespace dixit::api {
namespace {

// What BibTeX and RIS call a kind of source.
struct SourceType {
  std::string_view bibtex;
  std::string_view ris;
};

// What both formats say of a unit, as plain text of one line each; empty where the report does not say it.
struct Reference {
  SourceType type;
  std::string author;
  std::string title;
  std::string container;  // what the title is a part of
  std::string year;
  std::string month;  // two digits
  std::string day;
  std::string page;
  std::string post;
  std::string first_line;
  std::string last_line;
  std::string language;
};

std::string number_or_nothing(std::uint32_t number) {
  return number == 0 ? std::string() : std::to_string(number);
}

bool is_all_digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// Takes an ISO date apart, as far as it goes; of what is no date, nothing.
void set_date(Reference& reference, std::string_view iso) {
  const auto part = [&](std::size_t at, std::size_t length) {
    const bool ends_here = iso.size() == at + length || (iso.size() > at + length && iso[at + length] == '-');
    return ends_here && is_all_digits(iso.substr(at, length)) ? std::string(iso.substr(at, length)) : std::string();
  };
  reference.year = part(0, 4);
  if (!reference.year.empty()) reference.month = part(5, 2);
  if (reference.month < "01" || reference.month > "12") reference.month.clear();
  if (!reference.month.empty()) reference.day = part(8, 2);
}

Reference reference_of(const model::Unit& unit) {
  Reference reference;
  if (unit.speaker) reference.author = clean_text(unit.speaker->name);
  reference.title = clean_text(unit.title.empty() && unit.session ? unit.session->title : unit.title);
  reference.container = clean_text(schema::row(schema::Field::kDocument).value(unit).label);
  reference.type = unit.session ? SourceType{"inproceedings", "CPAPER"} : SourceType{"incollection", "CHAP"};
  if (reference.title.empty()) {
    reference.title = std::exchange(reference.container, {});
    reference.type = {"misc", "GEN"};
  }
  set_date(reference, unit.date);
  reference.page = number_or_nothing(unit.page);
  reference.post = clean_text(post_of(unit));
  reference.first_line = number_or_nothing(unit.first_line);
  reference.last_line = number_or_nothing(unit.last_line);
  reference.language = clean_text(unit.language);
  return reference;
}

// "l. 7", "ll. 7–9"; `dash` joins the two.
std::string lines_of(const Reference& reference, std::string_view dash) {
  if (reference.first_line.empty()) return {};
  if (reference.first_line == reference.last_line) return "l. " + reference.first_line;
  return "ll. " + reference.first_line + std::string(dash) + reference.last_line;
}

std::string note_of(std::string post, std::string_view lines) {
  if (!post.empty() && !lines.empty()) post += "; ";
  return post.append(lines);
}

std::string tex_escaped(std::string_view text) {
  std::string out;
  out.reserve(text.size() + 8);
  for (const char c : text) {
    switch (c) {
      case '\\': out += "\\textbackslash{}"; break;
      case '^': out += "\\textasciicircum{}"; break;
      case '~': out += "\\textasciitilde{}"; break;
      // BibTeX counts braces, escaped or not.
      case '{': out += "\\textbraceleft{}"; break;
      case '}': out += "\\textbraceright{}"; break;
      case '$':
      case '&':
      case '#':
      case '_':
      case '%': out.push_back('\\'); [[fallthrough]];
      default: out.push_back(c);
    }
  }
  return out;
}

// The macros that every style knows and its language writes.
std::string_view month_macro(std::string_view two_digits) {
  constexpr std::array<std::string_view, 12> kMacros = {"jan", "feb", "mar", "apr", "may", "jun",
                                                        "jul", "aug", "sep", "oct", "nov", "dec"};
  return kMacros[static_cast<std::size_t>((two_digits[0] - '0') * 10 + (two_digits[1] - '0') - 1)];
}

// Babel's name of a language, which is how styles hyphenate a title; empty for one that units do not have.
std::string_view babel_name(std::string_view code) {
  if (code == "es") return "spanish";
  if (code == "ca") return "catalan";
  return code == "en" ? "english" : "";
}

void add_field(std::string& entry, std::string_view name, std::string_view value) {
  if (value.empty()) return;
  entry.append(",\n  ").append(name).append(" = ").append(value);
}

// Braces keep the value together.
std::string braced(std::string_view value) {
  return value.empty() ? std::string() : "{" + std::string(value) + "}";
}

void add_ris(std::string& record, std::string_view tag, std::string_view value) {
  if (!value.empty()) record.append(tag).append("  - ").append(value).append("\r\n");
}

}  // namespace

std::string cite_plain(const Messages& messages, const model::Unit& unit, std::string_view url) {
  std::string line = headline(messages, unit);
  if (!post_of(unit).empty()) line += ", " + post_of(unit);
  if (unit.session) {
    const std::string title = unit.session->title.empty() ? unit.session->number : unit.session->title;
    line += ". " + messages.fill("cite_session", {{"title", title}});
    if (!unit.session->title.empty()) line += " (" + unit.session->number + ")";
  }
  if (!unit.date.empty()) line += ", " + messages.date(unit.date);
  line += ". " + schema::row(schema::Field::kDocument).value(unit).label;
  if (const std::string place = place_of(messages, unit); !place.empty()) line += ", " + place;
  line += '.';
  if (!url.empty()) line.append(" ").append(url);
  return clean_text(line);
}

std::string cite_bibtex(const model::Unit& unit, std::string_view url) {
  const Reference reference = reference_of(unit);
  std::string entry = "@" + std::string(reference.type.bibtex) + "{" + citation_key(unit.id);
  // A second pair keeps what would be rearranged as it is: names, and capitals of titles.
  add_field(entry, "author", braced(braced(tex_escaped(reference.author))));
  add_field(entry, "title", braced(braced(tex_escaped(reference.title))));
  add_field(entry, "booktitle", braced(braced(tex_escaped(reference.container))));
  add_field(entry, "year", braced(reference.year));
  if (!reference.month.empty()) add_field(entry, "month", month_macro(reference.month));
  add_field(entry, "day", braced(reference.day));
  add_field(entry, "pages", braced(reference.page));
  add_field(entry, "note", braced(note_of(tex_escaped(reference.post), lines_of(reference, "--"))));
  add_field(entry, "langid", braced(babel_name(reference.language)));
  add_field(entry, "url", braced(url));
  return entry + "\n}\n";
}

std::string cite_ris(const model::Unit& unit, std::string_view url) {
  const Reference reference = reference_of(unit);
  std::string record;
  add_ris(record, "TY", reference.type.ris);
  add_ris(record, "ID", citation_key(unit.id));
  add_ris(record, "AU", reference.author);
  add_ris(record, "TI", reference.title);
  add_ris(record, "T2", reference.container);
  add_ris(record, "PY", reference.year);
  // The slashes stand even where nothing is between them.
  if (!reference.month.empty()) {
    add_ris(record, "DA", reference.year + "/" + reference.month + "/" + reference.day + "/");
  }
  add_ris(record, "SP", reference.page);
  add_ris(record, "N1", note_of(reference.post, lines_of(reference, "–")));
  add_ris(record, "LA", reference.language);
  add_ris(record, "UR", url);
  return record + "ER  - \r\n";
}

std::string citation_key(std::string_view id) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string key;
  for (const char byte : id) {
    const bool is_itself = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
                           (byte >= '0' && byte <= '9') || byte == '.' || byte == '-' || byte == '_';
    if (is_itself) {
      key.push_back(byte);
    } else {
      const auto value = static_cast<unsigned char>(byte);
      key.push_back(':');
      key.push_back(kDigits[value >> 4]);
      key.push_back(kDigits[value & 15]);
    }
  }
  return key;
}

}  // namespace dixit::api
