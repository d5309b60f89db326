// What counts how much when answers are put in order.

#pragma once

#include <array>
#include <string_view>

namespace dixit::query {

// Weights multiply BM25 scores. The defaults are what `script/bench ranking` found on the judged questions of
// tests/data/relevance, with cross-validation; docs/ranking.md has the figures.
struct Ranking {
  // BM25: how soon further occurrences of a word stop counting, and how much long texts count less.
  double k1 = 1.2;
  double b = 0.25;

  double typed = 0.15;      // the very form that was typed, beside its stem
  double stem = 0.4;        // any form of the word
  double misprint = 0.4;    // share of the stem's weight that a damaged print has as well
  double near = 0.4;        // share of a near word in place of the one that was typed
  double label = 0.7;       // any label of a concept that was asked for, the word's own among them
  double translated = 0.5;  // a word of the texts' language for one of another
  double apart = 0.07;      // the words of a label, each with what else says it, anywhere in the unit
  double narrower = 0.3;    // a concept below the one that was asked for
  double related = 0.15;    // one beside it
  double broader = 0.1;     // one above it
  double heading = 0.3;     // share of all these where they are in the unit's heading, not in its text
  double session = 0.1;     // share where they are in the session's title
  double name = 1.0;        // the person or city that the question names is the one that speaks
  double all = 1.0;         // all that was asked for, where answers with some of it are shown as well
};

struct RankingRow {
  std::string_view name;
  double Ranking::*member;
};

// Every weight by its name, for configuration and tuning.
inline constexpr std::array<RankingRow, 16> kRankingRows = {{
    {"k1", &Ranking::k1},
    {"b", &Ranking::b},
    {"typed", &Ranking::typed},
    {"stem", &Ranking::stem},
    {"misprint", &Ranking::misprint},
    {"near", &Ranking::near},
    {"label", &Ranking::label},
    {"translated", &Ranking::translated},
    {"apart", &Ranking::apart},
    {"narrower", &Ranking::narrower},
    {"related", &Ranking::related},
    {"broader", &Ranking::broader},
    {"heading", &Ranking::heading},
    {"session", &Ranking::session},
    {"name", &Ranking::name},
    {"all", &Ranking::all},
}};

}  // namespace dixit::query
