// The concepts of the field, with their labels in every language: what else a passage may say for what is asked.

#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/base/diagnostic.h"
#include "core/base/result.h"
#include "core/text/analyzer.h"
#include "core/text/language.h"

namespace dixit::text {

// The place of a concept in its thesaurus.
using ConceptNumber = std::uint32_t;

struct Concept {
  std::string id;
  std::array<std::vector<std::string>, kLanguages.size()> labels;  // by Language; the preferred one first
  std::vector<ConceptNumber> broader;                              // one at most
  std::vector<ConceptNumber> narrower;
  std::vector<ConceptNumber> related;
};

// Words [begin, end) of a row of words that are a label of a concept.
struct Mention {
  std::size_t begin = 0;
  std::size_t end = 0;
  ConceptNumber concept_number = 0;

  friend bool operator==(const Mention&, const Mention&) = default;
};

// Immutable once loaded, hence free to use from any thread.
class Thesaurus {
 public:
  // Reads kConceptsFile of `lang_dir`: id, broader, related, labels in Spanish, Catalan and English, source and
  // licence, separated by tabs; ids and labels of one column by "|"; "#" begins a comment. A "=" before a label: texts
  // are to have this very form, because its stem is that of another word too. Without the file there are no concepts. A
  // line that makes no sense is left out, with a warning `thesaurus.bad-line` in `found`; so is an id that no line has.
  static Result<std::shared_ptr<const Thesaurus>> load(const std::filesystem::path& lang_dir,
                                                       std::shared_ptr<const LanguagePacks> packs, Diagnostics& found);

  std::size_t size() const { return concepts_.size(); }
  const Concept& concept_at(ConceptNumber number) const { return concepts_[number]; }

  // Labels of `language` among `words`, the words of a text in order: each where all its words follow each other in any
  // of their forms, words that say nothing aside. Labels within labels count too. In the order in which they begin.
  std::vector<Mention> mentions(const std::vector<WordForms>& words, Language language) const;

  // `mentions` of the words of a question, where a label within a longer one does not count, and a "=" leaves open how
  // the word ends.
  std::vector<Mention> asked(const std::vector<WordForms>& words, Language language) const;

 private:
  struct Label {
    ConceptNumber concept_number = 0;
    bool is_exact = false;
    std::vector<WordForms> words;
  };
  using ByStem = std::unordered_map<std::string, std::vector<Label>, StringHash, std::equal_to<>>;
  struct Beginning {  // the labels that begin with one stem
    std::vector<Label> whole;
    ByStem further;  // those of several words, by the second stem
  };
  using Labels = std::unordered_map<std::string, Beginning, StringHash, std::equal_to<>>;

  explicit Thesaurus(std::shared_ptr<const LanguagePacks> packs) : packs_(std::move(packs)) {}

  void add_labels(Concept& entry, ConceptNumber number, Language language, std::string_view cell, Analyzer& analyzer);
  std::vector<Mention> find(const std::vector<WordForms>& words, Language language, bool is_question) const;

  std::shared_ptr<const LanguagePacks> packs_;
  std::vector<Concept> concepts_;
  std::array<Labels, kLanguages.size()> labels_;
};

}  // namespace dixit::text
