// What the engine finds and shows: one statement by one speaker, or one theme, debate or section of a report.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/model/offset_map.h"

namespace dixit::model {

enum class UnitKind {
  kIntervention,  // what one speaker said
  kTheme,         // one of a report's numbered themes
  kDebate,        // the list of what a general debate dealt with
  kSection,       // any other running text
};

// The stable names "intervention", "theme", "debate", "section".
std::string_view name(UnitKind kind);
std::optional<UnitKind> unit_kind_from_name(std::string_view name);

struct DocumentRef {
  std::string id;
  std::string title;
};

struct Session {
  std::string id;         // DOCUMENT/NUMBER
  std::string number;     // as printed, without its last full stop: "5.1.1"
  std::string title;      // lines joined
  std::string date;       // ISO 8601, empty where the document does not say it
  std::string moderator;  // canonical name; empty where the document names none
};

struct Speaker {
  std::string id;       // slug of `name`: "jaime-salinas"
  std::string name;     // canonical: one spelling for one person over the whole collection
  std::string printed;  // as this heading prints it
};

// An immutable value that owns its text. What the document does not say is empty, never guessed.
struct Unit {
  std::string id;  // DOCUMENT.ORDINAL; safe in a URL path
  DocumentRef document;
  std::uint32_t ordinal = 0;  // place in the document, from 1
  UnitKind kind = UnitKind::kSection;
  std::optional<Session> session;
  std::optional<Speaker> speaker;
  std::string role;          // the heading's words after the name: post and organisation
  std::string role_class;    // one of the closed set of corpus/authority/posts.tsv
  std::string organisation;  // the body the speaker speaks for
  std::string city;          // in Spanish, as corpus/authority/places.tsv writes it
  bool is_moderator = false;
  std::string title;             // of a theme, debate or section
  std::string language;          // ISO 639-1
  std::string date;              // the session's, else the document's; ISO 8601, may be only a year, may be empty
  std::uint32_t first_line = 0;  // of the body in the source file, from 1
  std::uint32_t last_line = 0;   // inclusive
  std::uint32_t page = 0;        // on which the body begins, from 1
  std::string text;              // printed text: lines joined by a space, hyphenation undone, paragraphs by "\n"
  OffsetMap origin;              // each byte of `text` -> its place in the source
};

// A document read into units, in document order.
struct Report {
  DocumentRef document;
  std::string path;
  std::string checksum;
  std::string date;  // ISO 8601, may be only a year, may be empty
  std::vector<Unit> units;
};

// ASCII letters, digits and hyphens that stand for `name` in a URL: "Sergi Alegre" -> "sergi-alegre". Expects a folded
// name (core/text/fold.h); whatever is not a letter or digit separates words.
std::string slug(std::string_view folded_name);

}  // namespace dixit::model
