#include "searchd/search/vocabulary.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "core/text/fold.h"
#include "core/text/tokenizer.h"

namespace dixit::search {
namespace {

using Spellings = std::unordered_map<std::string, std::string>;  // by form

Spellings spellings_of_names(const Columns& columns) {
  Spellings spellings;
  for (const schema::Field field : {schema::Field::kSpeaker, schema::Field::kCity}) {
    for (const ColumnValue& value : columns.column(field).values) {
      const std::string_view name = value.label;
      for (const text::WordSpan& span : text::words(name, text::kFallbackLanguage)) {
        const std::string_view word = name.substr(span.begin, span.end - span.begin);
        spellings.emplace(text::fold(word), word);
      }
    }
  }
  return spellings;
}

}  // namespace

std::vector<text::IndexWord> read_vocabulary(const Xapian::Database& database) {
  std::vector<text::IndexWord> words;
  auto term = database.allterms_begin();
  while (term != database.allterms_end()) {
    std::string form = *term;
    // All other terms begin with a capital.
    if (form[0] >= 'A' && form[0] <= 'Z') {
      term.skip_to(std::string(1, 'Z' + 1));
      continue;
    }
    // What is printed in place of another word has no frequency of its own.
    if (const Xapian::termcount meant = database.get_collection_freq(form); meant > 0) {
      words.push_back({std::move(form), std::min(term.get_termfreq(), meant), {}});
    }
    ++term;
  }
  return words;
}

void spell_names(std::vector<text::IndexWord>& words, const Columns& columns) {
  const Spellings spellings = spellings_of_names(columns);
  for (text::IndexWord& word : words) {
    if (const auto known = spellings.find(word.form); known != spellings.end()) word.spelling = known->second;
  }
}

}  // namespace dixit::search
