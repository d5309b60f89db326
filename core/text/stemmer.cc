#include "core/text/stemmer.h"

#include <xapian.h>

#include <algorithm>

#include "core/text/stem_rules.h"

namespace dixit::text {
namespace {

constexpr std::size_t kMinBytes = 3;
constexpr std::size_t kMaxBytes = 64;

bool has_only(std::string_view word, bool (*allowed)(char)) {
  return std::all_of(word.begin(), word.end(), allowed);
}

}  // namespace

struct Stemmer::Snowball {
  Xapian::Stem english{"english"};
};

Stemmer::Stemmer(const LanguagePack& pack) : pack_(&pack) {
  if (pack.language == Language::kEnglish) snowball_ = std::make_unique<Snowball>();
}

Stemmer::~Stemmer() = default;
Stemmer::Stemmer(Stemmer&&) noexcept = default;
Stemmer& Stemmer::operator=(Stemmer&&) noexcept = default;

std::string Stemmer::stem(std::string_view folded_form) const {
  if (const auto known = pack_->stem_exceptions.find(folded_form); known != pack_->stem_exceptions.end()) {
    return known->second;
  }
  const bool is_word = folded_form.size() >= kMinBytes && folded_form.size() <= kMaxBytes &&
                       has_only(folded_form, [](char c) { return (c >= 'a' && c <= 'z') || c == '\''; });
  if (!is_word) return std::string(folded_form);
  if (pack_->language == Language::kEnglish) return snowball_->english(std::string(folded_form));
  if (folded_form.find('\'') != std::string_view::npos) return std::string(folded_form);
  std::string stem = pack_->language == Language::kCatalan ? stem_catalan(folded_form) : stem_spanish(folded_form);
  const auto alias = pack_->stem_aliases.find(stem);
  return alias == pack_->stem_aliases.end() ? stem : alias->second;
}

std::string stemming_version() {
  return std::string("xapian ") + Xapian::version_string();
}

}  // namespace dixit::text
