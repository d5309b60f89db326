// What a search engine has to do to be compared with others, and the conversation in which it is asked to.

#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace dixit::bench {

// A record as all engines get it: words are runs of a-z and 0-9 with one space between them, so that no engine's idea
// of a word, of letter case or of accents can make a difference.
struct PeerRecord {
  std::string city;
  std::string role;
  std::string session;
  std::string text;
};

// A question of one of these kinds: T1 one word, A2 two words (AND), O3 three (OR), P2 two that follow each other; F is
// A2 with facets, FF is T1 with facets. Q, which only Dixit understands, is words as somebody typed them, with facets.
struct Question {
  std::string kind;
  std::vector<std::string> words;

  bool wants_facets() const { return kind.front() == 'F' || is_typed(); }
  bool is_typed() const { return kind == "Q"; }
  bool is_phrase() const { return kind == "P2"; }
  bool is_any() const { return kind == "O3"; }
};

// How often each value of a facet stands in the matches. City, role, session.
using FacetCounts = std::vector<std::map<std::string, std::size_t>>;

// A published index, open. Engines are third parties' code: what they throw ends the program.
class Engine {
 public:
  virtual ~Engine() = default;

  // Finds the ten best and keeps nothing; this is what is measured. With facets where the question wants them: exact
  // counts of all values over all matches, ten most frequent values of each found.
  virtual void answer(const Question& question) = 0;

  // All matches, counted.
  virtual std::size_t count(const Question& question) = 0;

  virtual FacetCounts facets(const Question& question) = 0;
};

struct EngineProgram {
  std::string version;
  // Indexes the records, which `next` fills in until it returns false.
  std::function<void(const std::function<bool(PeerRecord&)>& next, const std::filesystem::path& index)> build;
  std::function<std::unique_ptr<Engine>(const std::filesystem::path& index)> open;
};

// The main function of an engine's program:
//
//   PROGRAM version               prints it
//   PROGRAM build RECORDS INDEX   RECORDS: a line each, city, role, session and text parted by tabs
//   PROGRAM serve INDEX           reads batches from stdin until it ends: a line "time" or "count", then a line for
//   each
//                                 question (kind, tab, words), then an empty line. A batch is read as a whole before
//                                 its first question is asked. Prints a line for each question and an empty one: of
//                                 "time" nanoseconds, of "count" the number of matches and, after a tab, where it has
//                                 facets, the ten greatest counts of each, parted by commas and semicolons.
int engine_main(int argc, char** argv, const EngineProgram& program);

}  // namespace dixit::bench
