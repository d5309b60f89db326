#include "searchd/search/marks.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/utf8.h"

namespace dixit::search {
namespace {

char32_t lower(char32_t c) {
  if ((c >= U'A' && c <= U'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7)) return c + 0x20;
  if ((c >= 0x100 && c <= 0x137) || (c >= 0x14A && c <= 0x177)) return c | 1U;                  // Ā ā, Ŋ ŋ
  if ((c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E)) return c % 2 == 1 ? c + 1 : c;  // Ĺ ĺ, Ź ź
  if (c == 0x178) return 0xFF;                                                                  // Ÿ
  if ((c >= 0x391 && c <= 0x3A9) || (c >= 0x410 && c <= 0x42F)) return c + 0x20;                // Greek, Cyrillic
  if (c >= 0x400 && c <= 0x40F) return c + 0x50;                                                // Ѐ ѐ
  return c;
}

// A word of the text, in all the ways in which it can match.
struct ReadToken {
  std::string_view printed;
  std::string printed_form;
  std::optional<text::WordForms> second;  // of the reading's second word, where two words ran together
  bool is_misread = false;                // in more than its accents
};

struct ReadText {
  std::vector<ReadToken> tokens;
  std::vector<text::WordForms> meant;  // of each token's reading, of two words the first
};

ReadText read_text(const schema::StoredDoc& document, text::Analyzer& analyzer) {
  const text::Language language = text::language_from_code(document.unit.language).value_or(text::kFallbackLanguage);
  ReadText text;
  text.tokens.reserve(document.tokens.size());
  text.meant.reserve(document.tokens.size());
  for (const schema::StoredToken& stored : document.tokens) {
    ReadToken& token = text.tokens.emplace_back();
    token.printed = std::string_view(document.unit.text).substr(stored.begin, stored.end - stored.begin);
    text::WordForms printed = analyzer.forms_of(token.printed, language);
    token.printed_form = printed.form;
    if (stored.reading.empty()) {
      text.meant.push_back(std::move(printed));
    } else {
      const std::string_view reading = stored.reading;
      const std::size_t space = reading.find(' ');
      text.meant.push_back(analyzer.forms_of(reading.substr(0, space), language));
      if (space != std::string_view::npos) token.second = analyzer.forms_of(reading.substr(space + 1), language);
      token.is_misread = stored.how != text::How::kAccent;
    }
  }
  return text;
}

bool is_among(const std::vector<std::string>& words, const std::string& word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

std::optional<Match> match_of_typed(const query::SoughtWord& word, const ReadText& text, std::size_t at) {
  const ReadToken& token = text.tokens[at];
  const auto any_meant = [&](const auto& is_sought) {
    return is_sought(text.meant[at]) || (token.second && is_sought(*token.second));
  };
  if (word.is_prefix) {
    if (token.printed_form.starts_with(word.form)) return Match::kExact;
    return any_meant([&](const text::WordForms& forms) { return forms.form.starts_with(word.form); })
               ? std::optional(Match::kOcr)
               : std::nullopt;
  }
  if (token.printed_form == word.form) {
    return same_but_for_case(token.printed, word.typed) ? Match::kExact : Match::kAccent;
  }
  if (any_meant([&](const text::WordForms& forms) { return forms.form == word.form; })) {
    return token.is_misread ? Match::kOcr : Match::kAccent;
  }
  if (any_meant([&](const text::WordForms& forms) { return is_among(word.stems, forms.stem); })) {
    return token.is_misread ? Match::kOcr : Match::kStem;
  }
  return any_meant([&](const text::WordForms& forms) { return is_among(word.misprints, forms.form); })
             ? std::optional(Match::kOcr)
             : std::nullopt;
}

std::optional<Match> match_of(const query::SoughtWord& word, const ReadText& text, std::size_t at) {
  const std::optional<Match> match = match_of_typed(word, text, at);
  if (match && word.is_translation) return Match::kTranslation;
  if (match && word.is_synonym) return Match::kSynonym;
  return match && word.is_near ? Match::kOcr : match;
}

// Keeps the nearest reason of those found for one token.
void keep(std::vector<std::optional<Mark>>& marks, const Mark& mark) {
  std::optional<Mark>& kept = marks[mark.token];
  if (!kept || mark.match < kept->match) kept = mark;
}

void mark_phrase(std::vector<std::optional<Mark>>& marks, const std::vector<query::SoughtWord>& phrase,
                 const ReadText& text, std::size_t wish) {
  std::vector<Match> matches(phrase.size());
  for (std::size_t begin = 0; begin + phrase.size() <= text.tokens.size(); ++begin) {
    std::size_t found = 0;
    for (; found < phrase.size(); ++found) {
      const std::optional<Match> match = match_of(phrase[found], text, begin + found);
      if (!match) break;
      matches[found] = *match;
    }
    if (found < phrase.size()) continue;
    for (std::size_t i = 0; i < phrase.size(); ++i) keep(marks, {begin + i, matches[i], wish});
  }
}

void mark_concepts(std::vector<std::optional<Mark>>& marks, const std::vector<query::SoughtConcept>& sought,
                   const ReadText& text, text::Language language, const text::Thesaurus& thesaurus) {
  if (sought.empty()) return;
  std::vector<text::ConceptNumber> numbers;
  for (const query::SoughtConcept& wanted : sought) numbers.push_back(wanted.number);
  for (const text::Mention& mention : thesaurus.mentions_of(numbers, text.meant, language)) {
    for (const query::SoughtConcept& wanted : sought) {
      if (wanted.number != mention.concept_number) continue;
      const Match match = wanted.is_foreign ? Match::kTranslation : Match::kSynonym;
      for (std::size_t i = mention.begin; i < mention.end; ++i) keep(marks, {i, match, wanted.word});
    }
  }
}

}  // namespace

bool same_but_for_case(std::string_view a, std::string_view b) {
  std::size_t at_a = 0;
  std::size_t at_b = 0;
  while (at_a < a.size() && at_b < b.size()) {
    const CodePoint from_a = decode_at(a, at_a);
    const CodePoint from_b = decode_at(b, at_b);
    if (lower(from_a.value) != lower(from_b.value)) return false;
    at_a += from_a.size_bytes;
    at_b += from_b.size_bytes;
  }
  return at_a == a.size() && at_b == b.size();
}

std::vector<Mark> find_marks(const schema::StoredDoc& document, const query::Sought& sought, text::Analyzer& analyzer,
                             const text::Thesaurus& thesaurus) {
  if (sought.words.empty() && sought.phrases.empty()) return {};
  const ReadText text = read_text(document, analyzer);
  std::vector<std::optional<Mark>> marks(text.tokens.size());
  for (std::size_t i = 0; i < text.tokens.size(); ++i) {
    for (std::size_t wish = 0; wish < sought.words.size(); ++wish) {
      if (const std::optional<Match> match = match_of(sought.words[wish], text, i)) keep(marks, {i, *match, wish});
    }
  }
  for (std::size_t i = 0; i < sought.phrases.size(); ++i) {
    mark_phrase(marks, sought.phrases[i], text, sought.words.size() + i);
  }
  const text::Language language = text::language_from_code(document.unit.language).value_or(text::kFallbackLanguage);
  mark_concepts(marks, sought.concepts, text, language, thesaurus);
  std::vector<Mark> found;
  for (const std::optional<Mark>& mark : marks) {
    if (mark) found.push_back(*mark);
  }
  return found;
}

}  // namespace dixit::search
