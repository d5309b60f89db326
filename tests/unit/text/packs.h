// The language packs and concepts of this source tree, for tests.

#pragma once

#include <gtest/gtest.h>

#include <memory>

#include "core/text/language.h"
#include "core/text/thesaurus.h"

namespace dixit::text {

inline std::shared_ptr<const LanguagePacks> test_packs() {
  static const std::shared_ptr<const LanguagePacks> packs = [] {
    Diagnostics diagnostics;
    auto loaded = LanguagePacks::load(DIXIT_SOURCE_DIR "/core/lang", diagnostics);
    for (const Diagnostic& diagnostic : diagnostics.sorted()) ADD_FAILURE() << format(diagnostic);
    return loaded.value();
  }();
  return packs;
}

inline std::shared_ptr<const Thesaurus> test_thesaurus() {
  static const std::shared_ptr<const Thesaurus> thesaurus = [] {
    Diagnostics diagnostics;
    auto loaded = Thesaurus::load(DIXIT_SOURCE_DIR "/core/lang", test_packs(), diagnostics);
    for (const Diagnostic& diagnostic : diagnostics.sorted()) ADD_FAILURE() << format(diagnostic);
    return loaded.value();
  }();
  return thesaurus;
}

}  // namespace dixit::text
