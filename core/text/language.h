// The languages the engine analyses, what it knows about each of them (from files), and telling them apart.

#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "core/base/diagnostic.h"
#include "core/base/result.h"

namespace dixit::text {

enum class Language : std::uint8_t { kSpanish, kCatalan, kEnglish };

// All of them, in the order of their values.
inline constexpr std::array kLanguages = {Language::kSpanish, Language::kCatalan, Language::kEnglish};

// What a text is taken for when nothing better is known: most reports are Spanish.
inline constexpr Language kFallbackLanguage = Language::kSpanish;

// ISO 639-1: "es", "ca", "en".
std::string_view code(Language language);
std::optional<Language> language_from_code(std::string_view code);

// Lets sets and maps of strings be asked with a view, without making a string.
struct StringHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};

// Version of the chain: raise it with every change of code in core/text that analyses some text into other tokens,
// forms or stems, so that indexes written before ask to be rebuilt.
inline constexpr int kChainVersion = 2;

// The file of concepts (thesaurus.h) beside the packs; there may be none.
inline constexpr std::string_view kConceptsFile = "concepts.tsv";

// One language's word lists. Everything in it is folded (core/text/fold.h).
struct LanguagePack {
  Language language = kFallbackLanguage;

  // Words that a question can do without: articles, prepositions, question words, and the letters that an apostrophe
  // splits off in Catalan ("d'", "l'"). They are tokens like any other; only callers that want to skip them ask.
  std::unordered_set<std::string, StringHash, std::equal_to<>> stop_words;

  // Words by which a question asks for what somebody said: "dijo", "según".
  std::unordered_set<std::string, StringHash, std::equal_to<>> saying_words;
  // Beside stop words, what a question can do without: they lean on other words ("papel de", "get out of"). Too usual
  // elsewhere to tell languages by.
  std::unordered_set<std::string, StringHash, std::equal_to<>> leaning_words;

  using Stems = std::unordered_map<std::string, std::string, StringHash, std::equal_to<>>;
  Stems stem_exceptions;  // form -> stem, where the rules of the stemmer go wrong
  Stems stem_aliases;     // stem as the rules make it -> stem it is brought to: "piens" -> "pens"
  std::unordered_set<std::string, StringHash, std::equal_to<>> suppletive_stems;  // of "fue", which begins otherwise
};

// The packs of all languages. Immutable once loaded, hence free to use from any thread.
class LanguagePacks {
 public:
  // Reads `<lang_dir>/<code>/stopwords.txt`, `leaning.txt` and `saying.txt` (a word a line; the last two may be
  // missing) and `stem_exceptions.tsv` (a stem and the forms that have it, separated by tabs or spaces; "piens-" is a
  // stem that the rules make); `#` begins a comment in both. Fails when a file is missing or unreadable. A line that
  // makes no sense (two words, a form listed under two stems) is left out and becomes a warning in `diagnostics` with
  // code "lang.bad-line".
  static Result<std::shared_ptr<const LanguagePacks>> load(const std::filesystem::path& lang_dir,
                                                           Diagnostics& diagnostics);

  const LanguagePack& pack(Language language) const { return packs_[static_cast<std::size_t>(language)]; }

  // The language that most of `text` is written in, by CLD2. Catalan and English only when their stop words outnumber
  // those of the fallback, since a few names deceive CLD2; whatever else it answers is the fallback, because short or
  // badly read Spanish looks Galician or Portuguese to it. Thread-safe.
  Language detect(std::string_view text) const;

  // The code of the language of `text` ("fr") where CLD2 is sure that it is none of ours; empty otherwise, and for
  // texts of less than a few lines. Of all languages only Galician is what damaged Spanish is surely taken for, so it
  // does not count. Thread-safe.
  std::string_view other_language(std::string_view text) const;

  // 16 hexadecimal digits that change whenever the same text could be analysed into other tokens, forms, stems or
  // concepts: over the bytes of all files read and of the file of concepts, the version of the chain, and those of ICU
  // and of Xapian's stemmers. An index keeps it and is not served by a program with another.
  const std::string& fingerprint() const { return fingerprint_; }

 private:
  LanguagePacks() = default;

  std::array<LanguagePack, kLanguages.size()> packs_;
  std::string fingerprint_;
};

}  // namespace dixit::text
