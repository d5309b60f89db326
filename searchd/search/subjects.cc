#include "searchd/search/subjects.h"

#include <utility>

#include "core/schema/terms.h"

namespace dixit::search {
namespace {

// Adds to `terms` those of `unit` that begin with `prefix` and are words: a further capital would make it another
// prefix.
void add_terms(Xapian::docid unit, const std::string& prefix, const Xapian::Database& database,
               Subjects::Terms& terms) {
  auto at = database.termlist_begin(unit);
  for (at.skip_to(prefix); at != database.termlist_end(unit); ++at) {
    std::string term = *at;
    if (!term.starts_with(prefix)) break;
    const char next = term.size() > prefix.size() ? term[prefix.size()] : 'A';
    if (next < 'A' || next > 'Z') terms.push_back(std::move(term));
  }
}

}  // namespace

std::shared_ptr<const Subjects::Terms> Subjects::of(Xapian::docid unit, const Xapian::Database& database) {
  const std::string name = std::to_string(unit);
  if (std::shared_ptr<const Terms> kept = kept_.find(name)) return kept;
  Terms terms;
  add_terms(unit, schema::concept_term("", schema::Part::kText), database, terms);
  add_terms(unit, schema::stem_term(""), database, terms);
  auto read = std::make_shared<const Terms>(std::move(terms));
  kept_.keep(name, read, sizeof(Terms) + read->size() * sizeof(std::string));
  return read;
}

}  // namespace dixit::search
