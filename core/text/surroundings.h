// What can be seen of a word and of the page around it before anything is read: what it looks like, which languages
// have it, what language is spoken around it, and how well the page was read.

#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/text/collection_words.h"
#include "core/text/known_words.h"
#include "core/text/language.h"
#include "core/text/noisy_channel.h"
#include "core/text/token.h"

namespace dixit::text {

enum class Look : std::uint8_t {
  kPlain,
  kName,       // a capital inside a sentence
  kAcronym,    // a short word in capitals, or an abbreviation that begins a sentence: "AMB", "Alc."
  kLetter,     // one letter
  kTechnical,  // a piece of a path, an address or a name that a machine reads
};

struct SeenWord {
  const WordFacts* facts = nullptr;
  Look look = Look::kPlain;
  bool starts_sentence = false;
  Language passage = Language::kSpanish;  // of the words around it
  std::uint8_t foreign_near = 0;          // neighbours of another language than the text's, up to five
  Accents accents = Accents::kLost;       // on this part of the page
  float calm = 0;  // nats by which a misreading is less likely here than on a page of usual damage

  const std::string& latin1() const { return facts->latin1; }
  const std::string& small() const { return facts->small; }
  bool is_in(Language language) const { return (facts->languages & language_set(language)) != 0; }
  bool is_in_any() const { return facts->languages != 0; }
};

// Looks at `tokens`, the words of `text` in order with `reading` set to what is printed, a text in `language`. What a
// short text does not show of its page is taken from `collection`, which may be null. The facts of the words are those
// of `known`.
std::vector<SeenWord> look_around(std::string_view text, const std::vector<Token>& tokens, Language language,
                                  KnownWords& known, const CollectionWords* collection);

}  // namespace dixit::text
