// From text to tokens: the one chain that indexing, queries and highlighting share.

#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/text/language.h"
#include "core/text/ocr_repair.h"
#include "core/text/token.h"

namespace dixit::text {

// What a word is found under.
struct WordForms {
  std::string form;  // folded, unstemmed
  std::string stem;

  friend bool operator==(const WordForms&, const WordForms&) = default;
};

// One per thread: it remembers the forms of the words it has seen (bounded, about 10 MB), so that analysing stored text
// again costs little more than finding its words. Answers never depend on what was asked before. The packs are shared.
class Analyzer {
 public:
  // `packs` must not be null. Without `repair` every word is read as it is printed: so are the words of a question, and
  // those of a stored text, whose readings are stored with it.
  explicit Analyzer(std::shared_ptr<const LanguagePacks> packs, std::shared_ptr<const OcrRepair> repair = nullptr);
  ~Analyzer();
  Analyzer(Analyzer&&) noexcept;
  Analyzer& operator=(Analyzer&&) noexcept;

  // The tokens of `text`, under the rules of token.h. Any bytes will do. Stop words are tokens too: see `is_stop`.
  // A text and a query that holds its words get the same forms and stems, because nothing here depends on which it is.
  // `collection`, which may be null, is what is known of the collection that the text is part of; only repair asks it.
  std::vector<Token> analyze(std::string_view text, Language language, const CollectionWords* collection = nullptr);

  // The forms of one word as printed in a text or typed in a query; what `analyze` gives for a token of its own.
  WordForms forms_of(std::string_view word, Language language);

  // Whether every word with `stem` begins with its first letter, as nearly all stems do; not "ser", which "fue" has
  // too.
  bool begins_as_its_words(std::string_view stem, Language language) const;

  // Whether a question in `language` can do without the word of this form.
  bool is_stop(std::string_view form, Language language) const;

  // Whether the word of this form asks for what somebody said, in any language.
  bool is_saying(std::string_view form) const;

  // The language that most of `text` is in; see LanguagePacks::detect.
  Language detect(std::string_view text) const { return packs_->detect(text); }

  // See LanguagePacks::fingerprint.
  std::string fingerprint() const { return packs_->fingerprint(); }

 private:
  struct Memory;

  std::shared_ptr<const LanguagePacks> packs_;
  std::unique_ptr<OcrRepair::Reader> reader_;
  std::unique_ptr<Memory> memory_;
};

}  // namespace dixit::text
