#include "core/text/analyzer.h"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <utility>

#include "core/base/check.h"
#include "core/text/fold.h"
#include "core/text/stemmer.h"
#include "core/text/tokenizer.h"

namespace dixit::text {
namespace {

// Drops what an apostrophe closes ("city's", "we'll"), which only English words can have after tokenizing, but for the
// "n't" that turns a verb into its contrary.
void drop_closing(std::string& form) {
  const std::size_t apostrophe = form.rfind('\'');
  if (apostrophe == std::string::npos || apostrophe == 0 || form.size() - apostrophe > 3) return;
  if (form.compare(apostrophe, std::string::npos, "'t") == 0) return;
  form.resize(apostrophe);
}

// Words seen in one language with their forms, in two generations: when the young one is full it becomes the old one,
// and what is asked again comes back. Bounded without keeping an order of use.
class SeenWords {
 public:
  const WordForms* find(std::string_view word) {
    if (const auto young = young_.find(word); young != young_.end()) return &young->second;
    const auto old = old_.find(word);
    if (old == old_.end()) return nullptr;
    WordForms forms = std::move(old->second);
    old_.erase(old);
    return &add(word, std::move(forms));
  }

  const WordForms& add(std::string_view word, WordForms forms) {
    if (young_.size() >= kMaxYoung) {
      old_ = std::move(young_);
      young_.clear();
    }
    return young_.emplace(word, std::move(forms)).first->second;
  }

  // Longer ones are no words, and would make the memory unbounded.
  static constexpr std::size_t kMaxWordBytes = 64;

 private:
  // About 150 bytes each with the table: 5 MB for both generations of a language that is much used.
  static constexpr std::size_t kMaxYoung = 16'384;

  using Map = std::unordered_map<std::string, WordForms, StringHash, std::equal_to<>>;
  Map young_;
  Map old_;
};

}  // namespace

struct Analyzer::Memory {
  explicit Memory(const LanguagePacks& packs)
      : stemmers{Stemmer(packs.pack(Language::kSpanish)), Stemmer(packs.pack(Language::kCatalan)),
                 Stemmer(packs.pack(Language::kEnglish))} {}

  WordForms make_forms(std::string_view word, std::size_t language) const {
    WordForms forms;
    append_folded(forms.form, word);
    drop_closing(forms.form);
    forms.stem = stemmers[language].stem(forms.form);
    return forms;
  }

  // Valid until the next call.
  const WordForms& forms(std::string_view word, std::size_t language) {
    if (word.size() > SeenWords::kMaxWordBytes) {
      unseen = make_forms(word, language);
      return unseen;
    }
    if (const WordForms* known = seen[language].find(word)) return *known;
    return seen[language].add(word, make_forms(word, language));
  }

  std::array<Stemmer, kLanguages.size()> stemmers;
  std::array<SeenWords, kLanguages.size()> seen;
  WordForms unseen;
};

Analyzer::Analyzer(std::shared_ptr<const LanguagePacks> packs, std::shared_ptr<const OcrRepair> repair)
    : packs_(std::move(packs)) {
  DIXIT_CHECK(packs_ != nullptr);
  if (repair != nullptr) reader_ = std::make_unique<OcrRepair::Reader>(std::move(repair));
  memory_ = std::make_unique<Memory>(*packs_);
}

Analyzer::~Analyzer() = default;
Analyzer::Analyzer(Analyzer&&) noexcept = default;
Analyzer& Analyzer::operator=(Analyzer&&) noexcept = default;

std::vector<Token> Analyzer::analyze(std::string_view text, Language language, const CollectionWords* collection) {
  // 1. Words.
  const std::vector<WordSpan> spans = words(text, language);
  std::vector<Token> tokens;
  tokens.reserve(spans.size());
  for (std::size_t i = 0; i < spans.size(); ++i) {
    Token& token = tokens.emplace_back();
    token.begin = spans[i].begin;
    token.end = spans[i].end;
    token.position = static_cast<std::uint32_t>(i + 1);
    token.printed = text.substr(token.begin, token.end - token.begin);
    token.reading = token.printed;
  }
  // 2. Readings: what is meant, from the words around.
  if (reader_ != nullptr) reader_->read(text, tokens, language, collection);
  // 3. Forms, of the reading: what was repaired is found under what it means. Of two words printed as one, the first.
  for (Token& token : tokens) {
    const std::string_view reading = token.reading;
    const WordForms& forms = memory_->forms(reading.substr(0, reading.find(' ')), static_cast<std::size_t>(language));
    token.form = forms.form;
    token.stem = forms.stem;
  }
  return tokens;
}

WordForms Analyzer::forms_of(std::string_view word, Language language) {
  return memory_->forms(word, static_cast<std::size_t>(language));
}

bool Analyzer::begins_as_its_words(std::string_view stem, Language language) const {
  return !packs_->pack(language).suppletive_stems.contains(stem);
}

bool Analyzer::is_stop(std::string_view form, Language language) const {
  const LanguagePack& pack = packs_->pack(language);
  return pack.stop_words.contains(form) || pack.leaning_words.contains(form);
}

bool Analyzer::is_saying(std::string_view form) const {
  return std::any_of(kLanguages.begin(), kLanguages.end(),
                     [&](Language language) { return packs_->pack(language).saying_words.contains(form); });
}

}  // namespace dixit::text
