#include "core/text/lexicon.h"

#include <algorithm>

#include "core/base/utf8.h"

namespace dixit::text {
namespace {

std::size_t padded(std::size_t bytes) {
  return (bytes + 7) / 8 * 8;
}

Error broken(const std::filesystem::path& file) {
  return {ErrorCode::kIndexBroken,
          file.string() + " is not a lexicon of this version",
          "build the programs again: the lexicons are made with them",
          {}};
}

}  // namespace

Result<std::shared_ptr<const Lexicon>> Lexicon::open(const std::filesystem::path& file) {
  std::shared_ptr<Lexicon> lexicon(new Lexicon);
  DIXIT_TRY(lexicon->file_, MappedFile::open(file, "the lexicon"));
  const std::span<const std::byte> bytes = lexicon->file_.bytes();
  if (bytes.size() < sizeof(LexiconHeader)) return broken(file);
  const auto& header = *reinterpret_cast<const LexiconHeader*>(bytes.data());
  constexpr std::uint64_t kMost = 1ULL << 32U;
  if (header.magic != LexiconHeader{}.magic || header.edges > kMost || header.words > kMost || header.pairs > kMost) {
    return broken(file);
  }
  const std::byte* at = bytes.data() + sizeof(LexiconHeader);
  const std::size_t edge_bytes = padded(header.edges * sizeof(WordGraph::Edge));
  const std::size_t cost_bytes = padded(header.words);
  const std::size_t pair_bytes = header.pairs * sizeof(std::uint64_t);
  if (sizeof(LexiconHeader) + edge_bytes + cost_bytes + pair_bytes + padded(header.pairs) != bytes.size())
    return broken(file);
  lexicon->graph_ = WordGraph({reinterpret_cast<const WordGraph::Edge*>(at), header.edges});
  lexicon->costs_ = {reinterpret_cast<const std::uint8_t*>(at + edge_bytes), header.words};
  lexicon->pairs_ = {reinterpret_cast<const std::uint64_t*>(at + edge_bytes + cost_bytes), header.pairs};
  lexicon->pair_costs_ = {reinterpret_cast<const std::uint8_t*>(at + edge_bytes + cost_bytes + pair_bytes),
                          header.pairs};
  return std::shared_ptr<const Lexicon>(std::move(lexicon));
}

Lexicon::Followers Lexicon::followers(std::uint32_t before) const {
  const std::uint64_t first = static_cast<std::uint64_t>(before) << 32U;
  const auto begin = std::lower_bound(pairs_.begin(), pairs_.end(), first);
  const auto end = std::upper_bound(begin, pairs_.end(), first | 0xFFFFFFFFU);
  const auto at = static_cast<std::size_t>(begin - pairs_.begin());
  const auto size = static_cast<std::size_t>(end - begin);
  return {pairs_.subspan(at, size), pair_costs_.subspan(at, size)};
}

std::optional<float> Lexicon::pair_cost(const Followers& followers, std::uint32_t word) {
  // The first words of the pairs are all the same.
  const auto found = std::lower_bound(
      followers.pairs.begin(), followers.pairs.end(), word,
      [](std::uint64_t pair, std::uint32_t other) { return static_cast<std::uint32_t>(pair) < other; });
  if (found == followers.pairs.end() || static_cast<std::uint32_t>(*found) != word) return std::nullopt;
  return static_cast<float>(followers.costs[static_cast<std::size_t>(found - followers.pairs.begin())]) * kCostStep;
}

Result<Lexicons> open_lexicons(const std::filesystem::path& folder) {
  Lexicons lexicons;
  for (const Language language : kLanguages) {
    DIXIT_TRY(lexicons[static_cast<std::size_t>(language)],
              Lexicon::open(folder / (std::string(code(language)) + ".lex")));
  }
  return lexicons;
}

std::string to_latin1(std::string_view text) {
  std::string latin1;
  latin1.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = decode_at(text, at);
    at += point.size_bytes;
    latin1.push_back(point.value == 0 || point.value > 0xFF ? '\1' : static_cast<char>(point.value));
  }
  return latin1;
}

std::string to_latin1_lower(std::string_view text) {
  std::string latin1 = to_latin1(text);
  for (char& c : latin1) {
    const auto letter = static_cast<unsigned char>(c);
    const bool upper = (letter >= 'A' && letter <= 'Z') || (letter >= 0xC0 && letter <= 0xDE && letter != 0xD7);
    if (upper) c = static_cast<char>(letter + 0x20);
  }
  return latin1;
}

std::string from_latin1(std::string_view latin1) {
  std::string text;
  for (const char c : latin1) append_utf8(text, static_cast<unsigned char>(c));
  return text;
}

}  // namespace dixit::text
