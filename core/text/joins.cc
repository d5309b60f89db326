#include "core/text/joins.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <utility>

#include "core/text/fold.h"
#include "core/text/letter_case.h"
#include "core/text/ocr_repair.h"

namespace dixit::text {
namespace {

// Costs in nats, beside those of the words themselves: that a space was read where there is none, and that a hyphen at
// a line's end is the author's. Printed text is full of broken lines, and recognisers seldom invent a space.
constexpr float kInventedSpace = 9;
constexpr float kAuthorsHyphen = 2;

constexpr std::size_t kMaxBytes = 40;

enum class Gap { kWide, kSpace, kHyphen };

bool ends_in_letter(const SeenWord& word) {
  return is_small_letter(static_cast<unsigned char>(word.small().back()));
}
bool begins_small(const SeenWord& word) {
  return is_small_letter(static_cast<unsigned char>(word.latin1().front()));
}

// What stands between two words, if it can stand inside of one.
Gap gap_between(std::string_view between) {
  const bool hyphen = between.starts_with('-');
  if (hyphen) between.remove_prefix(1);
  const auto lines = std::count(between.begin(), between.end(), '\n');
  const bool blank = between.find_first_not_of(" \r\n") == std::string_view::npos;
  if (between.empty() || !blank || lines > 1) return Gap::kWide;
  if (hyphen != (lines == 1)) return Gap::kWide;
  return hyphen ? Gap::kHyphen : Gap::kSpace;
}

bool is_all_capitals(const SeenWord& word) {
  return word.latin1().size() > 1 && std::all_of(word.latin1().begin(), word.latin1().end(), [](char c) {
           return is_capital_letter(static_cast<unsigned char>(c));
         });
}

bool same_case(const SeenWord& first, const SeenWord& second) {
  return begins_small(second) || (is_all_capitals(first) && is_all_capitals(second));
}

// A word of these letters in the place of `first`.
SeenWord whole_of(const SeenWord& first, const WordFacts& facts) {
  SeenWord whole = first;
  whole.facts = &facts;
  if (whole.look == Look::kLetter || whole.look == Look::kAcronym) whole.look = Look::kPlain;
  return whole;
}

// Whether a word behind `node` has these letters, accents aside.
bool has_letters(const WordGraph& graph, const WordGraph::Node& node, std::string_view letters) {
  if (letters.empty()) return node.is_word;
  const std::uint8_t base = bare_letter(static_cast<std::uint8_t>(letters.front()));
  bool found = false;
  graph.for_each_next(node, letter_set(base), [&](std::uint8_t letter, const WordGraph::Node& next) {
    found = found || (bare_letter(letter) == base && has_letters(graph, next, letters.substr(1)));
  });
  return found;
}

// The cost of the likeliest reading; of a word of the lexicon, accents aside, where `known` asks for one.
float least_cost(const SeenWord& word, bool known, CandidateFinder& finder, const CollectionWords* collection) {
  const std::string plain = fold(from_latin1(word.small()));
  float least = std::numeric_limits<float>::infinity();
  for (const Candidate& candidate : finder.find(word, collection)) {
    if (candidate.how == How::kSplit) continue;
    if (known && (candidate.first == kNoWord || fold(from_latin1(candidate.word)) != plain)) continue;
    least = std::min(least, candidate.channel + candidate.own);
  }
  return least;
}

}  // namespace

bool join_pieces(std::string_view text, std::vector<Token>& tokens, const std::vector<SeenWord>& words,
                 KnownWords& known, CandidateFinder& finder, const CollectionWords* collection) {
  // The probability that the words `i` and `i + 1` are one.
  const auto joined = [&](std::size_t i) -> float {
    const SeenWord& first = words[i];
    const SeenWord& second = words[i + 1];
    const Gap gap = gap_between(text.substr(tokens[i].end, tokens[i + 1].begin - tokens[i].end));
    if (gap == Gap::kWide || !ends_in_letter(first) || !same_case(first, second)) return 0;
    if (first.small().size() + second.small().size() > kMaxBytes) return 0;
    if (first.look == Look::kTechnical || second.look == Look::kTechnical) return 0;
    if (gap == Gap::kSpace && first.is_in_any() && second.is_in_any()) return 0;
    // Most pairs are no word at all, and to look for what else they may be takes long.
    const WordGraph& graph = known.lexicon(first.passage).graph();
    if (gap == Gap::kSpace && !has_letters(graph, graph.root(), first.small() + second.small())) return 0;
    const auto printed = [&](const Token& token) { return std::string(text, token.begin, token.end - token.begin); };
    const SeenWord whole = whole_of(first, known.facts_of(printed(tokens[i]) + printed(tokens[i + 1])));
    const float one = least_cost(whole, gap == Gap::kSpace, finder, collection);
    const float two = least_cost(first, false, finder, collection) + least_cost(second, false, finder, collection);
    return 1 / (1 + std::exp(one + (gap == Gap::kSpace ? kInventedSpace : -kAuthorsHyphen) - two));
  };
  std::size_t kept = 0;
  for (std::size_t i = 0; i < tokens.size(); ++i, ++kept) {
    if (kept != i) tokens[kept] = std::move(tokens[i]);
    Token& token = tokens[kept];
    token.position = static_cast<std::uint32_t>(kept + 1);
    const float confidence = i + 1 < tokens.size() ? joined(i) : 0;
    if (confidence < OcrRepair::kLeastConfidence) continue;
    ++i;
    token.end = tokens[i].end;
    token.printed = text.substr(token.begin, token.end - token.begin);
    token.reading += tokens[i].reading;
    token.how = How::kJoined;
    token.confidence = confidence;
  }
  const bool any = kept < tokens.size();
  tokens.resize(kept);
  return any;
}

}  // namespace dixit::text
