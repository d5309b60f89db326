// Words near a word: what somebody meant who typed it so, and what OCR may have printed for it, among the words that an
// index holds.

#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/text/lexicon.h"
#include "core/text/noisy_channel.h"
#include "core/text/spelling_search.h"
#include "core/text/word_graph.h"

namespace dixit::text {

// A word of an index, as a unit means it; what is only printed in place of another word is none.
struct IndexWord {
  std::string form;           // folded
  std::uint32_t units = 0;    // that have it
  std::string spelling = {};  // as people write it, where that is known for sure, as of names; in UTF-8
};

// A word that can be meant.
struct NearWord {
  std::string spelling;     // as people write it, in UTF-8
  std::string form;         // folded
  float cost = 0;           // nats by which it is unlikely to be typed so
  float usual_cost = 0;     // the word's own in running text, -ln of its probability; 0 for words of no lexicon
  std::uint32_t units = 0;  // that have this form; 0 for a word of a lexicon alone
};

// The words of an index are sound (a lexicon has them, accents aside; or their spelling is known; or they recur) or
// stray. Sound words can be meant; stray ones may be damaged prints of others. Immutable, hence free to use from any
// thread.
class NearWords {
 public:
  // `languages` are those of the index. Words of other characters than a–z and 0–9 are near nothing and are left out.
  NearWords(std::vector<IndexWord> words, Lexicons lexicons, const NoisyChannel& channel,
            const std::vector<Language>& languages);

  // Whether `form` is a word of any lexicon, accents aside, or a sound word of the index.
  bool is_sound(std::string_view form) const;

  // The least cost in running text of a word of this form in the lexicons of the index's languages; nothing where none
  // has it.
  std::optional<float> usual_cost(std::string_view form) const;

  // Nats of `word`, as typed, in running text of `language`; a round sum where its lexicon does not have it.
  float cost_in(Language language, std::string_view word) const;

  // The language whose lexicon makes the words of `text` likeliest. Those of the index's first language need less
  // proof than others. For texts of a few words: of longer ones LanguagePacks::detect knows more.
  Language language_of(std::string_view text) const;

  // `form` as people write it, in UTF-8: the name that it is, or its most usual spelling in a lexicon, those of the
  // index's languages before the others; as it is where none has it.
  std::string spelling_of(std::string_view form) const;

  // How a word that was typed may be wrong.
  enum class Slips {
    kOfPrint,    // letters misread, as in a word copied from a damaged page
    kOfHand,     // these, or one letter lost, added, changed, or two exchanged; not in words of three letters
    kTwoOfHand,  // two such slips; in words of nine letters and more, others are near nothing
  };

  // The sound words of the index that can be meant by `form`, itself not among them, cheapest first.
  std::vector<NearWord> meant_by(std::string_view form, Slips slips) const;

  // The same for words of the lexicons of the index's languages, whether or not the index has them.
  std::vector<NearWord> listed_words_meant_by(std::string_view form, Slips slips) const;

  // The stray words of the index, folded, that OCR may have printed for `form`, likeliest first.
  std::vector<std::string> misprints_of(std::string_view form) const;

  std::size_t sound_size() const { return sound_.size(); }
  std::size_t stray_size() const { return strays_.size(); }

  // A word that no lexicon has is sound where it is in at least so many units, and in one of so many.
  static constexpr std::uint32_t kRecurs = 3;
  static constexpr std::uint32_t kOneUnitOf = 1000;

  static constexpr std::size_t kMaxMisprints = 16;

 private:
  struct Sound {
    std::uint32_t units = 0;
    float usual_cost = 0;  // of this spelling; the least of several of one form is how people write it
  };

  std::vector<Spelling> spellings_near(std::string_view form, const WordGraph& graph, Slips slips) const;
  void leave_out_odd(std::vector<NearWord>& words) const;
  std::vector<std::string> spellings_of(std::string_view form) const;
  const std::string* name_of(const std::string& form, float usual_cost) const;
  NearWord near_word(const Spelling& found, std::uint32_t units, float usual_cost) const;

  Lexicons lexicons_;
  std::vector<std::shared_ptr<const Lexicon>> own_lexicons_;  // of the index's languages
  Language first_language_;
  SpellingSearch to_meant_;
  SpellingSearch to_printed_;
  std::vector<WordGraph::Edge> sound_edges_;  // of spellings
  std::vector<Sound> sound_;                  // by number in the graph
  std::vector<WordGraph::Edge> stray_edges_;  // of forms
  std::vector<std::string> strays_;
  std::unordered_map<std::string, std::string> names_;  // form -> spelling
};

}  // namespace dixit::text
