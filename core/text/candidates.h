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
  Lexicon::Followers followers = {};  // of `last`

  // `own` as a collection bears it out, filled in by who reads with one and kept for the next time.
  mutable float in_collection = 0;
  mutable const CollectionWords* collection = nullptr;  // that it is of
};

// One a thread: remembers the words it has met (bounded).
class CandidateFinder {
 public:
  // `shared` is for all finders of these lexicons and this channel.
  CandidateFinder(const Lexicons& lexicons, std::shared_ptr<const NoisyChannel> channel,
                  std::shared_ptr<SharedReadings> shared);

  // Sets `found` to the likeliest readings of `word`, itself among them, and, for a word of no lexicon, words of the
  // collection's own (null: none). They stay until the next `forget_some`. Deterministic.
  void find(const SeenWord& word, const CollectionWords* collection, std::vector<const Candidate*>& found);

  // Forgets everything when there is much of it. To be called now and then.
  void forget_some();

 private:
  std::vector<Candidate> read(const SeenWord& word) const;
  SharedReadings::Readings readings_of(const SeenWord& word, bool known) const;
  std::optional<float> cost_with_pronoun(const SeenWord& word, const Lexicon& words) const;
  void add_splits(const SeenWord& word, const Lexicon& words, bool known, std::vector<Candidate>& found) const;
  void add_damaged_splits(const SeenWord& word, const Lexicon& words, std::vector<Candidate>& found) const;
  std::vector<Candidate> read_as_own(const SeenWord& word, const CollectionWords& collection);

  Lexicons lexicons_;
  std::shared_ptr<const NoisyChannel> channel_;
  std::shared_ptr<SharedReadings> shared_;
  std::unordered_map<std::string, std::vector<Candidate>> remembered_;
  std::unordered_map<std::string, std::vector<Candidate>> remembered_own_;
  std::unordered_map<std::string, std::vector<ChannelReading>> own_readings_;
  const CollectionWords* collection_ = nullptr;  // that the own words are of
};

}  // namespace dixit::text
