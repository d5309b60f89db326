#include "indexer/segment/word.h"

#include "core/text/fold.h"
#include "core/text/sentence.h"
#include "core/text/tokenizer.h"

namespace dixit::segment {

std::vector<Word> words_of(std::string_view text) {
  std::vector<Word> words;
  for (const text::WordSpan& span : text::words(text, text::kFallbackLanguage)) {
    const std::string_view printed = text.substr(span.begin, span.end - span.begin);
    words.push_back({std::string(printed), text::fold(printed), span.begin, span.end, text::begins_upper(printed)});
  }
  return words;
}

}  // namespace dixit::segment
