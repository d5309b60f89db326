// What the hand-written stemmers share: the regions of a word, and taking suffixes off within them.

#pragma once

#include <algorithm>
#include <cstddef>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>

namespace dixit::text {

inline bool is_vowel(char c) {
  return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u';
}

// A folded word of letters a–z that is being cut down, with Snowball's regions: a suffix may go only if it lies wholly
// within one, which keeps short words whole. They are those of the word as it came; cutting does not move them.
// (https://snowballstem.org/texts/r1r2.html)
class StemWord {
 public:
  explicit StemWord(std::string_view word)
      : text_(word), r1_(after_vowel_consonant(0)), r2_(after_vowel_consonant(r1_)) {
    rv_ = find_rv();
  }

  const std::string& text() const { return text_; }
  std::size_t size() const { return text_.size(); }
  std::size_t rv() const { return rv_; }
  std::size_t r1() const { return r1_; }
  std::size_t r2() const { return r2_; }

  bool ends_with(std::string_view suffix) const { return text_.ends_with(suffix); }
  bool ends_with_any(std::initializer_list<std::string_view> suffixes) const {
    return std::any_of(suffixes.begin(), suffixes.end(), [&](std::string_view s) { return ends_with(s); });
  }

  // Whether `suffix` ends the word and lies in the region that begins at byte `region`.
  bool has(std::string_view suffix, std::size_t region) const {
    return ends_with(suffix) && size() - suffix.size() >= region;
  }

  void cut(std::size_t bytes) { text_.resize(size() - bytes); }

  // Takes off the longest of `suffixes` that ends the word within the region. They stand longest first.
  bool cut_longest(std::span<const std::string_view> suffixes, std::size_t region) {
    for (const std::string_view suffix : suffixes) {
      if (!ends_with(suffix)) continue;
      if (size() - suffix.size() < region) continue;
      cut(suffix.size());
      return true;
    }
    return false;
  }

  // Puts `with` in the place of `suffix`, which the word ends with.
  void replace(std::string_view suffix, std::string_view with) {
    cut(suffix.size());
    text_ += with;
  }

 private:
  // Past the first consonant that follows a vowel, from `from` on.
  std::size_t after_vowel_consonant(std::size_t from) const {
    while (from < size() && !is_vowel(text_[from])) ++from;
    while (from < size() && is_vowel(text_[from])) ++from;
    return std::min(from + 1, size());
  }

  // Past the next vowel when the second letter is a consonant, past the next consonant when the word begins with two
  // vowels, else past the third letter.
  std::size_t find_rv() const {
    if (size() < 3) return size();
    std::size_t at = 2;
    if (!is_vowel(text_[1])) {
      while (at < size() && !is_vowel(text_[at])) ++at;
    } else if (is_vowel(text_[0])) {
      while (at < size() && is_vowel(text_[at])) ++at;
    }
    return std::min(at + 1, size());
  }

  std::string text_;
  std::size_t r1_ = 0;
  std::size_t r2_ = 0;
  std::size_t rv_ = 0;
};

// `word` is folded, of letters a–z, at least three; see stemmer.h.
std::string stem_spanish(std::string_view word);
std::string stem_catalan(std::string_view word);

}  // namespace dixit::text
