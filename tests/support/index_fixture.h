// Small real indexes for tests: units written in a line or two, published as the indexer publishes them.

#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "core/model/unit.h"

namespace dixit::test {

// What a test says of a unit; the rest is made up.
struct Said {
  std::string text;
  std::string speaker = {};  // empty: nobody, so the unit is a section
  std::string city = {};
  std::string role_class = {};
  std::string role = {};
  std::string organisation = {};
  std::string session = {};  // number; its title is "Sesión <number>"
  std::string date = "2016-07-07";
  std::string document = "informe";
  std::string language = "es";
  std::string title = {};
};

// The unit that `said` describes, the `ordinal`th of its document: "informe.3".
model::Unit unit(const Said& said, std::uint32_t ordinal);

// Publishes `all` as a new generation of `index` and returns its folder. Units of a document are numbered from 1 in the
// order given. Aborts when that fails.
std::filesystem::path publish(const std::filesystem::path& index, const std::vector<Said>& all, std::size_t shards = 1);

// Six units in two documents and three sessions, which the tests of searching share.
const std::vector<Said>& sample();

}  // namespace dixit::test
