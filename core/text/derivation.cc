#include "core/text/derivation.h"

#include <algorithm>
#include <span>

namespace dixit::text {
namespace {

// Suffixes that make another word, folded, with their endings. A row has what is about one thing as a rule: acting, who
// acts, and what is of it ("investigación", "investigador"). A longer suffix stands before one that ends like it.
struct Suffix {
  std::string_view endings[12];
};

constexpr Suffix kSpanish[] = {
    {{"mente"}},
    {{"cion", "ciones", "sion", "siones", "dor", "dora", "dores", "doras", "tivo", "tiva", "tivos", "tivas"}},
    {{"idad", "idades", "edad", "edades"}},
    {{"miento", "mientos"}},
    {{"ismo", "ismos", "ista", "istas"}},
    {{"ble", "bles"}},
    {{"ivo", "iva", "ivos", "ivas"}},
    {{"ncia", "ncias", "ante", "antes", "ente", "entes"}},
    {{"ario", "aria", "arios", "arias"}},
    {{"tico", "tica", "ticos", "ticas"}},
    {{"al", "ales"}},
    {{"oso", "osa", "osos", "osas"}},
};
constexpr Suffix kCatalan[] = {
    {{"ment", "ments"}},
    {{"cio", "cions", "sio", "sions", "dor", "dora", "dors", "dores", "tiu", "tiva", "tius", "tives"}},
    {{"itat", "itats", "etat", "etats"}},
    {{"isme", "ismes", "ista", "istes"}},
    {{"ble", "bles"}},
    {{"iu", "iva", "ius", "ives"}},
    {{"ncia", "ncies", "ant", "ants", "ent", "ents"}},
    {{"ari", "aria", "aris", "aries"}},
    {{"tic", "tica", "tics", "tiques"}},
    {{"al", "als"}},
    {{"os", "osa", "osos", "oses"}},
};
constexpr Suffix kEnglish[] = {
    {{"tion", "tions", "sion", "sions", "tor", "tors", "tive", "tives"}},
    {{"ment", "ments"}},
    {{"ness", "nesses"}},
    {{"ity", "ities"}},
    {{"ism", "isms", "ist", "ists"}},
    {{"ship", "ships"}},
    {{"able", "ible"}},
    {{"ive", "ives"}},
    {{"ance", "ances", "ence", "ences", "ant", "ants", "ent", "ents"}},
    {{"ful"}},
    {{"al", "als"}},
    {{"ly"}},
    {{"ize", "ise"}},
};

std::span<const Suffix> suffixes_of(Language language) {
  switch (language) {
    case Language::kSpanish: return kSpanish;
    case Language::kCatalan: return kCatalan;
    case Language::kEnglish: return kEnglish;
  }
  return {};
}

// The row that `word` ends with; null where it is derived by none of them.
const Suffix* suffix_of(std::string_view word, Language language) {
  for (const Suffix& suffix : suffixes_of(language)) {
    for (const std::string_view ending : suffix.endings) {
      if (!ending.empty() && word.ends_with(ending)) return &suffix;
    }
  }
  return nullptr;
}

}  // namespace

bool are_forms_of_one_word(std::string_view a, std::string_view b, Language language) {
  const auto [in_a, in_b] =
      std::mismatch(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(std::min(a.size(), b.size())), b.begin());
  const auto common = static_cast<std::size_t>(in_a - a.begin());
  if (2 * common < std::min(a.size(), b.size())) return false;
  return suffix_of(a, language) == suffix_of(b, language);
}

}  // namespace dixit::text
