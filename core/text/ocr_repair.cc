#include "core/text/ocr_repair.h"

#include <algorithm>
#include <array>
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

// Share of pairs against single words in the estimate.
constexpr float kPairShare = 0.7F;

// Misread letters become rare faster than strange words do, and lost spaces faster still.
constexpr float kCalmOfLetters = 1.5F;
constexpr float kCalmOfSpaces = 3;

// A sentence that never ends is read in pieces.
constexpr std::size_t kMaxSentence = 400;

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
      : repair(std::move(shared)),
        known(repair->lexicons_, repair->packs_),
        finder(repair->lexicons_, repair->channel_, repair->readings_) {
    for (const Language each : kLanguages) {
      starts[static_cast<std::size_t>(each)] = known.lexicon(each).followers(kSentenceStart);
    }
  }

  // The words seen behind `before` (null: the start of the sentence), in the language of word `i`.
  Lexicon::Followers followers(const SeenWord* words, std::size_t i, const Choice* before) const {
    if (i == 0) return starts[static_cast<std::size_t>(words[i].passage)];
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
    const std::vector<Candidate>& candidates = finder.find(word, collection);
    Choices choices;
    choices.reserve(candidates.size());
    for (const Candidate& candidate : candidates) {
      choices.push_back({&candidate, candidate.channel + calm_share(candidate, word) * word.calm, candidate.alone,
                         std::numeric_limits<float>::infinity(), 0});
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
        const Lexicon::Followers first = followers(words, 0, nullptr);
        for (Choice& choice : here) choice.path = cost_behind(first, choice);
        continue;
      }
      for (std::uint32_t p = 0; p < sentence[i - 1].size(); ++p) {
        const Choice& before = sentence[i - 1][p];
        const Lexicon::Followers behind = followers(words, i, &before);
        for (Choice& choice : here) {
          if (before.path + choice.printing >= choice.path) continue;  // no word costs less than nothing
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
    token.reading = from_latin1(in_case_of(words[i].latin1(), best.word));
    if (token.how != How::kJoined) token.how = best.how;
    token.confidence = std::min(token.confidence, confidence);
  }

  std::shared_ptr<const OcrRepair> repair;
  KnownWords known;
  CandidateFinder finder;
  std::array<Lexicon::Followers, kLanguages.size()> starts;  // of sentences, by Language
};

OcrRepair::Reader::Reader(std::shared_ptr<const OcrRepair> repair)
    : state_(std::make_unique<State>(std::move(repair))) {}
OcrRepair::Reader::~Reader() = default;
OcrRepair::Reader::Reader(Reader&&) noexcept = default;

void OcrRepair::Reader::read(std::string_view text, std::vector<Token>& tokens, Language language,
                             const CollectionWords* collection) {
  // Its words would all be damaged ones of ours.
  if (!state_->repair->packs_->other_language(text).empty()) return;
  if (state_->known.forget_some()) state_->finder.forget();
  const auto look = [&] { return look_around(text, tokens, language, state_->known, collection); };
  std::vector<SeenWord> words = look();
  if (join_pieces(text, tokens, words, state_->known, state_->finder, collection)) words = look();
  for (std::size_t begin = 0; begin < tokens.size();) {
    std::size_t end = begin + 1;
    while (end < tokens.size() && end - begin < kMaxSentence && !words[end].starts_sentence) ++end;
    state_->read_sentence(&words[begin], end - begin, collection, &tokens[begin]);
    begin = end;
  }
}

}  // namespace dixit::text
