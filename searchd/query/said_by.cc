#include "searchd/query/said_by.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

namespace dixit::query {
namespace {

using Kind = Clause::Kind;

// The word that `clause` is, whether it means more or not; empty where it is several.
std::string word_of(const Clause& clause) {
  if (clause.kind == Kind::kWord) return clause.word.form;
  if (clause.kind == Kind::kIdea && clause.parts.size() == 1 && !clause.name) return clause.parts.front().word.form;
  return {};
}

}  // namespace

std::optional<Name> restrict_to_name(Clause& clause, text::Language language, const text::Analyzer& analyzer) {
  if (clause.kind != Kind::kAll) return std::nullopt;
  std::vector<Clause>& parts = clause.parts;
  const auto named = std::find_if(parts.begin(), parts.end(), [](const Clause& part) { return part.name.has_value(); });
  if (named == parts.end()) return std::nullopt;
  const auto is_saying = [&](const Clause& part) { return analyzer.is_saying(word_of(part)); };
  const auto is_small = [&](const Clause& part) {
    const std::string word = word_of(part);
    return !word.empty() &&
           (analyzer.is_saying(word) || analyzer.is_stop(word, language) ||
            analyzer.is_stop(word, text::kFallbackLanguage) || analyzer.is_stop(word, text::Language::kEnglish));
  };
  if (!std::all_of(parts.begin(), named, is_small)) return std::nullopt;
  auto rest = named + 1;
  bool is_said = std::any_of(parts.begin(), named, is_saying);
  for (; rest != parts.end() && is_saying(*rest); ++rest) is_said = true;
  if (!is_said) return std::nullopt;
  Name name = *std::move(named->name);
  std::vector<Clause> narrowed = {{.kind = Kind::kFilter, .field = name.field, .value = name.value}};
  std::move(rest, parts.end(), std::back_inserter(narrowed));
  parts = std::move(narrowed);
  return name;
}

}  // namespace dixit::query
