// The lexicons and the channel that come with the programs: what words near a word are measured and tested with.

#pragma once

#include <memory>

#include "core/base/diagnostic.h"
#include "core/text/lexicon.h"
#include "core/text/noisy_channel.h"

namespace dixit::bench {

// Both are loaded once a program, from its build's data; a program without them aborts.
inline const text::Lexicons& lexicons() {
  static const text::Lexicons opened = text::open_lexicons(DIXIT_DATA "/lexicon").value();
  return opened;
}

inline const text::NoisyChannel& channel() {
  static const std::shared_ptr<const text::NoisyChannel> loaded = [] {
    Diagnostics ignored;
    return text::NoisyChannel::load(DIXIT_DATA "/lang/es/channel.tsv", ignored).value();
  }();
  return *loaded;
}

}  // namespace dixit::bench
