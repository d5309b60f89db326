#include "core/text/ocr_repair.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <utility>

#include "core/base/check.h"
#include "core/text/fold.h"

namespace dixit::text {
namespace {

// All costs are nats, -ln of a probability. Those below were chosen on the aligned pages of the development documents,
// by the error that stays at all levels together (script/bench quality prints it).

// Words of no lexicon, by what they look like: any; a capital inside a sentence (a name); a short word in capitals (an
// acronym); a word of another language among Spanish ones, and what each neighbour of that language takes off.
constexpr float kUnknown = 23;
constexpr float kUnknownName = 18;
constexpr float kUnknownAcronym = 15;
constexpr float kUnknownLetter = 12;
constexpr float kForeign = 19;
constexpr float kForeignAmongForeign = 8;
constexpr float kForeignNeighbour = 2.5F;
constexpr float kDigitsInside = 2;
constexpr float kNumber = 5;

// What a change of a word that the lexicon has must make up for, accents aside.
constexpr float kChangeOfWord = 5;
constexpr float kSplit = 9;

// How far candidates are looked for: for words of the lexicon; for others, and more for each letter up to eight.
constexpr float kLimitKnown = 9;
constexpr float kLimitUnknown = 9;
constexpr float kLimitLetter = 1.5F;
constexpr float kPlainAnswer = 7;
constexpr std::size_t kMaxCandidates = 8;
constexpr std::size_t kMaxWordBytes = 40;
constexpr std::size_t kMinSplitBytes = 5;

// Shares of the estimates: of pairs against single words, and of the collection against the lexicon's own counts. A
// collection of few words says little.
constexpr float kPairShare = 0.7F;
constexpr float kCollectionShare = 0.3F;
constexpr float kLeastCollection = 3000;

// Where forms of one word that differ in their last letter are both rare, the collection's own habit weighs up to this.
constexpr float kMostHabit = 4;
constexpr float kRare = 12;
// What each doubling of a word that no lexicon has takes off: it recurs, so it may be right.
constexpr float kRecurrence = 0.5F;

// A sentence that never ends is read in pieces.
constexpr std::size_t kMaxSentence = 400;

constexpr std::uint32_t kNoWord = 0xFFFFFFFF;

struct Candidate {
  std::string word;               // Latin-1; two words with a space between them for a split
  std::uint32_t first = kNoWord;  // its number, or that of the first of two
  std::uint32_t last = kNoWord;   // the number that the next word follows
  float channel = 0;
  float own = 0;  // cost of the word itself, without context
  How how = How::kSame;
};

enum class Look : std::uint8_t { kPlain, kName, kAcronym, kLetter, kTechnical };

bool is_lower(unsigned char c) {
  return (c >= 'a' && c <= 'z') || c >= 0xDF;
}
bool is_upper(unsigned char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE);
}

// The printed word with its inner capitals: the first letter, and a word all in capitals, become small.
std::string inner_case(const std::string& latin1, const std::string& small) {
  const bool any_small =
      std::any_of(latin1.begin(), latin1.end(), [](char c) { return is_lower(static_cast<unsigned char>(c)); });
  if (!any_small) return small;
  std::string word = latin1;
  word[0] = small[0];
  return word;
}

// `word` in the letter case of `printed`.
std::string in_case_of(std::string_view printed_latin1, std::string word) {
  const auto raise = [](char& c) {
    const auto letter = static_cast<unsigned char>(c);
    if (is_lower(letter) && letter != 0xDF && letter != 0xFF && letter != 0xF7) c = static_cast<char>(letter - 0x20);
  };
  std::size_t capitals = 0;
  std::size_t small = 0;
  for (const char c : printed_latin1) {
    if (is_upper(static_cast<unsigned char>(c))) ++capitals;
    if (is_lower(static_cast<unsigned char>(c))) ++small;
  }
  if (capitals > 1 && small == 0) {
    for (char& c : word) raise(c);
  } else if (!printed_latin1.empty() && is_upper(static_cast<unsigned char>(printed_latin1[0]))) {
    raise(word[0]);
  }
  return word;
}

bool ends_sentence_between(std::string_view gap) {
  if (gap.find_first_of(".?!") != std::string_view::npos) return true;
  // A blank line parts headings and paragraphs.
  const std::size_t line = gap.find('\n');
  return line != std::string_view::npos && gap.find('\n', line + 1) != std::string_view::npos;
}

// A piece of a path, an address or a name that a machine reads: "/usr/share", "www.amb.cat", "log_level".
bool is_technical(std::string_view text, const Token& token) {
  static constexpr std::string_view kJoints = "/_@\\~=$#";
  const auto is_letter = [](char c) { return static_cast<unsigned char>(c) > ' ' && c != ',' && c != ';' && c != ')'; };
  if (token.begin > 0) {
    const char before = text[token.begin - 1];
    if (kJoints.find(before) != std::string_view::npos) return true;
    if (before == '.' && token.begin > 1 && is_letter(text[token.begin - 2]) && text[token.begin - 2] != '.' &&
        is_lower(static_cast<unsigned char>(text[token.begin]))) {
      return true;
    }
  }
  if (token.end >= text.size()) return false;
  if (kJoints.find(text[token.end]) != std::string_view::npos) return true;
  return text[token.end] == '.' && token.end + 1 < text.size() &&
         is_lower(static_cast<unsigned char>(text[token.end + 1])) &&
         static_cast<unsigned char>(text[token.end + 1]) < 0x80;
}

}  // namespace

void CollectionWords::add(const std::vector<Token>& tokens) {
  constexpr std::size_t kLongWord = 5;
  constexpr float kSure = 0.8F;
  for (const Token& token : tokens) {
    const std::string word = to_latin1_lower(token.reading);
    if (word.empty()) continue;
    ++total;
    ++counts[word];
    const bool sure = token.how != How::kSame && token.confidence >= kSure;
    if (sure && word.size() >= kLongWord) ++last_letters[static_cast<unsigned char>(word.back())];
  }
}

Result<std::shared_ptr<const OcrRepair>> OcrRepair::load(const std::filesystem::path& lexicons,
                                                         const std::filesystem::path& lang,
                                                         std::shared_ptr<const LanguagePacks> packs,
                                                         Diagnostics& found) {
  DIXIT_CHECK(packs != nullptr);
  std::shared_ptr<OcrRepair> repair(new OcrRepair);
  for (const Language language : kLanguages) {
    DIXIT_TRY(repair->lexicons_[static_cast<std::size_t>(language)],
              Lexicon::open(lexicons / (std::string(code(language)) + ".lex")));
  }
  DIXIT_TRY(repair->channel_, NoisyChannel::load(lang / "es" / "channel.tsv", found));
  repair->packs_ = std::move(packs);
  return std::shared_ptr<const OcrRepair>(std::move(repair));
}

struct OcrRepair::Reader::State {
  // A word as it stands in the text.
  struct Seen {
    std::string latin1;
    std::string small;
    std::uint8_t languages = 0;  // bit for each lexicon that has it
    Language passage = Language::kSpanish;
    std::uint8_t foreign_near = 0;
    Look look = Look::kPlain;
    bool starts_sentence = false;
  };
  struct Step {
    float cost = 0;
    std::uint32_t from = 0;
  };

  explicit State(std::shared_ptr<const OcrRepair> shared) : repair(std::move(shared)) {}

  const Lexicon& lexicon(Language language) const { return *repair->lexicons_[static_cast<std::size_t>(language)]; }

  static bool has(const Seen& word, Language language) {
    return (word.languages >> static_cast<unsigned>(language) & 1U) != 0;
  }

  std::vector<Seen> look_at(std::string_view text, const std::vector<Token>& tokens, Language language) const {
    std::vector<Seen> words(tokens.size());
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      Seen& word = words[i];
      word.latin1 = to_latin1(tokens[i].printed);
      word.small = to_latin1_lower(tokens[i].printed);
      for (const Language each : kLanguages) {
        if (lexicon(each).graph().find(word.small))
          word.languages |= static_cast<std::uint8_t>(1U << static_cast<unsigned>(each));
      }
      const std::size_t before = i == 0 ? 0 : tokens[i - 1].end;
      word.starts_sentence = i == 0 || ends_sentence_between(text.substr(before, tokens[i].begin - before));
      const bool capital = is_upper(static_cast<unsigned char>(word.latin1[0]));
      const bool all_capitals = word.latin1.size() >= 2 && word.latin1.size() <= 6 &&
                                std::none_of(word.latin1.begin(), word.latin1.end(),
                                             [](char c) { return is_lower(static_cast<unsigned char>(c)); }) &&
                                capital;
      if (is_technical(text, tokens[i])) {
        word.look = Look::kTechnical;
        continue;
      }
      word.look = word.small.size() == 1             ? Look::kLetter
                  : all_capitals                     ? Look::kAcronym
                  : capital && !word.starts_sentence ? Look::kName
                                                     : Look::kPlain;
    }
    find_passages(words, language);
    return words;
  }

  // The language of each word's surroundings: the text's own, unless small words of another prevail around it.
  void find_passages(std::vector<Seen>& words, Language language) const {
    constexpr std::size_t kAround = 12;
    constexpr std::size_t kNear = 5;
    constexpr int kPrevails = 2;
    std::vector<std::array<int, kLanguages.size()>> sums(words.size() + 1);
    for (std::size_t i = 0; i < words.size(); ++i) {
      sums[i + 1] = sums[i];
      for (const Language each : kLanguages) {
        if (repair->packs_->pack(each).stop_words.contains(words[i].small))
          ++sums[i + 1][static_cast<std::size_t>(each)];
      }
    }
    for (std::size_t i = 0; i < words.size(); ++i) {
      const std::size_t begin = i < kAround ? 0 : i - kAround;
      const std::size_t end = std::min(words.size(), i + kAround + 1);
      const auto count = [&](Language each) {
        const auto at = static_cast<std::size_t>(each);
        return sums[end][at] - sums[begin][at];
      };
      words[i].passage = language;
      for (const Language each : kLanguages) {
        if (count(each) >= count(words[i].passage) + kPrevails) words[i].passage = each;
      }
      for (std::size_t k = i < kNear ? 0 : i - kNear; k < std::min(words.size(), i + kNear + 1); ++k) {
        const bool foreign = !has(words[k], language) && has(words[k], Language::kEnglish) && words[k].small.size() > 1;
        if (k != i && (foreign || words[k].passage != language)) ++words[i].foreign_near;
      }
      words[i].foreign_near = std::min<std::uint8_t>(words[i].foreign_near, kNear);
    }
  }

  float unknown_cost(const Seen& word, Language language) const {
    float cost = word.look == Look::kLetter    ? kUnknownLetter
                 : word.look == Look::kAcronym ? kUnknownAcronym
                 : word.look == Look::kName    ? kUnknownName
                                               : kUnknown;
    bool foreign = false;
    for (const Language each : kLanguages) foreign = foreign || (each != language && has(word, each));
    if (foreign && word.small.size() >= 2) {
      const float near = kForeign - kForeignNeighbour * static_cast<float>(word.foreign_near);
      cost = std::min(cost, std::max(near, kForeignAmongForeign));
    }
    const bool digits = std::any_of(word.small.begin(), word.small.end(), [](char c) { return c >= '0' && c <= '9'; });
    return digits ? cost + kDigitsInside : cost;
  }

  const std::vector<Candidate>& candidates(const Seen& word) {
    std::string key = inner_case(word.latin1, word.small);
    key.push_back(static_cast<char>(1 + static_cast<int>(word.look)));
    key.push_back(static_cast<char>(1 + word.foreign_near));
    key.push_back(static_cast<char>(1 + static_cast<int>(word.passage)));
    constexpr std::size_t kMaxRemembered = 200'000;
    if (remembered.size() >= kMaxRemembered) remembered.clear();
    const auto [at, is_new] = remembered.try_emplace(std::move(key));
    if (is_new) at->second = find_candidates(word);
    return at->second;
  }

  std::vector<Candidate> find_candidates(const Seen& word) const {
    const Lexicon& words = lexicon(word.passage);
    const bool letters = std::any_of(word.small.begin(), word.small.end(), [](char c) { return c < '0' || c > '9'; });
    std::vector<Candidate> found;
    if (word.look == Look::kTechnical || word.small.size() > kMaxWordBytes || (!letters && word.small.size() > 1)) {
      found.push_back(
          {word.small, letters ? kNoWord : kAnyNumber, letters ? kNoWord : kAnyNumber, 0, kNumber, How::kSame});
      return found;
    }
    const std::optional<std::uint32_t> own = words.graph().find(word.small);
    const auto length = static_cast<float>(std::min<std::size_t>(word.small.size(), 8));
    const float limit = own ? kLimitKnown : kLimitUnknown + kLimitLetter * length;
    const int free_edits = !own && word.small.size() >= 4 && word.look != Look::kName ? 1 : 0;
    const std::string plain = fold(from_latin1(word.small));
    // A free edit costs more than any word gains by it where the listed confusions alone have an answer.
    const std::string printed = inner_case(word.latin1, word.small);
    std::vector<ChannelReading> readings = repair->channel_->readings(printed, words, limit, 0);
    if (free_edits > 0 && (readings.empty() || readings.front().cost > kPlainAnswer)) {
      readings = repair->channel_->readings(printed, words, limit, free_edits);
    }
    for (ChannelReading& reading : readings) {
      const bool same = reading.word == word.small;
      const bool accents_only = fold(from_latin1(reading.word)) == plain;
      Candidate& candidate = found.emplace_back();
      candidate.first = candidate.last = reading.number;
      candidate.channel = same ? 0 : reading.cost + (own && !accents_only ? kChangeOfWord : 0);
      candidate.own = words.cost(reading.number);
      candidate.how = same ? How::kSame : accents_only ? How::kAccent : How::kOcr;
      candidate.word = std::move(reading.word);
    }
    if (!own) {
      const bool number = !letters;
      found.push_back({word.small, number ? kAnyNumber : kNoWord, number ? kAnyNumber : kNoWord, 0,
                       number ? kNumber : unknown_cost(word, word.passage), How::kSame});
      if (letters) add_splits(word, words, found);
    }
    const auto before = [](const Candidate& a, const Candidate& b) {
      const float x = a.channel + a.own;
      const float y = b.channel + b.own;
      return x != y ? x < y : a.word < b.word;
    };
    std::sort(found.begin(), found.end(), before);
    if (found.size() > kMaxCandidates) {
      const auto same =
          std::find_if(found.begin(), found.end(), [](const Candidate& c) { return c.how == How::kSame; });
      if (same - found.begin() >= static_cast<std::ptrdiff_t>(kMaxCandidates)) {
        std::iter_swap(found.begin() + kMaxCandidates - 1, same);
      }
      found.resize(kMaxCandidates);
    }
    return found;
  }

  // Two words printed as one.
  void add_splits(const Seen& word, const Lexicon& words, std::vector<Candidate>& found) const {
    if (word.small.size() < kMinSplitBytes) return;
    for (std::size_t at = 1; at < word.small.size(); ++at) {
      const std::optional<std::uint32_t> first = words.graph().find(std::string_view(word.small).substr(0, at));
      if (!first) continue;
      const std::optional<std::uint32_t> second = words.graph().find(std::string_view(word.small).substr(at));
      if (!second) continue;
      const float next = words.pair_cost(*first, *second).value_or(words.cost(*second) + 1);
      found.push_back({word.small.substr(0, at) + " " + word.small.substr(at), *first, *second, kSplit,
                       words.cost(*first) + next, How::kSplit});
    }
  }

  // What the collection's habit says against a word that ends in é where ó is usual, and the other way round.
  static float habit_cost(const std::string& word, const CollectionWords& collection) {
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
                    const CollectionWords* collection) const {
    float own = candidate.own;
    if (candidate.how != How::kSplit && collection != nullptr && candidate.first != kAnyNumber &&
        candidate.first != kNoWord) {
      const auto counted = collection->counts.find(candidate.word);
      const float count = counted == collection->counts.end() ? 0 : static_cast<float>(counted->second);
      const float share = count / (kLeastCollection + static_cast<float>(collection->total));
      own = -std::log((1 - kCollectionShare) * std::exp(-own) + kCollectionShare * share);
      if (candidate.own >= kRare) own += habit_cost(candidate.word, *collection);
    }
    if (candidate.first == kNoWord && collection != nullptr) {
      const auto counted = collection->counts.find(candidate.word);
      if (counted != collection->counts.end()) own -= kRecurrence * std::log2(static_cast<float>(counted->second));
    }
    if (candidate.first == kNoWord || candidate.first == kAnyNumber) return own;
    const std::optional<float> pair = words.pair_cost(before, candidate.first);
    const float behind = pair ? kPairShare * std::exp(-*pair) : 0;
    return -std::log((1 - kPairShare) * std::exp(-own) + behind + std::numeric_limits<float>::min());
  }

  void read_sentence(const std::vector<Seen>& words, std::size_t begin, std::size_t end,
                     const CollectionWords* collection, std::vector<Token>& tokens) {
    std::vector<const std::vector<Candidate>*> choices;
    std::vector<std::vector<Step>> steps;
    for (std::size_t i = begin; i < end; ++i) {
      const std::vector<Candidate>& here = candidates(words[i]);
      const Lexicon& lexicon_here = lexicon(words[i].passage);
      std::vector<Step> row(here.size());
      for (std::size_t c = 0; c < here.size(); ++c) {
        Step best{std::numeric_limits<float>::infinity(), 0};
        if (choices.empty()) {
          best.cost = here[c].channel + cost_behind(kSentenceStart, here[c], lexicon_here, collection);
        } else {
          for (std::uint32_t p = 0; p < choices.back()->size(); ++p) {
            const float cost = steps.back()[p].cost + here[c].channel +
                               cost_behind((*choices.back())[p].last, here[c], lexicon_here, collection);
            if (cost < best.cost) best = {cost, p};
          }
        }
        row[c] = best;
      }
      // `remembered` may have been emptied by a later word; keep a copy of what this sentence uses.
      choices.push_back(&kept.emplace_back(here));
      steps.push_back(std::move(row));
    }
    const auto last = std::min_element(steps.back().begin(), steps.back().end(),
                                       [](const Step& a, const Step& b) { return a.cost < b.cost; });
    std::vector<std::uint32_t> chosen(end - begin);
    chosen.back() = static_cast<std::uint32_t>(last - steps.back().begin());
    for (std::size_t i = chosen.size() - 1; i > 0; --i) chosen[i - 1] = steps[i][chosen[i]].from;
    for (std::size_t i = 0; i < chosen.size(); ++i) {
      set_reading(words, begin, i, choices, chosen, collection, tokens[begin + i]);
    }
    kept.clear();
  }

  // Writes the choice into the token, with its share among all candidates between the chosen neighbours.
  void set_reading(const std::vector<Seen>& words, std::size_t begin, std::size_t i,
                   const std::vector<const std::vector<Candidate>*>& choices, const std::vector<std::uint32_t>& chosen,
                   const CollectionWords* collection, Token& token) const {
    const std::vector<Candidate>& here = *choices[i];
    const Candidate& best = here[chosen[i]];
    if (best.how == How::kSame) return;
    const std::uint32_t before = i == 0 ? kSentenceStart : (*choices[i - 1])[chosen[i - 1]].last;
    const auto cost_of = [&](const Candidate& candidate) {
      float cost = candidate.channel + cost_behind(before, candidate, lexicon(words[begin + i].passage), collection);
      if (i + 1 < chosen.size()) {
        cost += cost_behind(candidate.last, (*choices[i + 1])[chosen[i + 1]], lexicon(words[begin + i + 1].passage),
                            collection);
      }
      return cost;
    };
    const float own = cost_of(best);
    float others = 0;
    for (const Candidate& candidate : here) others += std::exp(own - cost_of(candidate));
    const float confidence = 1 / others;
    if (confidence < kLeastConfidence) return;
    token.reading = from_latin1(in_case_of(words[begin + i].latin1, best.word));
    token.how = best.how;
    token.confidence = confidence;
  }

  std::shared_ptr<const OcrRepair> repair;
  std::unordered_map<std::string, std::vector<Candidate>> remembered;
  std::vector<std::vector<Candidate>> kept;
};

OcrRepair::Reader::Reader(std::shared_ptr<const OcrRepair> repair)
    : state_(std::make_unique<State>(std::move(repair))) {}
OcrRepair::Reader::~Reader() = default;
OcrRepair::Reader::Reader(Reader&&) noexcept = default;

void OcrRepair::Reader::read(std::string_view text, std::vector<Token>& tokens, Language language,
                             const CollectionWords* collection) {
  const std::vector<State::Seen> words = state_->look_at(text, tokens, language);
  for (std::size_t begin = 0; begin < tokens.size();) {
    std::size_t end = begin + 1;
    while (end < tokens.size() && end - begin < kMaxSentence && !words[end].starts_sentence) ++end;
    state_->kept.reserve(end - begin);  // pointers into it must stay
    state_->read_sentence(words, begin, end, collection, tokens);
    begin = end;
  }
}

}  // namespace dixit::text
