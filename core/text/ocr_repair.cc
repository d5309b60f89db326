#include "core/text/ocr_repair.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <string>
#include <utility>

#include "core/base/check.h"
#include "core/text/candidates.h"
#include "core/text/joins.h"
#include "core/text/letter_case.h"

namespace dixit::text {
namespace {

// Shares of the estimates: of pairs against single words, and of the collection against the lexicon's own counts. A
// collection of few words says little.
constexpr float kPairShare = 0.7F;
constexpr float kCollectionShare = 0.2F;
constexpr float kLeastCollection = 3000;

// Where forms of one word that differ in their last letter are both rare, the collection's own habit weighs up to this.
constexpr float kMostHabit = 4;
constexpr float kRare = 12;

// Misread letters become rare faster than strange words do, and lost spaces faster still.
constexpr float kCalmOfLetters = 1.5F;
constexpr float kCalmOfSpaces = 3;

// A sentence that never ends is read in pieces.
constexpr std::size_t kMaxSentence = 400;

// What the collection's habit says against a word that ends in é where ó is usual, and the other way round.
float habit_cost(const std::string& word, const CollectionWords& collection) {
  constexpr unsigned char kE = 0xE9;
  constexpr unsigned char kO = 0xF3;
  const auto last = static_cast<unsigned char>(word.back());
  if (last != kE && last != kO) return 0;
  const auto of = [&](unsigned char letter) { return static_cast<float>(collection.last_letters[letter]) + 1; };
  const float other = of(last == kE ? kO : kE);
  return std::clamp(std::log(other / of(last)), 0.0F, kMostHabit);
}

// -ln of the probability of `candidate`, whatever stands before it.
float cost_alone(const Candidate& candidate, const CollectionWords& collection) {
  if (candidate.first == kAnyNumber) return candidate.own;
  // A word of the collection's own has its count in its cost.
  if (candidate.first == kNoWord && candidate.how != How::kSame) return candidate.own;
  // Of two words, the collection speaks for the first; the second follows it.
  const auto counted = collection.counts.find(candidate.word.substr(0, candidate.word.find(' ')));
  const float count = counted == collection.counts.end() ? 0 : static_cast<float>(counted->second);
  if (candidate.first == kNoWord) return count == 0 ? candidate.own : candidate.own - kRecurrence * std::log2(count);
  const float share = count / (kLeastCollection + static_cast<float>(collection.total));
  const float own = -std::log((1 - kCollectionShare) * std::exp(-candidate.own) + kCollectionShare * share);
  return candidate.own >= kRare ? own + habit_cost(candidate.word, collection) : own;
}

// The same, remembered: candidates are their reader's own.
float remembered_cost(const Candidate& candidate, const CollectionWords* collection) {
  if (collection == nullptr) return candidate.own;
  if (candidate.collection != collection) {
    candidate.in_collection = cost_alone(candidate, *collection);
    candidate.collection = collection;
  }
  return candidate.in_collection;
}

// How much the calm of a page speaks against a reading.
float calm_share(const Candidate& candidate, const SeenWord& word) {
  switch (candidate.how) {
    case How::kSame: return 0;
    // Accents that are lost on the whole page are lost on a clean one too.
    case How::kAccent: return word.accents == Accents::kLost ? 0 : kCalmOfLetters;
    case How::kOcr:
    case How::kJoined: return kCalmOfLetters;
    case How::kSplit: return kCalmOfSpaces;
  }
  return 0;
}

}  // namespace

Result<std::shared_ptr<const OcrRepair>> OcrRepair::load(const std::filesystem::path& lexicons,
                                                         const std::filesystem::path& lang,
                                                         std::shared_ptr<const LanguagePacks> packs,
                                                         Diagnostics& found) {
  DIXIT_CHECK(packs != nullptr);
  std::shared_ptr<OcrRepair> repair(new OcrRepair);
  DIXIT_TRY(repair->lexicons_, open_lexicons(lexicons));
  DIXIT_TRY(repair->channel_, NoisyChannel::load(lang / "es" / "channel.tsv", found));
  repair->packs_ = std::move(packs);
  return std::shared_ptr<const OcrRepair>(std::move(repair));
}

void OcrRepair::find_own_words(CollectionWords& collection) const {
  constexpr std::uint32_t kRecurs = 3;
  constexpr std::size_t kLeastLetters = 3;
  std::vector<std::string> words;
  for (const auto& [word, count] : collection.counts) {
    if (count < kRecurs || word.size() < kLeastLetters || word.find_first_of("\1 ") != std::string::npos) continue;
    const auto has = [&word = word](const auto& lexicon) { return lexicon->graph().find(word).has_value(); };
    if (std::none_of(lexicons_.begin(), lexicons_.end(), has)) words.push_back(word);
  }
  std::sort(words.begin(), words.end());
  collection.own_edges = make_word_graph(words);
  collection.own_counts.clear();
  for (const std::string& word : words) collection.own_counts.push_back(collection.counts.at(word));
}

struct OcrRepair::Reader::State {
  // A candidate in its place.
  struct Choice {
    const Candidate* candidate = nullptr;
    float printing = 0;      // cost that it was printed so, here
    float alone = 0;         // cost of the word, whatever stands before it
    float path = 0;          // of the cheapest sequence that ends with it
    std::uint32_t from = 0;  // the choice before it in that sequence
  };
  using Choices = std::vector<Choice>;  // of one word

  explicit State(std::shared_ptr<const OcrRepair> shared)
      : repair(std::move(shared)), finder(repair->lexicons_, repair->channel_, repair->readings_) {}

  const Lexicon& lexicon_at(const SeenWord& word) const {
    return *repair->lexicons_[static_cast<std::size_t>(word.passage)];
  }

  // The words seen behind `before` (null: the start of the sentence), in the language of word `i`.
  Lexicon::Followers followers(const SeenWord* words, std::size_t i, const Choice* before) const {
    if (i == 0) return lexicon_at(words[i]).followers(kSentenceStart);
    return words[i - 1].passage == words[i].passage ? before->candidate->followers : Lexicon::Followers{};
  }

  // Cost of `choice` behind the word whose followers are given.
  static float cost_behind(const Lexicon::Followers& followers, const Choice& choice) {
    static const float kNoPair = -std::log(1 - kPairShare);
    const std::uint32_t number = choice.candidate->first;
    if (number == kNoWord || number == kAnyNumber) return choice.printing + choice.alone;
    const std::optional<float> pair = Lexicon::pair_cost(followers, number);
    if (!pair) return choice.printing + choice.alone + kNoPair;
    return choice.printing - std::log((1 - kPairShare) * std::exp(-choice.alone) + kPairShare * std::exp(-*pair));
  }

  Choices choices_for(const SeenWord& word, const CollectionWords* collection) {
    finder.find(word, collection, candidates);
    Choices choices;
    choices.reserve(candidates.size());
    for (const Candidate* const candidate : candidates) {
      choices.push_back({candidate, candidate->channel + calm_share(*candidate, word) * word.calm,
                         remembered_cost(*candidate, collection), std::numeric_limits<float>::infinity(), 0});
    }
    return choices;
  }

  void read_sentence(const SeenWord* words, std::size_t size, const CollectionWords* collection, Token* tokens) {
    finder.forget_some();
    std::vector<Choices> sentence;
    sentence.reserve(size);
    for (std::size_t i = 0; i < size; ++i) {
      sentence.push_back(choices_for(words[i], collection));
      Choices& here = sentence.back();
      if (i == 0) {
        const Lexicon::Followers starts = followers(words, 0, nullptr);
        for (Choice& choice : here) choice.path = cost_behind(starts, choice);
        continue;
      }
      for (std::uint32_t p = 0; p < sentence[i - 1].size(); ++p) {
        const Choice& before = sentence[i - 1][p];
        const Lexicon::Followers behind = followers(words, i, &before);
        for (Choice& choice : here) {
          const float path = before.path + cost_behind(behind, choice);
          if (path < choice.path) choice.path = path, choice.from = p;
        }
      }
    }
    std::vector<const Choice*> chosen(size);
    chosen.back() = &*std::min_element(sentence.back().begin(), sentence.back().end(),
                                       [](const Choice& a, const Choice& b) { return a.path < b.path; });
    for (std::size_t i = size - 1; i > 0; --i) chosen[i - 1] = &sentence[i - 1][chosen[i]->from];
    for (std::size_t i = 0; i < size; ++i) {
      if (chosen[i]->candidate->how != How::kSame) set_reading(words, sentence[i], chosen, i, tokens[i]);
    }
  }

  // Writes the choice into the token, with its share among all `choices` between the chosen neighbours.
  void set_reading(const SeenWord* words, const Choices& choices, const std::vector<const Choice*>& chosen,
                   std::size_t i, Token& token) const {
    const Lexicon::Followers behind = followers(words, i, i == 0 ? nullptr : chosen[i - 1]);
    const auto cost_between = [&](const Choice& choice) {
      const float cost = cost_behind(behind, choice);
      return i + 1 == chosen.size() ? cost : cost + cost_behind(followers(words, i + 1, &choice), *chosen[i + 1]);
    };
    const float own = cost_between(*chosen[i]);
    float others = 0;
    for (const Choice& choice : choices) others += std::exp(own - cost_between(choice));
    const float confidence = 1 / others;
    if (confidence < kLeastConfidence) return;
    const Candidate& best = *chosen[i]->candidate;
    token.reading = from_latin1(in_case_of(words[i].latin1, best.word));
    if (token.how != How::kJoined) token.how = best.how;
    token.confidence = std::min(token.confidence, confidence);
  }

  std::shared_ptr<const OcrRepair> repair;
  CandidateFinder finder;
  std::vector<const Candidate*> candidates;  // of the word at hand
};

OcrRepair::Reader::Reader(std::shared_ptr<const OcrRepair> repair)
    : state_(std::make_unique<State>(std::move(repair))) {}
OcrRepair::Reader::~Reader() = default;
OcrRepair::Reader::Reader(Reader&&) noexcept = default;

void OcrRepair::Reader::read(std::string_view text, std::vector<Token>& tokens, Language language,
                             const CollectionWords* collection) {
  const OcrRepair& repair = *state_->repair;
  // Its words would all be damaged ones of ours.
  if (!repair.packs_->other_language(text).empty()) return;
  const auto look = [&] { return look_around(text, tokens, language, repair.lexicons_, *repair.packs_, collection); };
  std::vector<SeenWord> words = look();
  if (join_pieces(text, tokens, words, repair.lexicons_, state_->finder, collection)) words = look();
  for (std::size_t begin = 0; begin < tokens.size();) {
    std::size_t end = begin + 1;
    while (end < tokens.size() && end - begin < kMaxSentence && !words[end].starts_sentence) ++end;
    state_->read_sentence(&words[begin], end - begin, collection, &tokens[begin]);
    begin = end;
  }
}

}  // namespace dixit::text
