// A question as a tree of ours: what has to be in a unit for it to be an answer. Plain values, free of Xapian.

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/schema/fields.h"
#include "core/text/thesaurus.h"

namespace dixit::query {

struct Word {
  std::string typed;                        // as the question has it, in NFC
  std::string form;                         // folded, as index terms are
  const schema::FieldRow* field = nullptr;  // look for it among the words of this field; null: anywhere in the unit
  bool is_prefix = false;                   // typed with a "*": any word that begins with it
  std::string instead_of = {};              // folded: the word that was typed, where this is a near one in its place
};

// Somebody or some place by name.
struct Name {
  const schema::FieldRow* field = nullptr;  // of people or cities
  std::string value;                        // to filter by
  std::string label;
};

struct Clause {
  enum class Kind {
    kNothing,     // no unit
    kEverything,  // any unit
    kWord,        // one with `word`, in any form of it
    kExactWord,   // one with `word` in this form (letter case and accents aside)
    kPhrase,      // the words of `parts` follow each other, with at most `gap` other words between them in all
    kNear,    // the words of `parts` stand together in any order, with at most `gap` other words between them in all
    kFilter,  // `field` has `value`
    kAll,     // all of `parts`
    kAny,     // one of them at least
    kExcept,  // the first of them without the others
    kEither,  // an odd number of them (XOR)
    kIdea,    // all of `parts`, which are kWord, or what says the same: any of `concepts` or `alternatives`
  };

  Kind kind = Kind::kNothing;
  std::vector<Clause> parts = {};  // those of kPhrase and kNear are kExactWord
  Word word = {};
  unsigned gap = 0;
  const schema::FieldRow* field = nullptr;  // of kFilter
  std::string value = {};                   // of kFilter, as typed

  // Of kIdea.
  std::optional<Name> name = {};  // that its words are
  std::vector<text::ConceptNumber> concepts = {};
  std::vector<Clause> alternatives = {};
  bool is_foreign = false;             // its words are of another language than what says the same
  std::vector<std::string> said = {};  // what says the same, for people
};

// `clause` in the language of questions, for people: `marca AND "agenda urbana" NOT city:Lima`, with what else says an
// idea behind it: `financing → financiación, financiar…`. Empty for everything and for nothing.
std::string to_text(const Clause& clause);

}  // namespace dixit::query
