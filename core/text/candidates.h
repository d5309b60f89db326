// What a damaged word can be: the readings of one word, with what each costs, before its neighbours are asked.

#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/text/collection_words.h"
#include "core/text/noisy_channel.h"
#include "core/text/shared_readings.h"
#include "core/text/surroundings.h"
#include "core/text/token.h"

namespace dixit::text {

// A word of no lexicon has no number.
inline constexpr std::uint32_t kNoWord = 0xFFFFFFFF;

// What each doubling of a word that no lexicon has takes off its cost: it recurs, so it may be right.
inline constexpr float kRecurrence = 1.5F;

// Costs are nats, -ln of a probability.
struct Candidate {
  std::string word;               // Latin-1; two words with a space between them for a split
  std::uint32_t first = kNoWord;  // its number in the lexicon of the passage, or that of the first of two
  std::uint32_t last = kNoWord;   // the number that the next word follows
  float channel = 0;              // that it was printed so
  float own = 0;                  // of the word itself, without context
  How how = How::kSame;
  float alone = 0;                    // `own` as the collection bears it out
  Lexicon::Followers followers = {};  // of `last`
};

// One a thread: remembers the words it has met (bounded).
class CandidateFinder {
 public:
  // `shared` is for all finders of these lexicons and this channel.
  CandidateFinder(const Lexicons& lexicons, std::shared_ptr<const NoisyChannel> channel,
                  std::shared_ptr<SharedReadings> shared);

  // The likeliest readings of `word`, itself among them, and, for a word of no lexicon, words of the collection's own
  // (null: none). They stay until the next `find` with another collection, `forget_some` or `forget`. Deterministic.
  const std::vector<Candidate>& find(const SeenWord& word, const CollectionWords* collection);

  // Forgets everything when there is much of it. To be called now and then.
  void forget_some();

  // Forgets everything. To be called where the facts of words it was asked for are forgotten.
  void forget();

 private:
  std::vector<Candidate> read(const SeenWord& word) const;
  SharedReadings::Readings readings_of(const SeenWord& word, bool known) const;
  std::optional<float> cost_with_pronoun(const SeenWord& word, const Lexicon& words) const;
  void add_splits(const SeenWord& word, const Lexicon& words, bool known, std::vector<Candidate>& found) const;
  void add_damaged_splits(const SeenWord& word, const Lexicon& words, std::vector<Candidate>& found) const;
  void add_own(const SeenWord& word, const CollectionWords& collection, std::vector<Candidate>& found);

  // A word, and what its candidates depend on beside it.
  struct Key {
    const WordFacts* facts;
    Look look;
    std::uint8_t foreign_near;
    Language passage;
    Accents accents;

    friend bool operator==(const Key&, const Key&) = default;
  };
  struct KeyHash {
    std::size_t operator()(const Key& key) const;
  };

  Lexicons lexicons_;
  std::shared_ptr<const NoisyChannel> channel_;
  std::shared_ptr<SharedReadings> shared_;
  std::unordered_map<Key, std::vector<Candidate>, KeyHash> remembered_;
  std::unordered_map<std::string, std::vector<ChannelReading>> own_readings_;
  const CollectionWords* collection_ = nullptr;  // that all of it is of
};

}  // namespace dixit::text
