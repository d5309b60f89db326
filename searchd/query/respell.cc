#include "searchd/query/respell.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string_view>
#include <utility>

#include "core/schema/terms.h"

namespace dixit::query {
namespace {

using Kind = Clause::Kind;
using text::NearWord;
using Slips = text::NearWords::Slips;

// Words are ranked by nats: how unlikely it is to write them so, less how frequent they are. What the index has in
// another form only is a little less likely to be meant.
constexpr double kOtherForm = 1;
constexpr double kAboutAsGood = 2.5;
constexpr std::size_t kMaxMeant = 3;

// A word that units have, though no lexicon does, is a damaged one only beside a word that is so much more frequent.
// One of fewer letters than these may be a name; it is not taken for a slip of the hand.
constexpr double kRareBeside = 2;
constexpr std::size_t kLongWord = 6;

// A word that a lexicon has, but no unit, is a slip where that is so much likelier than the word itself, in nats.
constexpr double kSure = 2;

struct Ranked {
  double cost = 0;
  NearWord word;
  std::vector<std::string> stems;
};

class Respeller {
 public:
  Respeller(const std::set<std::string>& known, const Sources& sources, std::vector<Respelt>& respelt)
      : known_(known), from_(sources), respelt_(respelt) {}

  Clause run(const Clause& clause) {
    if (clause.kind == Kind::kWord && !clause.word.is_prefix) return respell_word(clause);
    if (clause.kind == Kind::kExactWord) note_quoted(clause.word);
    Clause out = clause;
    for (Clause& part : out.parts) part = run(part);
    return out;
  }

 private:
  Clause respell_word(const Clause& clause) {
    if (clause.word.field == nullptr && known_.contains(clause.word.form)) return clause;
    const Respelt* found = find(clause.word, false);
    if (found == nullptr) return clause;
    Clause any{.kind = Kind::kAny};
    for (const NearWord& meant : found->meant) {
      Word word = clause.word;
      word.typed = meant.spelling;
      word.form = meant.form;
      word.instead_of = clause.word.form;
      any.parts.push_back({.kind = Kind::kWord, .word = std::move(word)});
    }
    return any.parts.size() == 1 ? Clause(any.parts.front()) : any;
  }

  void note_quoted(const Word& word) { find(word, true); }

  // Null where the word is good as it is, or nothing is near it.
  const Respelt* find(const Word& word, bool is_quoted) {
    const auto known = std::find_if(respelt_.begin(), respelt_.end(), [&](const Respelt& other) {
      return other.form == word.form && other.is_quoted == is_quoted;
    });
    if (known != respelt_.end()) return &*known;
    const bool is_sound = from_.near_words->is_sound(word.form);
    const Xapian::doccount units = units_that_mean(word);
    if (units > 0 && (is_sound || is_quoted)) return nullptr;
    Respelt respelt{word.typed, word.form, false, is_quoted, {}};
    respelt.is_printed = units > 0 || from_.database.term_exists(schema::exact_term(word.form, prefix_of(word)));
    for (const Slips slips : possible_slips(word, units, is_sound)) {
      if (respelt.meant.empty()) respelt.meant = meant_by(word, slips, kRareBeside * units, is_sound);
    }
    if (is_sound) keep_likelier(respelt.meant, word);
    if (respelt.meant.empty()) return nullptr;
    respelt_.push_back(std::move(respelt));
    return &respelt_.back();
  }

  // Likeliest first.
  static std::vector<Slips> possible_slips(const Word& word, Xapian::doccount units, bool is_sound) {
    if (is_sound) return {Slips::kOfHand};
    if (units == 0) return {Slips::kOfHand, Slips::kTwoOfHand};
    if (word.form.size() < kLongWord) return {Slips::kOfPrint};
    return {Slips::kOfPrint, Slips::kOfHand};
  }

  // Keeps what is likelier meant than `word`, which a lexicon has. Of a word that only the lexicon of another language
  // has, nothing is known.
  void keep_likelier(std::vector<NearWord>& meant, const Word& word) const {
    const std::optional<float> own = from_.near_words->usual_cost(word.form);
    std::erase_if(meant, [&](const NearWord& near) {
      return !own || near.usual_cost == 0 || near.cost + near.usual_cost + kSure > *own;
    });
  }

  std::vector<NearWord> meant_by(const Word& word, Slips slips, double least_units, bool is_sound) const {
    std::vector<Ranked> ranked;
    for (NearWord& near : from_.near_words->meant_by(word.form, slips)) {
      add(ranked, word, std::move(near), least_units);
    }
    // A sound word is a slip of another only where that one is usual, so the index has it. Two slips lead to too many
    // words of a lexicon.
    if (ranked.empty() && !is_sound && slips != Slips::kTwoOfHand) {
      for (NearWord& near : from_.near_words->listed_words_meant_by(word.form, slips)) {
        add(ranked, word, std::move(near), least_units);
      }
    }
    std::stable_sort(ranked.begin(), ranked.end(), [](const Ranked& a, const Ranked& b) { return a.cost < b.cost; });
    // A slip in a word that says nothing is best left alone.
    if (ranked.empty() || is_stop(ranked.front().word.form)) return {};
    std::vector<NearWord> meant;
    std::vector<std::vector<std::string>> stems;
    for (Ranked& one : ranked) {
      if (meant.size() == kMaxMeant || one.cost > ranked.front().cost + kAboutAsGood) break;
      // Its other forms are found with it.
      if (is_stop(one.word.form) || std::find(stems.begin(), stems.end(), one.stems) != stems.end()) continue;
      stems.push_back(one.stems);
      meant.push_back(std::move(one.word));
    }
    return meant;
  }

  void add(std::vector<Ranked>& ranked, const Word& word, NearWord near, double least_units) const {
    Ranked one{near.cost, std::move(near), {}};
    one.stems = stems_of(one.word.spelling);
    double units = units_with(schema::exact_term(one.word.form, prefix_of(word)));
    if (units == 0) {
      units = units_with_any(one.stems, word);
      one.cost += kOtherForm;
    }
    if (units == 0 || units < least_units) return;
    one.cost -= std::log(units);
    ranked.push_back(std::move(one));
  }

  bool is_stop(std::string_view form) const {
    return std::any_of(text::kLanguages.begin(), text::kLanguages.end(),
                       [&](text::Language language) { return from_.analyzer.is_stop(form, language); });
  }

  static std::string_view prefix_of(const Word& word) {
    return word.field == nullptr ? std::string_view() : word.field->words_prefix;
  }

  std::vector<std::string> stems_of(std::string_view word) const {
    std::vector<std::string> stems;
    for (const text::Language language : from_.languages) {
      stems.push_back(from_.analyzer.forms_of(word, language).stem);
    }
    return stems;
  }

  // Units that mean `word`, in this form or another; not those that only print it in place of another word.
  Xapian::doccount units_that_mean(const Word& word) const {
    return std::max(units_with(schema::exact_term(word.form, prefix_of(word))),
                    units_with_any(stems_of(word.typed), word));
  }

  Xapian::doccount units_with_any(const std::vector<std::string>& stems, const Word& word) const {
    Xapian::doccount units = 0;
    for (const std::string& stem : stems) units = std::max(units, units_with(schema::stem_term(stem, prefix_of(word))));
    return units;
  }

  // What is printed in place of another word has no frequency of its own.
  Xapian::doccount units_with(const std::string& term) const {
    return std::min(from_.database.get_termfreq(term), from_.database.get_collection_freq(term));
  }

  const std::set<std::string>& known_;
  const Sources& from_;
  std::vector<Respelt>& respelt_;
};

}  // namespace

Clause respell(const Clause& clause, const std::set<std::string>& known, const Sources& sources,
               std::vector<Respelt>& respelt) {
  return Respeller(known, sources, respelt).run(clause);
}

}  // namespace dixit::query
