// What was meant by the words of a question that the index does not have.

#pragma once

#include <xapian.h>

#include <set>
#include <string>
#include <vector>

#include "core/text/analyzer.h"
#include "core/text/near_words.h"
#include "searchd/query/clause.h"
#include "searchd/query/meanings.h"
#include "searchd/query/ranking.h"

namespace dixit::query {

// A word of the question with what may be meant by it.
struct Respelt {
  std::string typed;                  // in NFC
  std::string form;                   // folded
  bool is_printed = false;            // the index has it, but as a damaged print only; it is looked for as well
  bool is_quoted = false;             // it is looked for as typed and nothing else
  std::vector<text::NearWord> meant;  // about as likely as each other, likeliest first; not empty
};

// What to ask, and of whom. All must outlive the call that it is given to.
struct Sources {
  const Xapian::Database& database;
  text::Analyzer& analyzer;
  const std::vector<text::Language>& languages;  // of the index
  const text::NearWords* near_words = nullptr;   // null: words are looked up as they are typed
  const Meanings* meanings = nullptr;            // null: words mean nothing but themselves
  const Ranking& ranking;
};

// `clause` with near words in place of words that the index has neither in this form nor in another, or as damaged
// prints only; what was respelt goes to `respelt`, each word once. A word that a lexicon has gives way only to one that
// is likelier by far. Quoted words and phrases stay as they are, but what may be meant by them is told.
// `sources.near_words` must not be null. Throws what the database throws.
Clause respell(const Clause& clause, const std::set<std::string>& known, const Sources& sources,
               std::vector<Respelt>& respelt);

}  // namespace dixit::query
