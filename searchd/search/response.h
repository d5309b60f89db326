// What the searcher answers, ready to be shown: plain values that own their text and refer to nothing.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/model/unit.h"
#include "core/schema/fields.h"

namespace dixit::search {

// Why a word of the text answers the question, nearest first.
enum class Match : std::uint8_t {
  kExact,        // the word itself, letter case aside
  kAccent,       // it differs in its accents
  kStem,         // another form of it: "ciudades" for "ciudad"
  kOcr,          // it is printed damaged and was read as the word
  kSynonym,      // it means the same
  kTranslation,  // it means the same in another language
};

// The stable names "exact", "accent", "stem", "ocr", "synonym", "translation".
std::string_view name(Match match);

// A piece of printed text: marked when it matched. Texts of a list of runs, put together, are what is to be shown.
struct Run {
  std::string text;
  std::optional<Match> match;

  friend bool operator==(const Run&, const Run&) = default;
};

// A piece of a text as it is meant. Texts of a list of them, put together, are the whole reading.
struct ReadRun {
  std::string text;
  std::string printed;  // what is printed in its place; empty where that is the same, accents aside

  friend bool operator==(const ReadRun&, const ReadRun&) = default;
};

struct Hit {
  model::Unit unit;             // whole, text included, without its origin map
  double score = 0;             // comparable within one answer only; 0 where the answer is not ranked
  std::vector<Run> snippet;     // "…" stands where text was left out
  bool is_alike = false;        // does not answer, but speaks of the same as those that do
  std::size_t group_count = 0;  // answers that it stands for; 0 where they are not grouped
};

struct FacetValue {
  std::string value;  // to filter by
  std::string label;  // to read
  std::size_t count = 0;
  bool selected = false;  // the request filters by it; selected values are listed even when nothing has them
};

// Most frequent value first, then by the label that the index has.
struct Facet {
  schema::Field field = schema::Field::kCity;
  bool exact = true;  // counts are over all matches, not a sample
  std::vector<FacetValue> values;
};

// The most values of a facet that a search lists; `Searcher::facet` lists all.
inline constexpr std::size_t kFacetValues = 100;

struct SearchResponse {
  std::string text;         // the question as asked
  std::string interpreted;  // as it was understood, for people; empty where it asks for everything
  std::string said_by;      // whose words alone are shown, because the question asks for them; empty: anybody's
  std::size_t total = 0;    // exact
  std::size_t groups = 0;   // of answers, hence all hits there are; 0 where they are not grouped
  double took_ms = 0;       // inside the searcher
  std::size_t page = 1;
  std::size_t per_page = 10;
  std::vector<Hit> hits;
  std::vector<Facet> facets;             // in the order asked for
  std::vector<std::string> suggestions;  // questions that may have been meant
  std::vector<std::string> warnings;     // sentences in the request's language: what was done otherwise than asked
  bool partial = false;                  // true: there was no time to read all of the index
  std::string generation;                // name of the generation that answered
};

// A unit beside the one that is shown.
struct Neighbour {
  std::string id;
  model::UnitKind kind = model::UnitKind::kSection;
  std::string title;           // of a theme, debate or section
  std::string speaker;         // canonical name; empty where it has none
  std::string session_number;  // empty where it is in none
};

struct UnitView {
  model::Unit unit;       // without its origin map; `first_line`, `last_line`, `page` are its place in the source
  std::vector<Run> runs;  // the whole text; marked where it answers the question
  std::vector<ReadRun> reading;       // the whole text as it is meant; empty where no word was misprinted
  std::string interpreted;            // of the question; empty without one
  std::optional<Neighbour> previous;  // in the same document
  std::optional<Neighbour> next;
  std::vector<std::string> warnings;  // what of the question was read otherwise than typed
  std::string generation;
};

// Units that speak of the same as one, likest first.
struct SimilarResponse {
  std::string id;  // of the one
  std::vector<Hit> hits;
  double took_ms = 0;
  std::string generation;
};

// All values of one facet that occur among the matches of a question.
struct FacetResponse {
  Facet facet;
  std::size_t total = 0;  // matches of the question and of the other facets' filters
  bool partial = false;   // there was no time to find all of them
  std::vector<std::string> warnings;
  std::string generation;
};

// One line of a table of answers: a row or a column.
struct MatrixLine {
  std::string value;      // to filter by
  std::string label;      // to read
  std::size_t count = 0;  // answers that have the value; never 0
  std::size_t of = 0;     // units of the whole collection that have it
};

// The rows or the columns of a table, most frequent first, then by label.
struct MatrixSide {
  schema::Field field = schema::Field::kCity;
  std::vector<MatrixLine> lines;  // at most kMatrixLines
  std::size_t more = 0;           // lines that were cut off
  std::size_t without = 0;        // answers that have no value here, hence are in no cell
};

// The answers that are in a row as well as in a column.
struct MatrixCell {
  std::size_t row = 0;  // place in the lines
  std::size_t col = 0;
  std::size_t count = 0;  // never 0

  friend bool operator==(const MatrixCell&, const MatrixCell&) = default;
};

inline constexpr std::size_t kMatrixLines = 100;

// Who talks about it, where: the answers to a question counted by two facets at a time, all counts exact.
struct MatrixResponse {
  std::string text;  // as in a SearchResponse, as are all others of the same name
  std::string interpreted;
  std::size_t total = 0;
  MatrixSide rows;
  MatrixSide cols;
  std::vector<MatrixCell> cells;  // of the lines listed, row by row
  double took_ms = 0;
  std::vector<std::string> warnings;
  bool partial = false;
  std::string generation;
};

enum class CompletionKind : std::uint8_t {
  kFacet,    // a value of a facet, which can be filtered by
  kConcept,  // a label of a concept
  kWord,     // a word of the collection
};

// What a question that is being typed may become.
struct Completion {
  std::string text;  // of a word: the whole question with it; otherwise the label
  CompletionKind kind = CompletionKind::kWord;
  schema::Field field = schema::Field::kCity;  // of a value
  std::string value;                           // to filter by; of a concept its id; empty for words
  std::size_t count = 0;  // units that have the value, speak of the concept, or have the completed word in this form
};

struct CompletionResponse {
  std::string text;  // as typed
  std::vector<Completion> completions;
  double took_ms = 0;
  std::string generation;
};

}  // namespace dixit::search
