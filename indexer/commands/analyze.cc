#include <cmath>
#include <cstdio>
#include <iostream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <vector>

#include "core/text/analyzer.h"
#include "indexer/commands/command.h"

namespace dixit::commands {
namespace {

// Offsets at which the lines of `text` begin.
std::vector<std::size_t> line_starts(std::string_view text) {
  std::vector<std::size_t> starts = {0};
  for (std::size_t at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1)) {
    starts.push_back(at + 1);
  }
  return starts;
}

}  // namespace

int analyze(const AnalyzeCommand& command) {
  Diagnostics found;
  const auto packs = text::LanguagePacks::load(command.data / "lang", found);
  if (!packs) return fail(packs.error());
  const auto repair = text::OcrRepair::load(command.data / "lexicon", command.data / "lang", *packs, found);
  print(found);
  if (!repair) return fail(repair.error());
  const std::string input{std::istreambuf_iterator<char>(std::cin), std::istreambuf_iterator<char>()};
  text::Analyzer analyzer(*packs, *repair);
  const text::Language language = text::language_from_code(command.language).value_or(analyzer.detect(input));
  const std::vector<std::size_t> starts = line_starts(input);
  // The input is its own collection: a first pass learns its words.
  text::CollectionWords collection;
  collection.add(analyzer.analyze(input, language));
  (*repair)->find_own_words(collection);
  std::size_t line = 0;
  for (const text::Token& token : analyzer.analyze(input, language, &collection)) {
    while (line < starts.size() && starts[line] <= token.begin) ++line;
    const nlohmann::ordered_json row = {
        {"printed", token.printed},
        {"begin", token.begin},
        {"end", token.end},
        {"line", line},
        {"reading", token.reading},
        {"terms", {token.stem}},
        {"how", text::name(token.how)},
        {"confidence", static_cast<double>(std::lround(token.confidence * 100)) / 100},
    };
    std::puts(row.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace).c_str());
  }
  return finish_output();
}

}  // namespace dixit::commands
