// From the text of a question to its tree. Never fails on what somebody typed: what cannot be understood as written is
// understood as its words.

#pragma once

#include <xapian.h>

#include <string_view>
#include <vector>

#include "core/text/analyzer.h"
#include "searchd/query/clause.h"

namespace dixit::query {

// What was wrong with a question.
enum class Problem {
  kMalformed,  // operators stand where they mean nothing; they were left out
  kOpenQuote,  // a quote is never closed; it was read as closed at the end
  kNoWords,    // something was typed, but no word; it was read as nothing
};

struct Parsed {
  Clause clause;  // kEverything for a question without words
  std::vector<Problem> problems;
  text::Language language = text::kFallbackLanguage;  // of the question
  bool is_strict = false;                             // "AND" or "+" says that everything has to be there
};

// Words in a row are all wanted. `language` is that of the question, which decides where words end and which say
// nothing.
//
// Xapian's QueryParser reads the structure. It is handed the words by number, so that it splits no word otherwise than
// our tokenizer, and sees no character that would mean something to it alone.
//
// `name:value` filters where `database` holds the value (its name, id or another word for it), looks for words of the
// field where it does not and the field has words, and finds nothing otherwise. Throws what `database` throws.
Parsed parse(std::string_view question, text::Language language, const Xapian::Database& database,
             text::Analyzer& analyzer);

}  // namespace dixit::query
