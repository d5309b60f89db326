// From the tree of a question to what the index is asked: which units answer, what each word with its variants counts,
// and what is to be marked in a text that answers.

#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "searchd/query/meant.h"

namespace dixit::query {

// A word to mark, with all that tells why a printed word matches it.
struct SoughtWord {
  std::string typed;                        // in NFC
  std::string form;                         // folded
  std::vector<std::string> stems;           // empty: only this form
  bool is_prefix = false;                   // any word that begins with `form`
  bool is_near = false;                     // it stands for another word, which was typed: it never matches exactly
  bool is_synonym = false;                  // it stands for an acronym, or is one
  bool is_translation = false;              // it stands for a word of another language
  std::vector<std::string> misprints = {};  // folded: damaged prints of it
};

// A concept to mark, wherever one of its labels stands.
struct SoughtConcept {
  text::ConceptNumber number = 0;
  bool is_foreign = false;  // it was asked for in another language
  std::size_t word = 0;     // place in `Sought::words` of the first word that asked for it
};

struct Sought {
  std::vector<SoughtWord> words;
  std::vector<std::vector<SoughtWord>> phrases;  // marked where all words follow each other
  std::vector<SoughtConcept> concepts = {};
};

// Which units answer.
struct Step {
  enum class Kind {
    kNothing,
    kEverything,
    kTerms,      // units with any of `terms`
    kPositions,  // units with all of `terms` within `window` words, in this order where they are `in_order`
    kAll,        // in all of `parts`
    kAny,        // in one of them at least
    kExcept,     // in the first and none of the others
    kEither,     // in an odd number of them
  };

  Kind kind = Kind::kNothing;
  std::vector<std::string> terms = {};
  std::vector<Step> parts = {};
  std::size_t window = 0;
  bool in_order = false;
};

// What counts for the order of the answers, whichever part of the question makes them answer.
struct Weight {
  std::vector<std::string> terms;  // taken as one word: their occurrences count together
  double factor = 1;               // of the BM25 score of that word
  bool is_constant = false;        // `factor` is the score, where one of the terms is
};

// How much of what was asked for an answer has to have.
enum class Looseness {
  kAll,        // all of it
  kNearlyAll,  // all but one of the words or ideas, where there are three or more; or what is beside an only idea
  kAny,        // one of them
};

struct Plan {
  Step step;
  std::vector<Weight> weights;  // none: answers are in no order
  Sought sought;
  bool left_out_words = false;  // a prefix has more words than are looked up; the most frequent ones are
  bool can_loosen = false;      // a looser plan may find more
};

// The most words that all prefixes ("financ*") of a question may stand for.
inline constexpr std::size_t kMaxPrefixWords = 1000;

// A plain word is looked up by its stem in each language of the index, and by its damaged prints; an idea by its
// concepts too. What is quoted or filtered by has to be there, however loose the plan. Throws what the database throws.
Plan make_plan(const Clause& meant, const Sources& sources, Looseness looseness = Looseness::kAll);

}  // namespace dixit::query
