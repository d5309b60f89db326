// What a word may be that was printed so: the words of a lexicon that OCR can have read as these letters.

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
#include "core/text/word_graph.h"

namespace dixit::text {

// Costs are -ln of the probability that the printer's letters were read that way, in nats.
struct ChannelReading {
  std::string word;          // Latin-1, lower case
  std::uint32_t number = 0;  // in the graph
  float cost = 0;            // 0: printed as it is meant
};

// Whether the OCR of a page knew the accents of its language: one that did not (the English model of many recognisers)
// turns them into other letters all the time, one that did hardly ever.
enum class Accents : std::uint8_t { kLost, kRead };

// Immutable once loaded, hence free to use from any thread.
class NoisyChannel {
 public:
  // Reads a file of confusions: what is meant, what is printed instead (up to three characters each, Latin-1), the cost
  // where accents are lost and the cost where they are read, separated by tabs; further columns are for people; "#"
  // begins a comment. Capitals in the second column count inside a word only; "=" before both means the whole word. A
  // line that makes no sense is left out with a warning `channel.bad-line` in `found`. Fails where the file is missing
  // or holds no confusion.
  static Result<std::shared_ptr<const NoisyChannel>> load(const std::filesystem::path& file, Diagnostics& found);

  // The words of `words` that can have been printed as `printed`, at a cost of up to `limit`, by listed confusions,
  // accents lost or gained, letters in the wrong case, and up to `free_edits` letters changed, lost or added for no
  // listed reason. `printed` is Latin-1 with its inner capitals. Cheapest first. The walk is bounded (kMaxSteps); what
  // it has found until then is returned.
  std::vector<ChannelReading> readings(std::string_view printed, const WordGraph& words, Accents accents, float limit,
                                       int free_edits) const;

  // Calls `visit(meant, printed, cost)` for each confusion of letters, whole words aside; letters are Latin-1.
  template <typename Visit>
  void for_each_confusion(Accents accents, Visit&& visit) const {
    for (const std::vector<Confusion>& list : of_letters_[static_cast<std::size_t>(accents)]) {
      for (const Confusion& confusion : list) visit(confusion.meant, confusion.printed, confusion.cost);
    }
  }

  // Costs of what no file lists; from the same aligned pages as the confusions (script below benches/quality).
  static constexpr float kFreeEdit = 11.0F;
  static constexpr float kAccent = 6.0F;
  static constexpr float kCase = 0.7F;
  static constexpr std::size_t kMaxSteps = 60'000;

  std::size_t size() const { return size_; }

 private:
  struct Confusion {
    std::string meant;
    std::string printed;
    float cost = 0;
  };
  // By the first letter of what is printed, cheapest first.
  using ByLetter = std::array<std::vector<Confusion>, 256>;
  using ByWord = std::unordered_map<std::string, std::vector<Confusion>>;  // by what is printed
  class Walk;

  // False where the line makes no sense.
  bool add(std::string_view line);

  std::array<ByLetter, 2> of_letters_;  // by Accents
  std::array<ByWord, 2> of_words_;
  std::size_t size_ = 0;
};

}  // namespace dixit::text
