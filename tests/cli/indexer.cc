#include "tests/cli/indexer.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>

namespace dixit::test {

Invocation indexer(std::vector<std::string> arguments, std::string input) {
  Invocation call;
  call.program = DIXIT_BIN_DIR "/dixit-indexer";
  call.arguments = std::move(arguments);
  call.input = std::move(input);
  // The distribution's Xapian deletes the tables that it checks through a base class, which AddressSanitizer reports.
  if (!call.arguments.empty() && call.arguments.front() == "check") {
    const char* options = std::getenv("ASAN_OPTIONS");
    call.environment = {"ASAN_OPTIONS=" + std::string(options == nullptr ? "" : options) +
                        ":new_delete_type_mismatch=0"};
  }
  return call;
}

Outcome run_indexer(std::vector<std::string> arguments, std::string input) {
  return run(indexer(std::move(arguments), std::move(input)));
}

void build(const std::string& out, const std::vector<std::string>& paths, int status,
           const std::vector<std::string>& options) {
  std::vector<std::string> arguments = {"build", "--out", out};
  arguments.insert(arguments.end(), options.begin(), options.end());
  arguments.insert(arguments.end(), paths.begin(), paths.end());
  const Outcome outcome = run_indexer(arguments);
  EXPECT_EQ(outcome.status, status) << outcome.err;
}

std::vector<std::string> exported(const std::string& index) {
  const Outcome outcome = run_indexer({"export", "--index", index});
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  return lines_of(outcome.out);
}

std::vector<nlohmann::json> exported_units(const std::string& index) {
  std::vector<nlohmann::json> units;
  for (const std::string& line : exported(index)) {
    units.push_back(nlohmann::json::parse(line, nullptr, false));
    EXPECT_FALSE(units.back().is_discarded()) << line;
  }
  return units;
}

std::string foro() {
  return DIXIT_SOURCE_DIR "/tests/data/reports/foro-2018.txt";
}

std::string jornada() {
  return DIXIT_SOURCE_DIR "/tests/data/reports/jornada-2019.txt";
}

std::string small_report(int sections, int words) {
  // Listed words but one, which is damaged: what a word that is not listed may be takes milliseconds to find out.
  static constexpr std::array<std::string_view, 13> kWords = {
      "agua",          "barrio", "calle", "ciudad", "estratedia", "financiación", "gobierno",
      "metropolitana", "plaza",  "red",   "río",    "transporte", "vecinos"};
  std::string text;
  for (int section = 1; section <= sections; ++section) {
    text += std::to_string(section) + ". Parte\n\nLa ";
    for (int i = 0; i < words; ++i) {
      const auto word = static_cast<std::size_t>(section * 31 + i * (1 + i / 13));
      text += kWords[word % kWords.size()];
      text += i % 8 == 7 ? "\n" : " ";
    }
    text += "corre.\n\n";
  }
  return text;
}

std::vector<std::string> folders(const std::string& out, std::string_view prefix) {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(out)) {
    std::string name = entry.path().filename().string();
    if (name.starts_with(prefix)) names.push_back(std::move(name));
  }
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace dixit::test
