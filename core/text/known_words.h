// What is the same of a word wherever it stands: how Latin-1 spells it and which languages have it. Found once a word,
// because texts say most of their words over and over.

#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "core/text/language.h"
#include "core/text/lexicon.h"

namespace dixit::text {

// A bit for each language, by its value.
using LanguageSet = std::uint8_t;

inline LanguageSet language_set(Language language) {
  return static_cast<LanguageSet>(1U << static_cast<unsigned>(language));
}

struct WordFacts {
  std::string latin1;            // as printed, a letter a byte
  std::string small;             // the same in lower case
  LanguageSet languages = 0;     // whose lexicons have it
  LanguageSet stop_word_of = 0;  // whose small words it is one of
  LanguageSet run_together = 0;  // whose lexicons have two words that make it, where none has it itself
  std::uint32_t accents = 0;     // see count_accents
};

// One a thread: remembers the words it has met (bounded, about 250 bytes each).
class KnownWords {
 public:
  KnownWords(const Lexicons& lexicons, std::shared_ptr<const LanguagePacks> packs);

  // The facts of `printed`. They stay until `forget_some` forgets.
  const WordFacts& facts_of(std::string_view printed);

  // Forgets everything when there is much of it; returns whether it did. To be called between texts.
  bool forget_some();

  const Lexicon& lexicon(Language language) const { return *lexicons_[static_cast<std::size_t>(language)]; }

 private:
  WordFacts find(std::string_view printed) const;

  Lexicons lexicons_;
  std::shared_ptr<const LanguagePacks> packs_;
  std::unordered_map<std::string, WordFacts, StringHash, std::equal_to<>> known_;
};

}  // namespace dixit::text
