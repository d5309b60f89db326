#include "searchd/search/names.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "core/text/fold.h"
#include "core/text/tokenizer.h"

namespace dixit::search {
namespace {

std::vector<std::string> words_of(std::string_view label) {
  std::vector<std::string> words;
  for (const text::WordSpan& span : text::words(label, text::kFallbackLanguage)) {
    words.push_back(text::fold(label.substr(span.begin, span.end - span.begin)));
  }
  return words;
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

}  // namespace

std::map<std::string, query::Name, std::less<>> names_in(const Columns& columns, const text::Lexicons& lexicons) {
  constexpr std::size_t kLeastBytes = 4;
  std::map<std::string, query::Name, std::less<>> names;
  std::map<std::string, std::size_t> bearers;  // of a last name
  std::map<std::string, const ColumnValue*> last_names;
  for (const schema::Field field : {schema::Field::kCity, schema::Field::kSpeaker}) {
    for (const ColumnValue& value : columns.column(field).values) {
      const std::vector<std::string> words = words_of(value.label);
      if (words.empty()) continue;
      names.emplace(joined(words), query::Name{&schema::row(field), value.value, value.label});
      if (field != schema::Field::kSpeaker || words.size() < 2) continue;
      ++bearers[words.back()];
      last_names.emplace(words.back(), &value);
    }
  }
  const auto is_word = [&](const std::string& name) {
    return std::any_of(lexicons.begin(), lexicons.end(), [&](const auto& lexicon) {
      return lexicon->graph().find(text::to_latin1_lower(name)).has_value();
    });
  };
  for (const auto& [name, value] : last_names) {
    if (bearers[name] > 1 || name.size() < kLeastBytes || is_word(name)) continue;
    names.emplace(name, query::Name{&schema::row(schema::Field::kSpeaker), value->value, value->label});
  }
  return names;
}

}  // namespace dixit::search
