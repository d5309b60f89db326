// THE field table: what a unit is filtered, counted and sorted by, and where the index keeps it.
//
// Writers, searchers, the HTTP interface, the pages and docs/schema.md all read this table; nothing repeats it.

#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/model/unit.h"

namespace dixit::schema {

enum class Field {
  kCity,
  kRole,
  kSession,
  kSpeaker,
  kOrganisation,
  kDocument,
  kKind,
  kYear,
  kLanguage,
  kDate,
  kOrder,
};

// One value of a field. `label` is what people read; it equals `value` where the value speaks for itself. `alias` is
// another word for it that filters accept (a session's bare number, a speaker's name); may be empty.
struct FieldValue {
  std::string value;
  std::string label;
  std::string alias;
};

struct FieldRow {
  Field field;
  std::string_view name;          // in HTTP parameters, JSON and query prefixes
  std::string_view prefix;        // of its boolean terms, before ':' and the folded value; empty: no terms
  std::string_view words_prefix;  // of its words as `name:word` finds them; empty: not searched by words
  unsigned slot;                  // value slot; holds the value as `FieldValue::value`
  bool facet;                     // offered for filtering and counting
  std::string_view label_es;
  std::string_view label_ca;
  std::string_view label_en;
  std::string_view meaning;                  // for docs/schema.md
  FieldValue (*value)(const model::Unit&);   // the unit's value; empty where it has none
  std::string (*words)(const model::Unit&);  // the text indexed under `words_prefix`; null where that is empty
};

// Rows in the order of `Field`; valid for the life of the program.
std::span<const FieldRow> field_table();

// The row of `field`.
const FieldRow& row(Field field);

// The row called `name`, or null when no field has that name. Only facets are found.
const FieldRow* find_facet(std::string_view name);

// The names of all facets, in table order.
std::vector<std::string_view> facet_names();

// `row`'s label in `language` ("es", "ca", "en"; anything else reads as "es").
std::string_view label(const FieldRow& row, std::string_view language);

}  // namespace dixit::schema
