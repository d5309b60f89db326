// Reads damaged words: what is meant by what is printed, from how OCR errs, how frequent words are, and the words
// around.

#pragma once

#include <filesystem>
#include <memory>
#include <string_view>
#include <vector>

#include "core/base/diagnostic.h"
#include "core/base/result.h"
#include "core/text/collection_words.h"
#include "core/text/language.h"
#include "core/text/noisy_channel.h"
#include "core/text/shared_readings.h"
#include "core/text/surroundings.h"
#include "core/text/token.h"

namespace dixit::text {

// The lexicons of all languages and the channel. Shared by all threads; what it remembers changes no answer.
class OcrRepair {
 public:
  // Reads `<lexicons>/<code>.lex` and `<lang>/es/channel.tsv`. Fails where one is missing or broken.
  static Result<std::shared_ptr<const OcrRepair>> load(const std::filesystem::path& lexicons,
                                                       const std::filesystem::path& lang,
                                                       std::shared_ptr<const LanguagePacks> packs, Diagnostics& found);

  // One a thread: remembers the candidates of words it has met (bounded).
  class Reader {
   public:
    explicit Reader(std::shared_ptr<const OcrRepair> repair);
    ~Reader();
    Reader(Reader&&) noexcept;

    // Sets `reading`, `how` and `confidence` of `tokens`, which are the words of `text` in order, with `printed` and
    // the same `reading` set; makes one of two that are the pieces of a word (join_pieces).
    //
    // For each word the candidates are itself and the words that can have been printed so; the sequence of candidates
    // that is likeliest as a whole wins (a Viterbi search over pairs of words, a sentence at a time). Words of another
    // language are left alone where the words around them are of that language too. Where a page was read well, much
    // more is asked of a change than where it was not. A reading of a confidence below kLeastConfidence is not taken:
    // the printed word stays. A text in a language without a pack stays as printed (LanguagePacks::other_language).
    // `collection` may be null. Deterministic.
    void read(std::string_view text, std::vector<Token>& tokens, Language language, const CollectionWords* collection);

   private:
    struct State;
    std::unique_ptr<State> state_;
  };

  static constexpr float kLeastConfidence = 0.6F;

  // Sets the own words of `collection`, whose words have been counted: those that recur and that no lexicon has.
  void find_own_words(CollectionWords& collection) const;

 private:
  OcrRepair() = default;

  Lexicons lexicons_;
  std::shared_ptr<const NoisyChannel> channel_;
  std::shared_ptr<SharedReadings> readings_ = std::make_shared<SharedReadings>();  // of what its readers look up
  std::shared_ptr<const LanguagePacks> packs_;
};

}  // namespace dixit::text
