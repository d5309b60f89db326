#include "core/text/ocr_repair.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <string>
#include <utility>

#include "core/base/check.h"
#include "core/text/candidates.h"
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
// What each doubling of a word that no lexicon has takes off: it recurs, so it may be right.
constexpr float kRecurrence = 1.5F;

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

// -ln of the probability of `candidate` behind the word numbered `before`.
float cost_behind(std::uint32_t before, const Candidate& candidate, const Lexicon& words,
                  const CollectionWords* collection) {
  float own = candidate.own;
  if (candidate.first == kNoWord) {
    // A word of the collection's own has its count in its cost.
    if (collection == nullptr || candidate.how != How::kSame) return own;
    const auto counted = collection->counts.find(candidate.word);
    return counted == collection->counts.end() ? own
                                               : own - kRecurrence * std::log2(static_cast<float>(counted->second));
  }
  if (candidate.first == kAnyNumber) return own;
  if (candidate.how != How::kSplit && collection != nullptr) {
    const auto counted = collection->counts.find(candidate.word);
    const float count = counted == collection->counts.end() ? 0 : static_cast<float>(counted->second);
    const float share = count / (kLeastCollection + static_cast<float>(collection->total));
    own = -std::log((1 - kCollectionShare) * std::exp(-own) + kCollectionShare * share);
    if (candidate.own >= kRare) own += habit_cost(candidate.word, *collection);
  }
  const std::optional<float> pair = words.pair_cost(before, candidate.first);
  const float behind = pair ? kPairShare * std::exp(-*pair) : 0;
  return -std::log((1 - kPairShare) * std::exp(-own) + behind + std::numeric_limits<float>::min());
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
  struct Step {
    float cost = 0;
    std::uint32_t from = 0;
  };
  // A sentence as it is read: its words, and what each can be.
  struct Sentence {
    const SeenWord* words = nullptr;
    std::vector<std::vector<const Candidate*>> choices;
    const CollectionWords* collection = nullptr;
  };

  explicit State(std::shared_ptr<const OcrRepair> shared)
      : repair(std::move(shared)), finder(repair->lexicons_, repair->channel_) {}

  // Cost of `candidate` for word `i` of the sentence, behind the one chosen for the word before it.
  float cost_of(const Sentence& sentence, std::size_t i, const Candidate& candidate, const Candidate* before) const {
    const SeenWord& word = sentence.words[i];
    std::uint32_t number = kSentenceStart;
    if (i > 0) number = sentence.words[i - 1].passage == word.passage ? before->last : kNoWord;
    const Lexicon& lexicon = *repair->lexicons_[static_cast<std::size_t>(word.passage)];
    return candidate.channel + calm_share(candidate, word) * word.calm +
           cost_behind(number, candidate, lexicon, sentence.collection);
  }

  void read_sentence(const SeenWord* words, std::size_t size, const CollectionWords* collection, Token* tokens) {
    finder.forget_some();
    Sentence sentence{words, std::vector<std::vector<const Candidate*>>(size), collection};
    std::vector<std::vector<Step>> steps(size);
    for (std::size_t i = 0; i < size; ++i) {
      finder.find(words[i], collection, sentence.choices[i]);
      for (const Candidate* const candidate : sentence.choices[i]) {
        if (i == 0) {
          steps[i].push_back({cost_of(sentence, i, *candidate, nullptr), 0});
          continue;
        }
        Step best{std::numeric_limits<float>::infinity(), 0};
        for (std::uint32_t p = 0; p < sentence.choices[i - 1].size(); ++p) {
          const float cost = steps[i - 1][p].cost + cost_of(sentence, i, *candidate, sentence.choices[i - 1][p]);
          if (cost < best.cost) best = {cost, p};
        }
        steps[i].push_back(best);
      }
    }
    const auto last = std::min_element(steps.back().begin(), steps.back().end(),
                                       [](const Step& a, const Step& b) { return a.cost < b.cost; });
    std::vector<const Candidate*> chosen(size);
    auto at = static_cast<std::uint32_t>(last - steps.back().begin());
    for (std::size_t i = size; i-- > 0;) {
      chosen[i] = sentence.choices[i][at];
      at = steps[i][at].from;
    }
    for (std::size_t i = 0; i < size; ++i) set_reading(sentence, chosen, i, tokens[i]);
  }

  // Writes the choice into the token, with its share among all candidates between the chosen neighbours.
  void set_reading(const Sentence& sentence, const std::vector<const Candidate*>& chosen, std::size_t i,
                   Token& token) const {
    const Candidate& best = *chosen[i];
    if (best.how == How::kSame) return;
    const Candidate* const before = i == 0 ? nullptr : chosen[i - 1];
    const auto cost_between = [&](const Candidate& candidate) {
      const float cost = cost_of(sentence, i, candidate, before);
      return i + 1 == chosen.size() ? cost : cost + cost_of(sentence, i + 1, *chosen[i + 1], &candidate);
    };
    const float own = cost_between(best);
    float others = 0;
    for (const Candidate* const candidate : sentence.choices[i]) others += std::exp(own - cost_between(*candidate));
    const float confidence = 1 / others;
    if (confidence < kLeastConfidence) return;
    token.reading = from_latin1(in_case_of(sentence.words[i].latin1, best.word));
    token.how = best.how;
    token.confidence = confidence;
  }

  std::shared_ptr<const OcrRepair> repair;
  CandidateFinder finder;
};

OcrRepair::Reader::Reader(std::shared_ptr<const OcrRepair> repair)
    : state_(std::make_unique<State>(std::move(repair))) {}
OcrRepair::Reader::~Reader() = default;
OcrRepair::Reader::Reader(Reader&&) noexcept = default;

void OcrRepair::Reader::read(std::string_view text, std::vector<Token>& tokens, Language language,
                             const CollectionWords* collection) {
  const OcrRepair& repair = *state_->repair;
  const std::vector<SeenWord> words = look_around(text, tokens, language, repair.lexicons_, *repair.packs_, collection);
  for (std::size_t begin = 0; begin < tokens.size();) {
    std::size_t end = begin + 1;
    while (end < tokens.size() && end - begin < kMaxSentence && !words[end].starts_sentence) ++end;
    state_->read_sentence(&words[begin], end - begin, collection, &tokens[begin]);
    begin = end;
  }
}

}  // namespace dixit::text
