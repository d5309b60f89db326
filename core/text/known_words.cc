#include "core/text/known_words.h"

#include <utility>

#include "core/base/check.h"
#include "core/text/collection_words.h"

namespace dixit::text {
namespace {

constexpr std::size_t kMaxKnown = 200'000;

// Two words without a space between them: the author's slip more often than the recogniser's.
bool is_run_together(std::string_view small, const WordGraph& words) {
  constexpr std::size_t kLeastPart = 2;
  for (std::size_t at = kLeastPart; at + kLeastPart <= small.size(); ++at) {
    if (words.find(small.substr(0, at)) && words.find(small.substr(at))) return true;
  }
  return false;
}

}  // namespace

KnownWords::KnownWords(const Lexicons& lexicons, std::shared_ptr<const LanguagePacks> packs)
    : lexicons_(lexicons), packs_(std::move(packs)) {
  DIXIT_CHECK(packs_ != nullptr);
}

const WordFacts& KnownWords::facts_of(std::string_view printed) {
  const auto known = known_.find(printed);
  return known != known_.end() ? known->second : known_.emplace(printed, find(printed)).first->second;
}

bool KnownWords::forget_some() {
  if (known_.size() < kMaxKnown) return false;
  known_.clear();
  return true;
}

WordFacts KnownWords::find(std::string_view printed) const {
  WordFacts facts;
  facts.latin1 = to_latin1(printed);
  facts.small = to_latin1_lower(printed);
  facts.accents = static_cast<std::uint32_t>(count_accents(printed));
  for (const Language each : kLanguages) {
    if (lexicon(each).graph().find(facts.small)) facts.languages |= language_set(each);
    if (packs_->pack(each).stop_words.contains(facts.small)) facts.stop_word_of |= language_set(each);
  }
  if (facts.languages != 0) return facts;
  for (const Language each : kLanguages) {
    if (is_run_together(facts.small, lexicon(each).graph())) facts.run_together |= language_set(each);
  }
  return facts;
}

}  // namespace dixit::text
