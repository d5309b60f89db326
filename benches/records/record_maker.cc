#include "benches/records/record_maker.h"

#include <algorithm>
#include <array>

#include "core/text/lexicon.h"

namespace dixit::bench {
namespace {

// Words of an intervention: shaped as those of the report, whose mean is a fifth more.
constexpr std::array<Quantile, 8> kWords = {
    {{0, 6}, {0.1, 41}, {0.25, 71}, {0.5, 113}, {0.75, 156}, {0.9, 171}, {0.99, 195}, {1, 430}}};

// Of the report's words, these parts have such a sign behind them.
constexpr double kComma = 0.055;
constexpr double kFullStop = 0.037;
constexpr std::size_t kShortestSentence = 4;

std::string digits(Random& random) {
  return std::to_string(random.chance(0.5) ? 1990 + random.below(35) : 1 + random.below(99));
}

std::string sentence_case(std::string latin1) {
  const auto first = static_cast<unsigned char>(latin1.front());
  const bool is_small = (first >= 'a' && first <= 'z') || (first >= 0xE0 && first != 0xF7 && first != 0xFF);
  if (is_small) latin1.front() = static_cast<char>(first - 0x20U);
  return latin1;
}

// Latin-1, word by word, in two versions.
struct Writer {
  std::string meant;
  std::string printed;

  void word(const std::string& clean, const std::string& damaged) {
    if (!meant.empty()) sign(' ');
    meant += clean;
    printed += damaged;
  }
  void sign(char c) {
    meant.push_back(c);
    printed.push_back(c);
  }
};

}  // namespace

Record RecordMaker::make(std::size_t place, std::size_t total) const {
  Random random(seed_, place);
  Record record;
  record.sitting = place * cast_.sittings.size() / total;
  record.person = cast_.often.pick(random);
  record.words = static_cast<std::size_t>(pick(random, kWords));

  Writer writer;
  std::size_t in_sentence = 0;
  WordChain::Number before = WordChain::kStart;
  for (std::size_t i = 0; i < record.words; ++i) {
    const bool begins = in_sentence == 0;
    before = begins ? chain_.begin(random) : chain_.next(before, random);
    std::string word = before == WordChain::kDigits ? digits(random) : std::string(chain_.word(before));
    std::string printed = damage_.printed(word, random);
    if (begins && !printed.empty()) printed = sentence_case(std::move(printed));
    writer.word(begins ? sentence_case(std::move(word)) : word, printed);
    ++in_sentence;
    if (i + 1 == record.words || (in_sentence >= kShortestSentence && random.chance(kFullStop))) {
      writer.sign('.');
      in_sentence = 0;
    } else if (random.chance(kComma)) {
      writer.sign(',');
    }
  }
  record.meant = text::from_latin1(writer.meant);
  record.printed = text::from_latin1(writer.printed);
  return record;
}

}  // namespace dixit::bench
