// Reads damaged words: what is meant by what is printed, from how OCR errs, how frequent words are, and the words
// around.

#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/base/diagnostic.h"
#include "core/base/result.h"
#include "core/text/language.h"
#include "core/text/lexicon.h"
#include "core/text/noisy_channel.h"
#include "core/text/token.h"

namespace dixit::text {

// The words of the collection that is being read, as far as they are known: a first pass counts them, a second one
// reads by them. Counts are of readings, Latin-1 in lower case.
struct CollectionWords {
  std::unordered_map<std::string, std::uint32_t> counts;
  std::uint64_t total = 0;

  // Words of five letters and more, read for sure, that end in each letter: whether a report tells what somebody said
  // (señaló) or lets him say it (señalé) decides where OCR leaves both open.
  std::array<std::uint32_t, 256> last_letters{};

  void add(const std::vector<Token>& tokens);
};

// The lexicons of all languages and the channel. Immutable once loaded, shared by all threads.
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

    // Sets `reading`, `how` and `confidence` of `tokens`, which are the words of `text` in order, with `printed` set.
    //
    // For each word the candidates are itself and the words that can have been printed so; the sequence of candidates
    // that is likeliest as a whole wins (a Viterbi search over pairs of words, a sentence at a time). Words of another
    // language are left alone where the words around them are of that language too. A reading of a confidence below
    // kLeastConfidence is not taken: the printed word stays. `collection` may be null. Deterministic.
    void read(std::string_view text, std::vector<Token>& tokens, Language language, const CollectionWords* collection);

   private:
    struct State;
    std::unique_ptr<State> state_;
  };

  static constexpr float kLeastConfidence = 0.5F;

 private:
  OcrRepair() = default;

  std::array<std::shared_ptr<const Lexicon>, kLanguages.size()> lexicons_;
  std::shared_ptr<const NoisyChannel> channel_;
  std::shared_ptr<const LanguagePacks> packs_;
};

}  // namespace dixit::text
