#include "core/text/surroundings.h"

#include <algorithm>
#include <cmath>

#include "core/text/letter_case.h"

namespace dixit::text {
namespace {

// Sums over the words before each, so that any stretch of them is one subtraction.
using Sums = std::vector<std::uint32_t>;

bool ends_sentence_between(std::string_view gap) {
  if (gap.find_first_of(".?!") != std::string_view::npos) return true;
  // A blank line parts headings and paragraphs.
  const std::size_t line = gap.find('\n');
  return line != std::string_view::npos && gap.find('\n', line + 1) != std::string_view::npos;
}

// "/usr/share", "www.amb.cat", "log_level"
bool is_technical(std::string_view text, const Token& token) {
  static constexpr std::string_view kJoints = "/_@\\~=$#";
  const auto is_letter = [](char c) { return static_cast<unsigned char>(c) > ' ' && c != ',' && c != ';' && c != ')'; };
  if (token.begin > 0) {
    const char before = text[token.begin - 1];
    if (kJoints.find(before) != std::string_view::npos) return true;
    if (before == '.' && token.begin > 1 && is_letter(text[token.begin - 2]) && text[token.begin - 2] != '.' &&
        is_small_letter(static_cast<unsigned char>(text[token.begin]))) {
      return true;
    }
  }
  if (token.end >= text.size()) return false;
  if (kJoints.find(text[token.end]) != std::string_view::npos) return true;
  return text[token.end] == '.' && token.end + 1 < text.size() &&
         is_small_letter(static_cast<unsigned char>(text[token.end + 1])) &&
         static_cast<unsigned char>(text[token.end + 1]) < 0x80;
}

Look look_of(std::string_view text, const Token& token, const SeenWord& word) {
  constexpr std::size_t kLongestAcronym = 6;
  constexpr std::size_t kLongestAbbreviation = 4;
  if (is_technical(text, token)) return Look::kTechnical;
  if (word.small().size() == 1) return Look::kLetter;
  if (!is_capital_letter(static_cast<unsigned char>(word.latin1()[0]))) return Look::kPlain;
  const bool any_small = std::any_of(word.latin1().begin(), word.latin1().end(),
                                     [](char c) { return is_small_letter(static_cast<unsigned char>(c)); });
  if (!any_small && word.latin1().size() <= kLongestAcronym) return Look::kAcronym;
  const bool stopped = token.end < text.size() && text[token.end] == '.';
  if (stopped && word.starts_sentence && word.latin1().size() <= kLongestAbbreviation) return Look::kAcronym;
  return word.starts_sentence ? Look::kPlain : Look::kName;
}

// The language of each word's surroundings: the text's own, unless small words of another prevail around it.
void find_passages(std::vector<SeenWord>& words, Language language) {
  constexpr std::size_t kAround = 12;
  constexpr std::size_t kNear = 5;
  constexpr std::uint32_t kPrevails = 2;
  std::array<Sums, kLanguages.size()> stop_words;
  for (const Language each : kLanguages) {
    Sums& sums = stop_words[static_cast<std::size_t>(each)];
    sums.push_back(0);
    for (const SeenWord& word : words) {
      sums.push_back(sums.back() + ((word.facts->stop_word_of & language_set(each)) != 0 ? 1U : 0U));
    }
  }
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::size_t begin = i < kAround ? 0 : i - kAround;
    const std::size_t end = std::min(words.size(), i + kAround + 1);
    const auto count = [&](Language each) {
      const Sums& sums = stop_words[static_cast<std::size_t>(each)];
      return sums[end] - sums[begin];
    };
    words[i].passage = language;
    for (const Language each : kLanguages) {
      if (count(each) >= count(words[i].passage) + kPrevails) words[i].passage = each;
    }
  }
  for (std::size_t i = 0; i < words.size(); ++i) {
    for (std::size_t k = i < kNear ? 0 : i - kNear; k < std::min(words.size(), i + kNear + 1); ++k) {
      const bool foreign =
          !words[k].is_in(language) && words[k].is_in(Language::kEnglish) && words[k].small().size() > 1;
      if (k != i && (foreign || words[k].passage != language)) ++words[i].foreign_near;
    }
    words[i].foreign_near = std::min<std::uint8_t>(words[i].foreign_near, kNear);
  }
}

// A word that looks like one and that nobody knows.
bool is_strange(const SeenWord& word) {
  if (word.look != Look::kPlain || word.is_in_any()) return false;
  if ((word.facts->run_together & language_set(word.passage)) != 0) return false;
  return std::none_of(word.small().begin(), word.small().end(), [](char c) { return c >= '0' && c <= '9'; });
}

// How well the page was read around each word.
void judge_page(std::vector<SeenWord>& words, const CollectionWords* collection) {
  constexpr std::size_t kAround = 200;
  // Accents are in every eleventh word of Spanish that was read well; so many words without any say that they were
  // lost.
  constexpr std::size_t kTellingWords = 40;
  constexpr double kLeastAccents = 0.02;
  // The share of strange words on a page of usual damage, what is assumed before a page was seen, and for how many
  // words that assumption stands.
  constexpr float kUsualDamage = 0.07F;
  constexpr float kAssumed = 0.05F;
  constexpr float kAssumedWords = 30;
  // Words of a collection from which on it tells more than what is assumed.
  constexpr double kTellingCollection = 500;
  constexpr float kLeastCalm = -0.5F;
  constexpr float kMostCalm = 4;
  Sums accents = {0};
  Sums strange = {0};
  for (const SeenWord& word : words) {
    accents.push_back(accents.back() + word.facts->accents);
    strange.push_back(strange.back() + (is_strange(word) ? 1U : 0U));
  }
  bool collection_has_accents = false;
  float assumed = kAssumed;
  if (collection != nullptr && collection->total > 0) {
    const auto total = static_cast<double>(collection->total);
    collection_has_accents = static_cast<double>(collection->accents) / total >= kLeastAccents;
    assumed = static_cast<float>((static_cast<double>(collection->damaged) + kAssumed * kTellingCollection) /
                                 (total + kTellingCollection));
  }
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::size_t begin = i < kAround ? 0 : i - kAround;
    const std::size_t end = std::min(words.size(), i + kAround + 1);
    const bool read = accents[end] > accents[begin] || (end - begin < kTellingWords && collection_has_accents);
    words[i].accents = read ? Accents::kRead : Accents::kLost;
    const float damage = (static_cast<float>(strange[end] - strange[begin]) + assumed * kAssumedWords) /
                         (static_cast<float>(end - begin) + kAssumedWords);
    words[i].calm = std::clamp(std::log(kUsualDamage / std::max(damage, 1e-4F)), kLeastCalm, kMostCalm);
  }
}

}  // namespace

std::vector<SeenWord> look_around(std::string_view text, const std::vector<Token>& tokens, Language language,
                                  KnownWords& known, const CollectionWords* collection) {
  std::vector<SeenWord> words(tokens.size());
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    SeenWord& word = words[i];
    word.facts = &known.facts_of(tokens[i].reading);
    const std::size_t before = i == 0 ? 0 : tokens[i - 1].end;
    word.starts_sentence = i == 0 || ends_sentence_between(text.substr(before, tokens[i].begin - before));
    word.look = look_of(text, tokens[i], word);
  }
  find_passages(words, language);
  judge_page(words, collection);
  return words;
}

}  // namespace dixit::text
