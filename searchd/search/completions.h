// What may be meant by a question that is still being typed: names and concepts of the collection, and its words.

#pragma once

#include <xapian.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/text/language.h"
#include "core/text/near_words.h"
#include "core/text/thesaurus.h"
#include "searchd/search/columns.h"
#include "searchd/search/response.h"

namespace dixit::search {

// What completions are made from.
struct CompletionSources {
  const Columns& columns;
  const text::Thesaurus& thesaurus;
  const Xapian::Database& database;  // asked which concepts the units speak of
  const text::NearWords& near_words;
  const text::LanguagePacks& packs;
  const std::vector<text::Language>& languages;  // of the units
};

// Sorted lists, made once for a generation; each question costs a binary search and a look at all that begins so.
// Immutable, hence free to use from any thread.
class Completions {
 public:
  // `words` are those of the index; of these, the sound ones (see NearWords) that say something are offered. Keeps a
  // reference to the near words, which must outlive it. Throws what the database throws.
  Completions(const std::vector<text::IndexWord>& words, const CompletionSources& sources);

  // At most `most` completions of `typed`, any bytes of which will do. All is compared folded.
  //
  // - Names (speakers, cities, sessions, organisations) and concepts have all words of `typed` at the beginnings of
  //   words of their label. Labels of concepts are those in `language` and in Spanish; one label a concept.
  // - Words complete the last one typed, where `typed` ends with it, and keep what stands before.
  //
  // Names come before concepts and these before words; each of them leaves half of the places that it finds free to
  // what comes after it, as far as there is any. Within names and concepts, labels that begin as typed are first, then
  // preferred ones, then those that more units have; words go by units alone. Where nothing begins as typed, one slip
  // in the last word is forgiven if it has four letters at least: first it is taken for a whole word, then for a
  // beginning.
  std::vector<Completion> complete(std::string_view typed, std::size_t most, text::Language language) const;

 private:
  // A label that leads to a value or a concept.
  struct Name {
    Completion completion;
    std::string folded;                                 // its label
    std::vector<std::uint32_t> begins;                  // of the words in `folded`
    text::Language language = text::kFallbackLanguage;  // of a concept's label
    std::uint32_t thing = 0;                            // the same for all labels of a concept
    std::uint32_t rank = 0;                             // among these; the preferred one has 0
  };
  struct Beginning {
    std::uint32_t name = 0;
    std::uint32_t at = 0;  // in its folded label
  };
  struct Word {
    std::string form;
    std::string spelling;
    std::size_t units = 0;
  };
  struct Typed;
  struct FoundName;
  struct Found;

  void add_names(schema::Field field, const Columns& columns);
  void add_concepts(const text::Thesaurus& thesaurus, const Xapian::Database& database);
  void add_name(Name name);
  void add_words(const std::vector<text::IndexWord>& words, const CompletionSources& sources);

  std::string_view text_at(const Beginning& beginning) const;
  bool begins_any(std::string_view letters) const;
  std::vector<std::string> one_slip_from(const std::string& letters) const;
  void find(const Typed& typed, const std::string& last, text::Language language, Found& found) const;
  Found find_all(const Typed& typed, const std::vector<std::string>& lasts, text::Language language) const;
  static Typed read(std::string_view question);
  static void take_best(std::vector<FoundName>& found, std::size_t most);
  static std::vector<Completion> ranked(const Typed& typed, Found found, std::size_t most);

  const text::NearWords& near_words_;
  std::uint32_t things_ = 0;  // named so far
  std::vector<Name> names_;
  std::vector<Beginning> beginnings_;  // in the order of what begins there
  std::vector<Word> words_;            // by form
};

}  // namespace dixit::search
