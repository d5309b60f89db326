#include "core/text/acronyms.h"

#include <algorithm>
#include <cstddef>
#include <optional>

namespace dixit::text {
namespace {

constexpr std::size_t kLeastLetters = 2;
constexpr std::size_t kMostLetters = 8;
constexpr std::size_t kSmallBytes = 3;
constexpr std::size_t kMostWords = 2 * kMostLetters;

bool is_acronym(const Token& token) {
  const std::string& word = token.printed;
  return word.size() >= kLeastLetters && word.size() <= kMostLetters &&
         std::all_of(word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

class Explanations {
 public:
  Explanations(std::string_view text, const std::vector<Token>& tokens) : text_(text), tokens_(tokens) {}

  // The words that end before token `at` and begin with the letters of `acronym`.
  std::optional<std::string> before(std::size_t at, const std::string& acronym) const {
    std::size_t letter = acronym.size();
    std::size_t begin = at;
    while (letter > 0 && begin > 0 && is_side_by_side(begin - 1)) {
      const std::string& word = tokens_[--begin].form;
      if (word.front() == acronym[letter - 1]) {
        --letter;
      } else if (word.size() > kSmallBytes || begin + 1 == at) {
        return std::nullopt;
      }
    }
    return letter == 0 ? std::optional(joined(begin, at)) : std::nullopt;
  }

  // The words behind token `at`, in parentheses, that begin with its letters.
  std::optional<std::string> behind(std::size_t at, const std::string& acronym) const {
    std::size_t last = at + 1;
    const std::size_t limit = std::min(tokens_.size(), at + 1 + kMostWords);
    while (last < limit && !gap_behind(last).starts_with(')')) ++last;
    if (last >= limit) return std::nullopt;
    const std::optional<std::string> words = before(last + 1, acronym);
    return words == joined(at + 1, last + 1) ? words : std::nullopt;
  }

  // What stands between token `at` and the next.
  std::string_view gap_behind(std::size_t at) const {
    const std::size_t end = at + 1 < tokens_.size() ? tokens_[at + 1].begin : text_.size();
    return text_.substr(tokens_[at].end, end - tokens_[at].end);
  }

 private:
  // Whether nothing but blanks and parentheses follow token `at`.
  bool is_side_by_side(std::size_t at) const {
    return gap_behind(at).find_first_not_of(" \n()") == std::string_view::npos;
  }

  std::string joined(std::size_t begin, std::size_t end) const {
    std::string words;
    for (std::size_t i = begin; i < end; ++i) words += (i == begin ? "" : " ") + tokens_[i].form;
    return words;
  }

  std::string_view text_;
  const std::vector<Token>& tokens_;
};

}  // namespace

std::vector<Acronym> find_acronyms(std::string_view text, const std::vector<Token>& tokens) {
  const Explanations explanations(text, tokens);
  std::vector<Acronym> found;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (!is_acronym(tokens[i])) continue;
    std::string form = tokens[i].printed;
    std::transform(form.begin(), form.end(), form.begin(), [](char c) { return static_cast<char>(c - 'A' + 'a'); });
    const std::string_view behind = explanations.gap_behind(i);
    std::optional<std::string> words;
    if (i > 0 && explanations.gap_behind(i - 1).ends_with('(') && behind.starts_with(')')) {
      words = explanations.before(i, form);
    } else if (behind.starts_with(" (")) {
      words = explanations.behind(i, form);
    }
    if (words) found.push_back({std::move(form), *std::move(words)});
  }
  return found;
}

}  // namespace dixit::text
