// Reads any text: every letter lies in exactly one token, whatever is repaired, joined or parted.

#include <string_view>

#include "core/base/check.h"
#include "core/base/utf8.h"
#include "core/text/analyzer.h"
#include "core/text/tokenizer.h"
#include "tests/fuzz/target.h"

namespace {

using namespace dixit;

struct Parts {
  std::shared_ptr<const text::LanguagePacks> packs;
  std::shared_ptr<const text::OcrRepair> repair;
};

const Parts& parts() {
  static const Parts loaded = [] {
    Diagnostics found;
    Parts all;
    all.packs = text::LanguagePacks::load(DIXIT_DATA "/lang", found).value();
    all.repair = text::OcrRepair::load(DIXIT_DATA "/lexicon", DIXIT_DATA "/lang", all.packs, found).value();
    return all;
  }();
  return loaded;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  static text::Analyzer analyzer(parts().packs, parts().repair);
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  const text::Language language = text::kLanguages[size % text::kLanguages.size()];
  const std::vector<text::WordSpan> words = text::words(text, language);
  std::size_t word = 0;
  std::uint32_t position = 0;
  std::size_t end = 0;
  for (const text::Token& token : analyzer.analyze(text, language)) {
    DIXIT_CHECK(token.begin >= end && token.begin < token.end && token.end <= size);
    DIXIT_CHECK(token.printed == text.substr(token.begin, token.end - token.begin));
    DIXIT_CHECK(token.position == ++position);
    DIXIT_CHECK(token.confidence > 0 && token.confidence <= 1);
    DIXIT_CHECK(token.how != text::How::kSame || token.reading == token.printed);
    for (; word < words.size() && words[word].end <= token.end; ++word) DIXIT_CHECK(words[word].begin >= token.begin);
    end = token.end;
  }
  DIXIT_CHECK(word == words.size());
  return 0;
}
