#include "searchd/search/suggestions.h"

#include <algorithm>
#include <cstddef>
#include <map>

#include "core/text/fold.h"
#include "core/text/letter_case.h"
#include "core/text/lexicon.h"
#include "core/text/tokenizer.h"

namespace dixit::search {
namespace {

using Spellings = std::map<std::string, std::string>;  // by the folded form of what was typed

std::string in_case_of(std::string_view typed, const std::string& spelling) {
  const std::string latin1 = text::to_latin1(spelling);
  const bool fits = text::from_latin1(latin1) == spelling;
  return fits ? text::from_latin1(text::in_case_of(text::to_latin1(typed), latin1)) : spelling;
}

std::string respelt_question(std::string_view question, const Spellings& spellings) {
  std::string out;
  std::size_t at = 0;
  for (const text::WordSpan& span : text::words(question, text::kFallbackLanguage)) {
    const std::string_view typed = question.substr(span.begin, span.end - span.begin);
    const auto found = spellings.find(text::fold(typed));
    if (found == spellings.end()) continue;
    out += question.substr(at, span.begin - at);
    out += in_case_of(typed, found->second);
    at = span.end;
  }
  out += question.substr(at);
  return out;
}

}  // namespace

std::vector<std::string> suggestions(std::string_view question, const std::vector<query::Respelt>& respelt) {
  Spellings likeliest;
  for (const query::Respelt& word : respelt) likeliest.emplace(word.form, word.meant.front().spelling);
  std::vector<std::string> all;
  const auto add = [&](const Spellings& spellings) {
    std::string one = respelt_question(question, spellings);
    const bool is_new = one != question && std::find(all.begin(), all.end(), one) == all.end();
    if (is_new && all.size() < kMaxSuggestions) all.push_back(std::move(one));
  };
  add(likeliest);
  for (std::size_t place = 1; place < kMaxSuggestions; ++place) {
    for (const query::Respelt& word : respelt) {
      if (word.meant.size() <= place) continue;
      Spellings other = likeliest;
      other[word.form] = word.meant[place].spelling;
      add(other);
    }
  }
  return all;
}

}  // namespace dixit::search
