#include "core/text/candidates.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <optional>
#include <string_view>
#include <utility>

#include "core/base/check.h"
#include "core/text/fold.h"
#include "core/text/letter_case.h"

namespace dixit::text {
namespace {

// The costs below were chosen on the aligned pages of the development documents, by the error that stays at all levels
// together.

// Words of no lexicon, by what they look like; a word of another language among Spanish ones, and what each neighbour
// of that language takes off.
constexpr float kUnknown = 21;
constexpr float kUnknownWhereLost = 22;  // accents, and with them other letters too
constexpr float kUnknownName = 20;
constexpr float kUnknownAcronym = 15;
constexpr float kUnknownLetter = 12;
constexpr float kForeign = 17;
constexpr float kForeignAmongForeign = 8;
constexpr float kForeignNeighbour = 2.5F;
constexpr float kDigitsInside = 2;
constexpr float kNumber = 5;
// That OCR which knows accents put one where there was none.
constexpr float kInventedAccent = 3;
// What is asked beside its cost of a misreading that costs more than this: dialect and old spelling are near words too.
// Where accents are lost as well, two likely misreadings may cost as much.
constexpr float kFarFetched = 7;
constexpr float kFarFetchedMore = 2;
// A pronoun at the end of a verb.
constexpr float kPronoun = 4;

// A space that is lost, by the letters of the shorter word beside it: one, two (nine times in ten it is one or two),
// more. What a change of a word that the lexicon has must make up for, accents aside.
constexpr float kSplitOf[] = {9, 11, 13};
constexpr float kSplitOfWord = 2;
constexpr float kChangeOfWord = 4;

// How far candidates are looked for: for words of the lexicon; for others, and more for each letter up to eight.
constexpr float kLimitKnown = 9;
constexpr float kLimitUnknown = 9;
constexpr float kLimitLetter = 1.5F;
constexpr float kPlainAnswer = 7;
constexpr std::size_t kMaxCandidates = 8;
constexpr std::size_t kMaxWordBytes = 40;
constexpr std::size_t kMinSplitBytes = 4;
// A damaged word is told from the small one it is printed with only where it is long and the small one frequent.
constexpr std::size_t kMinDamagedSplitBytes = 8;
constexpr float kSmallWord = 5;
constexpr float kLimitDamagedSplit = 7;
constexpr std::size_t kMaxRemembered = 200'000;

// What a word costs that occurs once and that nobody knows, beside what each occurrence costs: a misreading of a word
// that recurs needs no such explanation.
constexpr float kNewWord = 13;

// Share of the collection against the lexicon's own counts in the estimate. A collection of few words says little.
constexpr float kCollectionShare = 0.2F;
constexpr float kLeastCollection = 3000;

// Where forms of one word that differ in their last letter are both rare, the collection's own habit weighs up to this.
constexpr float kMostHabit = 4;
constexpr float kRare = 12;

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

// The printed word with its inner capitals: the first letter, and a word all in capitals, become small.
std::string inner_case(const SeenWord& word) {
  const bool any_small = std::any_of(word.latin1().begin(), word.latin1().end(),
                                     [](char c) { return is_small_letter(static_cast<unsigned char>(c)); });
  if (!any_small) return word.small();
  std::string inner = word.latin1();
  inner[0] = word.small()[0];
  return inner;
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) {
  return static_cast<unsigned char>(c) >= 'A';  // numbers hold stops and commas
}

float unknown_cost(const SeenWord& word) {
  float cost = word.look == Look::kLetter       ? kUnknownLetter
               : word.look == Look::kAcronym    ? kUnknownAcronym
               : word.look == Look::kName       ? kUnknownName
               : word.accents == Accents::kLost ? kUnknownWhereLost
                                                : kUnknown;
  const bool foreign = word.is_in_any() && !word.is_in(word.passage);
  if (foreign && word.small().size() >= 2) {
    const float near = kForeign - kForeignNeighbour * static_cast<float>(word.foreign_near);
    cost = std::min(cost, std::max(near, kForeignAmongForeign));
  }
  return std::any_of(word.small().begin(), word.small().end(), is_digit) ? cost + kDigitsInside : cost;
}

// The verb of a form with pronouns at its end, which dictionaries do not list for all verbs: "financiarla",
// "creandolos".
std::string_view without_pronoun(std::string_view small) {
  static constexpr std::string_view kPronouns[] = {"los", "las", "les", "nos", "me", "te",
                                                   "se",  "lo",  "la",  "le",  "os"};
  const auto is_open = [](std::string_view verb) {
    return verb.size() >= 4 &&
           (verb.ends_with("ar") || verb.ends_with("er") || verb.ends_with("ir") || verb.ends_with("ndo"));
  };
  for (int pronouns = 0; pronouns < 2; ++pronouns) {
    for (const std::string_view pronoun : kPronouns) {
      if (!small.ends_with(pronoun)) continue;
      small.remove_suffix(pronoun.size());
      if (is_open(small)) return small;
      break;
    }
  }
  return {};
}

// Whether `word` can be two words of so many letters: "Enel" inside a sentence is no "En el", "Estrategiay" can be
// "Estrategia y".
bool can_part(const SeenWord& word, std::size_t first, std::size_t second) {
  const bool is_name = word.look == Look::kName && is_small_letter(static_cast<unsigned char>(word.latin1().back()));
  return !is_name || (first >= 8 && second == 1);
}

bool is_cheaper(const Candidate& a, const Candidate& b) {
  const float x = a.channel + a.own;
  const float y = b.channel + b.own;
  return x != y ? x < y : a.word < b.word;
}

}  // namespace

CandidateFinder::CandidateFinder(const Lexicons& lexicons, std::shared_ptr<const NoisyChannel> channel,
                                 std::shared_ptr<SharedReadings> shared)
    : lexicons_(lexicons), channel_(std::move(channel)), shared_(std::move(shared)) {
  DIXIT_CHECK(channel_ != nullptr && shared_ != nullptr);
}

std::size_t CandidateFinder::KeyHash::operator()(const Key& key) const {
  const auto place = static_cast<std::size_t>(key.look) << 24U | static_cast<std::size_t>(key.foreign_near) << 16U |
                     static_cast<std::size_t>(key.passage) << 8U | static_cast<std::size_t>(key.accents);
  return std::hash<const WordFacts*>{}(key.facts) + place * 0x9E3779B97F4A7C15U;
}

const std::vector<Candidate>& CandidateFinder::find(const SeenWord& word, const CollectionWords* collection) {
  if (collection != collection_) forget();
  collection_ = collection;
  const Key key{word.facts, word.look, word.foreign_near, word.passage, word.accents};
  const auto [at, is_new] = remembered_.try_emplace(key);
  std::vector<Candidate>& found = at->second;
  if (!is_new) return found;
  found = read(word);
  if (collection != nullptr) add_own(word, *collection, found);
  for (Candidate& candidate : found) {
    candidate.alone = collection == nullptr ? candidate.own : cost_alone(candidate, *collection);
    candidate.followers = lexicons_[static_cast<std::size_t>(word.passage)]->followers(candidate.last);
  }
  return found;
}

void CandidateFinder::forget_some() {
  if (remembered_.size() >= kMaxRemembered || own_readings_.size() >= kMaxRemembered) forget();
}

void CandidateFinder::forget() {
  remembered_.clear();
  own_readings_.clear();
}

std::vector<Candidate> CandidateFinder::read(const SeenWord& word) const {
  const Lexicon& words = *lexicons_[static_cast<std::size_t>(word.passage)];
  const bool letters = std::any_of(word.small().begin(), word.small().end(), is_letter);
  std::vector<Candidate> found;
  if (word.look == Look::kTechnical || word.small().size() > kMaxWordBytes || (!letters && word.small().size() > 1)) {
    const std::uint32_t number = letters ? kNoWord : kAnyNumber;
    found.push_back({word.small(), number, number, 0, kNumber, How::kSame});
    return found;
  }
  const bool known = words.graph().find(word.small()).has_value();
  const std::optional<float> with_pronoun = known ? std::nullopt : cost_with_pronoun(word, words);
  const std::string plain = fold(from_latin1(word.small()));
  // Old and foreign spellings have accents where ours has none.
  const bool invented = word.accents == Accents::kRead && plain != from_latin1(word.small());
  const SharedReadings::Readings readings = readings_of(word, known);
  for (const ChannelReading& reading : *readings) {
    const bool same = reading.word == word.small();
    const bool accents_only = fold(from_latin1(reading.word)) == plain;
    Candidate& candidate = found.emplace_back();
    candidate.first = candidate.last = reading.number;
    candidate.channel = same ? 0 : reading.cost + (known && !accents_only ? kChangeOfWord : 0);
    if (!same && accents_only && invented) candidate.channel += kInventedAccent;
    const bool is_far = word.accents == Accents::kRead && reading.cost > kFarFetched;
    if (is_far && !accents_only) candidate.channel += kFarFetchedMore;
    candidate.own = words.cost(reading.number);
    candidate.how = same ? How::kSame : accents_only ? How::kAccent : How::kOcr;
    candidate.word = reading.word;
  }
  if (!known) {
    const std::uint32_t number = letters ? kNoWord : kAnyNumber;
    const float unknown = with_pronoun ? std::min(unknown_cost(word), *with_pronoun) : unknown_cost(word);
    found.push_back({word.small(), number, number, 0, letters ? unknown : kNumber, How::kSame});
  }
  if (letters && !with_pronoun) {
    add_splits(word, words, known, found);
    if (!word.is_in_any()) add_damaged_splits(word, words, found);
  }
  std::sort(found.begin(), found.end(), is_cheaper);
  if (found.size() > kMaxCandidates) {
    const auto same = std::find_if(found.begin(), found.end(), [](const Candidate& c) { return c.how == How::kSame; });
    if (same - found.begin() >= static_cast<std::ptrdiff_t>(kMaxCandidates)) {
      std::iter_swap(found.begin() + kMaxCandidates - 1, same);
    }
    found.resize(kMaxCandidates);
  }
  return found;
}

// The words of the passage's lexicon that can have been printed as `word`, which the lexicon has itself or not.
SharedReadings::Readings CandidateFinder::readings_of(const SeenWord& word, bool known) const {
  const bool may_edit = !known && word.small().size() >= 4 && word.look != Look::kName;
  std::string printed = inner_case(word);
  std::string key = printed;
  key.push_back(static_cast<char>(1 + static_cast<int>(word.passage)));
  key.push_back(static_cast<char>(1 + static_cast<int>(word.accents)));
  key.push_back(may_edit ? '\2' : '\1');
  return shared_->get(key, [&] {
    const WordGraph& graph = lexicons_[static_cast<std::size_t>(word.passage)]->graph();
    const auto length = static_cast<float>(std::min<std::size_t>(word.small().size(), 8));
    const float limit = known ? kLimitKnown : kLimitUnknown + kLimitLetter * length;
    std::vector<ChannelReading> readings = channel_->readings(printed, graph, word.accents, limit, 0);
    // A free edit costs more than any word gains by it where the listed confusions alone have an answer.
    const bool has_answer = !readings.empty() && readings.front().cost <= kPlainAnswer;
    return may_edit && !has_answer ? channel_->readings(printed, graph, word.accents, limit, 1) : readings;
  });
}

// What a Spanish verb with pronouns at its end costs, which no dictionary lists for all verbs; nothing for other words.
std::optional<float> CandidateFinder::cost_with_pronoun(const SeenWord& word, const Lexicon& words) const {
  if (word.passage != Language::kSpanish) return std::nullopt;
  const std::string plain = to_latin1(fold(from_latin1(word.small())));
  const std::string_view verb = without_pronoun(plain);
  if (verb.empty()) return std::nullopt;
  const std::optional<std::uint32_t> number = words.graph().find(verb);
  return number ? std::optional(words.cost(*number) + kPronoun) : std::nullopt;
}

// Two words printed as one.
void CandidateFinder::add_splits(const SeenWord& word, const Lexicon& words, bool known,
                                 std::vector<Candidate>& found) const {
  if (word.small().size() < kMinSplitBytes) return;
  for (std::size_t at = 1; at < word.small().size(); ++at) {
    if (!can_part(word, at, word.small().size() - at)) continue;
    const std::string_view small = word.small();
    const std::optional<std::uint32_t> first = words.graph().find(small.substr(0, at));
    if (!first) continue;
    const std::optional<std::uint32_t> second = words.graph().find(small.substr(at));
    if (!second) continue;
    const std::optional<float> pair = words.pair_cost(*first, *second);
    if (!pair) continue;
    const std::size_t shorter = std::min({at, small.size() - at, std::size(kSplitOf)});
    found.push_back({word.small().substr(0, at) + " " + word.small().substr(at), *first, *second,
                     kSplitOf[shorter - 1] + (known ? kSplitOfWord : 0), words.cost(*first) + *pair, How::kSplit});
  }
}

// A damaged word and a small one printed as one: "Estratediay".
void CandidateFinder::add_damaged_splits(const SeenWord& word, const Lexicon& words,
                                         std::vector<Candidate>& found) const {
  const std::string_view small = word.small();
  if (small.size() < kMinDamagedSplitBytes) return;
  const auto add = [&](std::size_t at, bool small_first) {
    const std::string_view part = small_first ? small.substr(0, at) : small.substr(at);
    const std::string_view rest = small_first ? small.substr(at) : small.substr(0, at);
    const std::optional<std::uint32_t> number = words.graph().find(part);
    if (!number || words.cost(*number) > kSmallWord) return;
    for (const ChannelReading& reading : channel_->readings(rest, words.graph(), word.accents, kLimitDamagedSplit, 0)) {
      if (reading.word == rest) continue;  // a split without damage
      const std::uint32_t first = small_first ? *number : reading.number;
      const std::uint32_t second = small_first ? reading.number : *number;
      const std::optional<float> pair = words.pair_cost(first, second);
      if (!pair) continue;
      found.push_back({small_first ? std::string(part) + " " + reading.word : reading.word + " " + std::string(part),
                       first, second, kSplitOf[part.size() - 1] + reading.cost, words.cost(first) + *pair,
                       How::kSplit});
    }
  };
  for (std::size_t letters = 1; letters <= 2; ++letters) {
    if (can_part(word, letters, small.size() - letters)) add(letters, true);
    if (can_part(word, small.size() - letters, letters)) add(small.size() - letters, false);
  }
}

// A word of nobody's that occurs c times costs kNewWord once and -ln(c / total) each time; so a word that recurs
// explains a rarer one that can be printed from it, unless the rarer one is frequent enough to stand for itself.
void CandidateFinder::add_own(const SeenWord& word, const CollectionWords& collection, std::vector<Candidate>& found) {
  constexpr float kLimit = 12;
  if (collection.own_edges.empty() || word.is_in_any() || word.small().size() > kMaxWordBytes) return;
  if (word.look == Look::kTechnical || word.look == Look::kLetter) return;
  std::vector<Candidate> own;
  const auto counted = collection.counts.find(word.small());
  const float here = counted == collection.counts.end() ? 1 : static_cast<float>(counted->second);
  const std::string plain = fold(from_latin1(word.small()));
  const std::string printed = inner_case(word);
  const auto [readings, is_new] =
      own_readings_.try_emplace(printed + static_cast<char>(1 + static_cast<int>(word.accents)));
  if (is_new) readings->second = channel_->readings(printed, collection.own_words(), word.accents, kLimit, 0);
  for (const ChannelReading& reading : readings->second) {
    const auto there = static_cast<float>(collection.own_counts[reading.number]);
    if (reading.word == word.small() || there <= here) continue;
    Candidate& candidate = own.emplace_back();
    candidate.channel = reading.cost;
    const auto running = static_cast<float>(collection.total);
    const float unknown = unknown_cost(word) - kRecurrence * std::log2(here);
    candidate.own = std::max(unknown - kNewWord / here - std::log(there / here), std::log(running / there));
    candidate.how = fold(from_latin1(reading.word)) == plain ? How::kAccent : How::kOcr;
    candidate.word = reading.word;
  }
  std::sort(own.begin(), own.end(), is_cheaper);
  if (own.size() > kMaxCandidates) own.resize(kMaxCandidates);
  std::move(own.begin(), own.end(), std::back_inserter(found));
}

}  // namespace dixit::text
