#include "core/text/near_words.h"

#include <algorithm>
#include <map>
#include <utility>

#include "core/text/fold.h"
#include "core/text/tokenizer.h"

namespace dixit::text {
namespace {

constexpr std::size_t kLeastLetters = 3;      // shorter words are near too many
constexpr std::size_t kLeastForAnEdit = 4;    // of letters
constexpr std::size_t kLeastForTwoEdits = 9;  // of letters

// How far is looked, in nats. A misread word may be damaged in one place for each few letters.
constexpr float kPrintLimit = 5;
constexpr float kPrintLimitOfLetter = 0.6F;
constexpr float kMaxPrintLimit = 9.5F;
constexpr float kOneEditLimit = SpellingSearch::kEdit + 2;
constexpr float kTwoEditsLimit = 2 * SpellingSearch::kEdit + 1;

// A word that is less usual than this is written as a name where it is one.
constexpr float kUsual = 12;

// A spelling that is so much less usual than another of the same form is not meant: cuestioná beside cuestiona.
constexpr float kOddSpelling = 6;

// Hands rarely slip on the first letter.
constexpr float kFirstLetter = 3;

float print_limit(std::size_t letters) {
  return std::min(kPrintLimit + kPrintLimitOfLetter * static_cast<float>(letters), kMaxPrintLimit);
}

bool is_plain(std::string_view form) {
  return std::all_of(form.begin(), form.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); });
}

bool has_digit(std::string_view form) {
  return std::any_of(form.begin(), form.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// Calls `visit(word, number)` for each word of `graph` that has the letters of `form`, accents aside.
template <typename Visit>
void for_each_accent(const WordGraph& graph, const WordGraph::Node& node, std::string_view form, std::string& word,
                     Visit&& visit) {
  graph.for_each_next(node, [&](std::uint8_t letter, const WordGraph::Node& next) {
    const bool is_dot = letter == 0xB7;  // of l·l
    if (!is_dot && bare_letter(letter) != static_cast<std::uint8_t>(form[0])) return;
    const std::string_view rest = is_dot ? form : form.substr(1);
    word.push_back(static_cast<char>(letter));
    if (!rest.empty()) {
      for_each_accent(graph, next, rest, word, visit);
    } else if (next.is_word) {
      visit(word, next.number);
    }
    word.pop_back();
  });
}

template <typename Visit>
void for_each_accent(const WordGraph& graph, std::string_view form, Visit&& visit) {
  std::string word;
  if (!form.empty()) for_each_accent(graph, graph.root(), form, word, visit);
}

bool has_in_some_accents(const WordGraph& graph, std::string_view form) {
  bool has = false;
  for_each_accent(graph, form, [&](const std::string&, std::uint32_t) { has = true; });
  return has;
}

// What is printed, in the letters of index forms.
std::string printed_form(const std::string& printed) {
  std::string form;
  for (const char c : to_latin1_lower(from_latin1(printed))) {
    form.push_back(static_cast<char>(bare_letter(static_cast<std::uint8_t>(c))));
  }
  return form;
}

// Questions are typed, and reports read, without the accents often enough.
std::vector<Rewriting> rewritings(const NoisyChannel& channel, bool to_meant) {
  std::vector<Rewriting> all;
  channel.for_each_confusion(Accents::kLost, [&](const std::string& meant, const std::string& printed, float cost) {
    if (cost > kMaxPrintLimit) return;
    Rewriting rewriting{meant, printed_form(printed), cost};
    if (to_meant) std::swap(rewriting.from, rewriting.to);
    all.push_back(std::move(rewriting));
  });
  return all;
}

// The cheapest of each form, cheapest first; of several as cheap, the most usual. `but` is left out.
std::vector<NearWord> best_of_each_form(std::vector<NearWord> found, std::string_view but) {
  std::stable_sort(found.begin(), found.end(), [](const NearWord& a, const NearWord& b) {
    return a.cost != b.cost ? a.cost < b.cost : a.usual_cost < b.usual_cost;
  });
  std::vector<NearWord> best;
  for (NearWord& candidate : found) {
    const auto same = [&](const NearWord& other) { return other.form == candidate.form; };
    if (candidate.form != but && std::none_of(best.begin(), best.end(), same)) {
      best.push_back(std::move(candidate));
    }
  }
  return best;
}

}  // namespace

NearWords::NearWords(std::vector<IndexWord> words, Lexicons lexicons, const NoisyChannel& channel,
                     const std::vector<Language>& languages)
    : lexicons_(std::move(lexicons)),
      first_language_(languages.empty() ? kFallbackLanguage : languages.front()),
      to_meant_(rewritings(channel, true)),
      to_printed_(rewritings(channel, false)) {
  for (const Language language : languages) own_lexicons_.push_back(lexicons_[static_cast<std::size_t>(language)]);
  std::uint32_t most_units = 0;
  for (const IndexWord& word : words) most_units = std::max(most_units, word.units);
  const std::uint32_t recurs = std::max(kRecurs, most_units / kOneUnitOf);
  std::map<std::string, Sound> sound;
  for (IndexWord& word : words) {
    if (!is_plain(word.form)) continue;
    bool is_listed = false;
    for (const std::shared_ptr<const Lexicon>& lexicon : lexicons_) {
      for_each_accent(lexicon->graph(), word.form, [&](const std::string& spelling, std::uint32_t number) {
        const auto [at, is_new] = sound.try_emplace(spelling, Sound{word.units, lexicon->cost(number)});
        if (!is_new) at->second.usual_cost = std::min(at->second.usual_cost, lexicon->cost(number));
        is_listed = true;
      });
    }
    if (!word.spelling.empty()) names_.emplace(word.form, word.spelling);
    if (is_listed) continue;
    const bool is_word = !has_digit(word.form) && word.form.size() >= kLeastLetters;
    if (!word.spelling.empty() || (is_word && word.units >= recurs)) {
      std::string spelling = to_latin1_lower(word.spelling);
      if (fold(from_latin1(spelling)) != word.form) spelling = word.form;
      sound.try_emplace(std::move(spelling), Sound{word.units, 0});
    } else {
      strays_.push_back(std::move(word.form));
    }
  }
  std::vector<std::string> spellings;
  spellings.reserve(sound.size());
  sound_.reserve(sound.size());
  for (const auto& [spelling, known] : sound) {
    spellings.push_back(spelling);
    sound_.push_back(known);
  }
  sound_edges_ = make_word_graph(spellings);
  std::sort(strays_.begin(), strays_.end());
  stray_edges_ = make_word_graph(strays_);
}

bool NearWords::is_sound(std::string_view form) const {
  if (has_in_some_accents(WordGraph(sound_edges_), form)) return true;
  return std::any_of(lexicons_.begin(), lexicons_.end(),
                     [&](const auto& lexicon) { return has_in_some_accents(lexicon->graph(), form); });
}

std::optional<float> NearWords::usual_cost(std::string_view form) const {
  std::optional<float> least;
  for (const std::shared_ptr<const Lexicon>& lexicon : own_lexicons_) {
    for_each_accent(lexicon->graph(), form, [&](const std::string&, std::uint32_t number) {
      least = std::min(least.value_or(lexicon->cost(number)), lexicon->cost(number));
    });
  }
  return least;
}

float NearWords::cost_in(Language language, std::string_view word) const {
  constexpr float kUnknown = 16;      // somewhat above the rarest word of a lexicon
  constexpr float kOtherAccents = 2;  // they are left out often enough
  const Lexicon& lexicon = *lexicons_[static_cast<std::size_t>(language)];
  const std::string typed = to_latin1_lower(word);
  float least = kUnknown;
  for_each_accent(lexicon.graph(), fold(word), [&](const std::string& spelling, std::uint32_t number) {
    least = std::min(least, lexicon.cost(number) + (spelling == typed ? 0 : kOtherAccents));
  });
  return least;
}

Language NearWords::language_of(std::string_view text) const {
  constexpr float kOtherLanguage = 1;  // nats by which it has to be likelier
  const auto cost_of_all = [&](Language language) {
    float cost = language == first_language_ ? 0 : kOtherLanguage;
    for (const WordSpan& span : words(text, language)) {
      cost += cost_in(language, text.substr(span.begin, span.end - span.begin));
    }
    return cost;
  };
  return *std::min_element(kLanguages.begin(), kLanguages.end(),
                           [&](Language a, Language b) { return cost_of_all(a) < cost_of_all(b); });
}

NearWord NearWords::near_word(const Spelling& found, std::uint32_t units, float usual_cost) const {
  NearWord word{from_latin1(found.word), {}, found.cost, usual_cost, units};
  word.form = fold(word.spelling);
  if (const std::string* name = name_of(word.form, usual_cost)) word.spelling = *name;
  return word;
}

// The spelling of the name that `form` is; null where it is none, or more likely another word.
const std::string* NearWords::name_of(const std::string& form, float usual_cost) const {
  if (usual_cost != 0 && usual_cost <= kUsual) return nullptr;
  const auto name = names_.find(form);
  return name == names_.end() ? nullptr : &name->second;
}

std::string NearWords::spelling_of(std::string_view form) const {
  std::string spelling;
  float least = 0;
  const auto look_in = [&](const auto& lexicons) {
    for (const std::shared_ptr<const Lexicon>& lexicon : lexicons) {
      for_each_accent(lexicon->graph(), form, [&](const std::string& found, std::uint32_t number) {
        if (!spelling.empty() && lexicon->cost(number) >= least) return;
        spelling = found;
        least = lexicon->cost(number);
      });
    }
  };
  look_in(own_lexicons_);
  if (spelling.empty()) look_in(lexicons_);
  if (const std::string* name = name_of(std::string(form), least)) return *name;
  return spelling.empty() ? std::string(form) : from_latin1(spelling);
}

std::vector<Spelling> NearWords::spellings_near(std::string_view form, const WordGraph& graph, Slips slips) const {
  if (form.size() < kLeastLetters || !is_plain(form)) return {};
  if (slips == Slips::kTwoOfHand && form.size() < kLeastForTwoEdits) return {};
  const bool edits = slips != Slips::kOfPrint && form.size() >= kLeastForAnEdit;
  const float limit = !edits ? print_limit(form.size()) : slips == Slips::kOfHand ? kOneEditLimit : kTwoEditsLimit;
  std::vector<Spelling> found = to_meant_.find(form, graph, limit, edits);
  for (Spelling& spelling : found) {
    const bool same = bare_letter(static_cast<std::uint8_t>(spelling.word[0])) == static_cast<std::uint8_t>(form[0]);
    if (edits && !same) spelling.cost += kFirstLetter;
  }
  std::erase_if(found, [&](const Spelling& spelling) { return spelling.cost > limit; });
  return found;
}

void NearWords::leave_out_odd(std::vector<NearWord>& words) const {
  std::erase_if(words, [this](const NearWord& word) {
    const std::optional<float> least = usual_cost(word.form);
    return least && word.usual_cost > *least + kOddSpelling;
  });
}

std::vector<NearWord> NearWords::meant_by(std::string_view form, Slips slips) const {
  std::vector<NearWord> found;
  for (const Spelling& spelling : spellings_near(form, WordGraph(sound_edges_), slips)) {
    const Sound& known = sound_[spelling.number];
    found.push_back(near_word(spelling, known.units, known.usual_cost));
  }
  leave_out_odd(found);
  return best_of_each_form(std::move(found), form);
}

std::vector<NearWord> NearWords::listed_words_meant_by(std::string_view form, Slips slips) const {
  std::vector<NearWord> found;
  for (const std::shared_ptr<const Lexicon>& lexicon : own_lexicons_) {
    for (const Spelling& spelling : spellings_near(form, lexicon->graph(), slips)) {
      found.push_back(near_word(spelling, 0, lexicon->cost(spelling.number)));
    }
  }
  leave_out_odd(found);
  return best_of_each_form(std::move(found), form);
}

std::vector<std::string> NearWords::spellings_of(std::string_view form) const {
  std::vector<std::string> spellings;
  const auto add = [&](const std::string& spelling, std::uint32_t) {
    if (std::find(spellings.begin(), spellings.end(), spelling) == spellings.end()) spellings.push_back(spelling);
  };
  for (const std::shared_ptr<const Lexicon>& lexicon : own_lexicons_) for_each_accent(lexicon->graph(), form, add);
  if (spellings.empty()) for_each_accent(WordGraph(sound_edges_), form, add);
  if (spellings.empty()) spellings.emplace_back(form);
  return spellings;
}

std::vector<std::string> NearWords::misprints_of(std::string_view form) const {
  if (form.size() < kLeastLetters || !is_plain(form) || strays_.empty()) return {};
  std::map<std::uint32_t, float> costs;
  for (const std::string& spelling : spellings_of(form)) {
    for (const Spelling& found : to_printed_.find(spelling, WordGraph(stray_edges_), print_limit(form.size()), false)) {
      const auto [at, is_new] = costs.try_emplace(found.number, found.cost);
      at->second = std::min(at->second, found.cost);
    }
  }
  std::vector<std::pair<float, std::uint32_t>> order;
  for (const auto& [number, cost] : costs) order.emplace_back(cost, number);
  std::sort(order.begin(), order.end());
  if (order.size() > kMaxMisprints) order.resize(kMaxMisprints);
  std::vector<std::string> misprints;
  for (const auto& [cost, number] : order) {
    if (strays_[number] != form) misprints.push_back(strays_[number]);
  }
  return misprints;
}

}  // namespace dixit::text
