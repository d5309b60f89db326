// The words of a language that can be trusted: forms, how frequent they are, and which follow which.

#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/base/mapped_file.h"
#include "core/base/result.h"
#include "core/text/language.h"
#include "core/text/word_graph.h"

namespace dixit::text {

// Numbers that stand for what is no word in the table of pairs.
inline constexpr std::uint32_t kSentenceStart = 0xFFFFFFFE;
inline constexpr std::uint32_t kAnyNumber = 0xFFFFFFFD;

// A lexicon file mapped into memory: opening it reads next to nothing, and processes share it. Made by
// dixit-make-lexicon. Immutable, hence free to use from any thread.
class Lexicon {
 public:
  static Result<std::shared_ptr<const Lexicon>> open(const std::filesystem::path& file);

  // Words in Latin-1, lower case, with their accents.
  const WordGraph& graph() const { return graph_; }
  std::uint32_t size() const { return static_cast<std::uint32_t>(costs_.size()); }

  // -ln of the probability of word `number` in running text.
  float cost(std::uint32_t number) const { return static_cast<float>(costs_[number]) * kCostStep; }

  // The words that were seen behind one, for asking about many of them.
  struct Followers {
    std::span<const std::uint64_t> pairs;
    std::span<const std::uint8_t> costs;
  };
  Followers followers(std::uint32_t before) const;

  // -ln of the probability of `word` behind the one whose followers are given, or behind `before` (word numbers, or the
  // two above); nothing where the pair was not seen.
  static std::optional<float> pair_cost(const Followers& followers, std::uint32_t word);
  std::optional<float> pair_cost(std::uint32_t before, std::uint32_t word) const {
    return pair_cost(followers(before), word);
  }

  static constexpr float kCostStep = 0.1F;

 private:
  Lexicon() = default;

  MappedFile file_;
  WordGraph graph_;
  std::span<const std::uint8_t> costs_;
  std::span<const std::uint64_t> pairs_;  // before << 32 | word, ascending
  std::span<const std::uint8_t> pair_costs_;
};

using Lexicons = std::array<std::shared_ptr<const Lexicon>, kLanguages.size()>;  // by Language

// Opens `<folder>/<code>.lex` of each language. Fails where one is missing or broken.
Result<Lexicons> open_lexicons(const std::filesystem::path& folder);

// What a lexicon file holds, in this order, each part padded to eight bytes: the header, edges, costs, pairs, pair
// costs.
struct LexiconHeader {
  std::uint64_t magic = 0x32584C5449584944;  // "DIXITLX2"
  std::uint64_t edges = 0;
  std::uint64_t words = 0;
  std::uint64_t pairs = 0;
};

// `text` as Latin-1, a letter a byte, and the same in lower case; what Latin-1 does not have becomes 0x01.
std::string to_latin1(std::string_view text);
std::string to_latin1_lower(std::string_view text);
std::string from_latin1(std::string_view latin1);

}  // namespace dixit::text
