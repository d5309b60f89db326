#include "searchd/search/subjects.h"

#include <algorithm>
#include <string_view>

#include "core/schema/terms.h"

namespace dixit::search {
namespace {

Subjects::Terms terms_of(const schema::StoredDoc& document, const text::Thesaurus& thesaurus,
                         text::Analyzer& analyzer) {
  Subjects::Terms terms;
  for (const text::Mention& mention : document.mentions) {
    terms.push_back(schema::concept_term(thesaurus.concept_at(mention.concept_number).id, schema::Part::kText));
  }
  const text::Language language = text::language_from_code(document.unit.language).value_or(text::kFallbackLanguage);
  const std::string_view text = document.unit.text;
  for (const schema::StoredToken& token : document.tokens) {
    // Of two words printed as one both.
    std::string_view left = token.reading;
    if (left.empty()) left = text.substr(token.begin, token.end - token.begin);
    const std::size_t space = left.find(' ');
    terms.push_back(schema::stem_term(analyzer.forms_of(left.substr(0, space), language).stem));
    if (space == std::string_view::npos) continue;
    terms.push_back(schema::stem_term(analyzer.forms_of(left.substr(space + 1), language).stem));
  }
  std::sort(terms.begin(), terms.end());
  terms.erase(std::unique(terms.begin(), terms.end()), terms.end());
  return terms;
}

}  // namespace

std::shared_ptr<const Subjects::Terms> Subjects::of(Xapian::docid unit, const schema::StoredDoc& document,
                                                    const text::Thesaurus& thesaurus, text::Analyzer& analyzer) {
  const std::string name = std::to_string(unit);
  if (std::shared_ptr<const Terms> kept = kept_.find(name)) return kept;
  auto read = std::make_shared<const Terms>(terms_of(document, thesaurus, analyzer));
  kept_.keep(name, read, sizeof(Terms) + read->size() * sizeof(std::string));
  return read;
}

}  // namespace dixit::search
