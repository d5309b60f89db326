// The words of a heading, ready to be looked up in the authority files.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace dixit::segment {

struct Word {
  std::string printed;    // as it stands in the text
  std::string folded;     // as core/text/fold.h has it
  std::size_t begin = 0;  // bytes [begin, end) of the text it was found in
  std::size_t end = 0;
  bool upper = false;  // begins with a capital
};

// The words of `text`, in order, by the rules of core/text/tokenizer.h.
std::vector<Word> words_of(std::string_view text);

}  // namespace dixit::segment
