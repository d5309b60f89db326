#include "core/text/collection_words.h"

#include "core/text/lexicon.h"

namespace dixit::text {

void CollectionWords::add(const std::vector<Token>& tokens) {
  constexpr std::size_t kLongWord = 5;
  constexpr float kSure = 0.8F;
  for (const Token& token : tokens) {
    const std::string word = to_latin1_lower(token.reading);
    if (word.empty()) continue;
    ++total;
    ++counts[word];
    accents += count_accents(token.printed);
    if (token.how == How::kOcr || token.how == How::kSplit) ++damaged;
    const bool sure = token.how != How::kSame && token.confidence >= kSure;
    if (sure && word.size() >= kLongWord) ++last_letters[static_cast<unsigned char>(word.back())];
  }
}

std::size_t count_accents(std::string_view text) {
  static constexpr std::string_view kSecondBytes = "\xA1\xAD\xB3\xBA\xB1\x81\x8D\x93\x9A\x91";  // áíóúñ ÁÍÓÚÑ
  std::size_t count = 0;
  for (std::size_t at = text.find('\xC3'); at != std::string_view::npos; at = text.find('\xC3', at + 1)) {
    if (at + 1 < text.size() && kSecondBytes.find(text[at + 1]) != std::string_view::npos) ++count;
  }
  return count;
}

}  // namespace dixit::text
