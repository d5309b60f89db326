// A unit written as a line of JSON: the inverse of what `dixit-indexer export` prints.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <variant>

#include "core/model/unit.h"

namespace dixit::ingest {

// Why a line is no unit.
struct Objection {
  std::string code;        // "record.<what>"; docs/input.md lists them
  std::size_t column = 0;  // bytes from 1; 0 where it is about the whole line
  std::string message;
  std::string hint;
};

// Reads `line`, a JSON object with the fields that docs/input.md lists. Only `text` must be there; its
// lines come as text::normalize has them, without blank ones. Others that are missing or null are empty, unknown ones
// are passed over. A unit without a kind is an intervention where it has a speaker, else a section; `printed` and
// `name` of a speaker stand for each other where one is missing, and a session's date for the unit's. Left for the
// caller: `ordinal`, the speaker's id, and ids and language that the line does not give. Never fails but by an
// objection.
std::variant<model::Unit, Objection> read_unit_record(std::string_view line);

}  // namespace dixit::ingest
