// Brings the inflected forms of a word together under one stem, on folded words, so that lost accents do no harm.

#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "core/text/language.h"

namespace dixit::text {

// The stem of a word is a key, not a word of the language: equal for singular and plural, masculine and feminine, and
// mostly for the forms of one verb and the nouns closely derived from it.
//
// Spanish and Catalan have rules of our own (spanish_stem.cc, catalan_stem.cc) instead of Snowball's, because those
// read accents to find their suffixes ("financiación" -> "financi", but "financiacion" stays), and take plurals too
// late to meet their singulars ("ciudad" -> "ciud", "ciudades" -> "ciudad"). Ours have the same structure (regions,
// longest suffix first) on folded text, with inflection taken off before derivation. English is Snowball's, through
// Xapian. What no rule can know stands in core/lang/<code>/stem_exceptions.tsv; tests/data/words/ says what must meet
// and what must not.
//
// Not thread-safe (Xapian's stemmers keep a buffer): one per thread. About 0.4 µs a word.
class Stemmer {
 public:
  // `pack` must outlive the stemmer.
  explicit Stemmer(const LanguagePack& pack);
  explicit Stemmer(LanguagePack&&) = delete;
  ~Stemmer();
  Stemmer(Stemmer&&) noexcept;
  Stemmer& operator=(Stemmer&&) noexcept;

  // `folded_form` is one word as `fold` returns it. Words with digits, with letters outside a–z, of fewer than three
  // letters or of more than 64 bytes are their own stems. Never empty unless the form is.
  std::string stem(std::string_view folded_form) const;

 private:
  struct Snowball;

  const LanguagePack* pack_;
  std::unique_ptr<Snowball> snowball_;  // English only
};

// Name and version of the stemmers that come with a library; part of the fingerprint.
std::string stemming_version();

}  // namespace dixit::text
