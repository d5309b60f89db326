// Splits a question into the pieces of its language: words, phrases, filters, operators.
//
// Words are found by the tokenizer that indexing uses, so that a question holds the same words as a text would.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/text/analyzer.h"
#include "searchd/query/clause.h"

namespace dixit::query {

struct Piece {
  enum class Kind {
    kWords,     // plain words, all wanted; more than one where one typed word holds several ("d'estudis")
    kPhrase,    // words in this order
    kField,     // `field:value`, still undecided between a filter and words
    kOperator,  // `text`: AND, OR, NOT, XOR
    kNear,      // `text`: NEAR or ADJ; `distance` words at most from one to the next
    kOpen,      // (
    kClose,     // )
  };

  Kind kind = Kind::kWords;
  char sign = 0;  // '+', '-' or none, for words, phrases, fields and kOpen
  std::vector<Word> words;
  std::string text;
  unsigned distance = 0;
  const schema::FieldRow* field = nullptr;
  std::string value;    // of kField, as typed, without quotes
  bool quoted = false;  // whether `value` stood in quotes
};

struct Scan {
  std::vector<Piece> pieces;
  bool open_quote = false;  // the last quote was never closed; the rest of the question counts as quoted
};

// The largest distance that NEAR/n and ADJ/n can ask for; more is cut to it.
inline constexpr unsigned kMaxDistance = 50;
inline constexpr unsigned kDefaultDistance = 10;

// Any bytes will do. `language` is that of the question; it matters for apostrophes only. Field names are those of the
// field table and their labels in Spanish, Catalan and English ("ciudad:Lima"), in any letter case.
Scan scan(std::string_view question, text::Analyzer& analyzer, text::Language language);

// The words of `text` as the question's; used for the value of a field.
std::vector<Word> words_of(std::string_view text, text::Analyzer& analyzer, text::Language language);

}  // namespace dixit::query
