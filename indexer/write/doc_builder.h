// Makes of a unit the document that the index keeps.

#pragma once

#include <xapian.h>

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/model/unit.h"
#include "core/schema/word_order.h"
#include "core/text/analyzer.h"
#include "core/text/thesaurus.h"

namespace dixit::write {

struct BuiltDoc {
  Xapian::Document document;
  schema::WordOrder word_order;
  std::uint64_t tokens = 0;
  std::string language;
  std::map<std::string, std::uint64_t> readings;  // tokens by text::name(How)
  std::map<std::string, std::string>
      labels;  // metadata: schema::label_key -> label, where it is not the value; acronym_key
};

// Headings that a thread has analysed, because they recur: a few thousand cities, posts and sessions. Bounded. They are
// of one analyzer and one collection.
class KnownHeadings {
 public:
  // The tokens of `text`; valid until the next call.
  const std::vector<text::Token>& tokens_of(const std::string& text, text::Language language, text::Analyzer& analyzer,
                                            const text::CollectionWords* collection);

 private:
  std::array<std::unordered_map<std::string, std::vector<text::Token>>, text::kLanguages.size()> tokens_;
};

// Analyses `unit` in its own language and spells terms, slots, stored data and the order of words as core/schema has
// them:
//
// - each token of the text under its form and its stem; a repaired token also under its printed form, at the same place
//   in the order of words;
// - far behind the text and from each other: title, speaker, post, organisation and city, under the same forms and
//   stems of their own, so that a plain word finds who says it as well as what is said;
// - each concept that the text or the heading speaks of, as often as it does;
// - the words of each field that has a prefix for them, under that prefix, far from each other;
// - each field's value and alias as boolean terms, its value in its slot.
//
// `analyzer` and `headings` are the calling thread's; `collection` may be null (see text::Analyzer::analyze).
BuiltDoc build_document(const model::Unit& unit, text::Analyzer& analyzer, const text::Thesaurus& thesaurus,
                        const text::CollectionWords* collection, KnownHeadings& headings);
BuiltDoc build_document(const model::Unit& unit, text::Analyzer& analyzer, const text::Thesaurus& thesaurus,
                        const text::CollectionWords* collection = nullptr);

}  // namespace dixit::write
