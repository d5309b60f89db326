// Findings about input: what is wrong in which file and line, and how to mend it. Work goes on after one.

#pragma once

#include <array>
#include <cstddef>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dixit {

enum class Severity {
  kNote,     // worth knowing; nothing was lost
  kWarning,  // something was guessed or left out of an otherwise good document
  kError,    // a document, or a line of a data file, was rejected
};

inline constexpr std::size_t kSeverities = 3;

std::string_view severity_name(Severity severity);

struct Diagnostic {
  Severity severity = Severity::kWarning;
  std::string code;        // stable, "<pass>.<what>": "segment.unknown-post", "ingest.not-utf8"
  std::string file;        // as the user named it
  std::size_t line = 0;    // from 1; 0 when the finding is about the whole file
  std::size_t column = 0;  // bytes from 1; 0 when the finding is about the whole line
  std::string message;     // one sentence without a full stop
  std::string source;      // the line it is about, as it stands in the file; may be empty
  std::string hint;        // what to do; may be empty
};

// As a compiler prints it, so that editors jump to the place: `file:line:column: severity: message [code]`, then the
// source line indented by four and the hint by two. No trailing newline.
std::string format(const Diagnostic& diagnostic);

// A list that the passes of one run add to. Safe to use from several threads. Of findings of one code in one file it
// keeps the first by line, and counts them all: a file of a million bad lines has a million of them.
class Diagnostics {
 public:
  static constexpr std::size_t kMaxKept = 1000;  // of one code in one file

  void add(Diagnostic diagnostic);

  // Those kept, ordered by file, line and code, whatever the order in which threads added them; behind all of a file
  // and code, how many more there were.
  std::vector<Diagnostic> sorted() const;

  std::size_t count(Severity severity) const;

  // How often each code occurs, by code.
  std::vector<std::pair<std::string, std::size_t>> counts_by_code() const;

 private:
  struct Kind {
    std::multimap<std::size_t, Diagnostic> kept;  // by line
    std::array<std::size_t, kSeverities> counts{};
  };

  mutable std::mutex mutex_;
  std::map<std::pair<std::string, std::string>, Kind> found_;  // by file and code
};

}  // namespace dixit
