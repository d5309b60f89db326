// dixit-indexer, as its tests call it.

#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/program.h"

namespace dixit::test {

// The call of dixit-indexer with `arguments`, to be changed or run.
Invocation indexer(std::vector<std::string> arguments, std::string input = {});

// Runs it, and prints what it said where the test fails later on.
Outcome run_indexer(std::vector<std::string> arguments, std::string input = {});

// Builds an index of `paths` in `out`; the test fails where that does not end with `status`.
void build(const std::string& out, const std::vector<std::string>& paths, int status = 0,
           const std::vector<std::string>& options = {});

// What `export` prints of the index, a line a unit.
std::vector<std::string> exported(const std::string& index);
std::vector<nlohmann::json> exported_units(const std::string& index);

// Made-up reports of tests/data/reports: one of twelve interventions, one of eight.
std::string foro();
std::string jornada();

// A report of `sections` sections, each a unit of `words` words; quick to read.
std::string small_report(int sections = 1, int words = 40);

// Folders in the index folder `out` whose name begins with `prefix`.
std::vector<std::string> folders(const std::string& out, std::string_view prefix);

}  // namespace dixit::test
