#include "searchd/search/marks.h"

#include <algorithm>
#include <bitset>
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

// The letters that words begin with which can match. Most words of a text begin with others and need
// not be read: stems begin as their words do. Letters beyond ASCII are taken for any.
class Initials {
 public:
  Initials(const query::Sought& sought, const text::Analyzer& analyzer, text::Language language) {
    const auto add_word = [&](const query::SoughtWord& word) {
      add(word.form);
      for (const std::string& stem : word.stems) {
        add(stem);
        is_any_ = is_any_ || !analyzer.begins_as_its_words(stem, language);
      }
      for (const std::string& misprint : word.misprints) add(misprint);
    };
    std::for_each(sought.words.begin(), sought.words.end(), add_word);
    for (const std::vector<query::SoughtWord>& phrase : sought.phrases) {
      std::for_each(phrase.begin(), phrase.end(), add_word);
    }
  }

  bool can_match(std::string_view word) const { return is_any_ || is_other(word) || has_[at(word.front())]; }

 private:
  static bool is_other(std::string_view word) {
    return word.empty() || static_cast<unsigned char>(word.front()) > 0x7F;
  }
  static std::size_t at(char letter) { return static_cast<unsigned char>(letter); }

  // What is sought is in lower case; words need not be.
  void add(std::string_view word) {
    is_any_ = is_any_ || is_other(word);
    if (is_other(word)) return;
    const char letter = word.front();
    has_.set(at(letter));
    if (letter >= 'a' && letter <= 'z') has_.set(at(static_cast<char>(letter - 'a' + 'A')));
  }

  std::bitset<0x80> has_;
  bool is_any_ = false;
};

// A word of the text, in all the ways in which it can match.
struct ReadToken {
  std::string_view printed;
  std::string printed_form;
  text::WordForms meant;                  // of its reading, of two words the first
  std::optional<text::WordForms> second;  // of the reading's second word, where two words ran together
  bool is_misread = false;                // in more than its accents
};

// The tokens of a document. Few of them can match, so each is read only when it is asked for.
class ReadText {
 public:
  ReadText(const schema::StoredDoc& document, text::Analyzer& analyzer, text::Language language)
      : document_(document), analyzer_(analyzer), language_(language) {}

  std::size_t size() const { return document_.tokens.size(); }

  bool can_match(std::size_t at, const Initials& initials) const {
    if (initials.can_match(printed(at))) return true;
    const std::string_view reading = document_.tokens[at].reading;
    if (reading.empty()) return false;
    if (initials.can_match(reading)) return true;
    const std::size_t space = reading.find(' ');
    return space != std::string_view::npos && initials.can_match(reading.substr(space + 1));
  }

  ReadToken at(std::size_t at) {
    const schema::StoredToken& stored = document_.tokens[at];
    ReadToken token;
    token.printed = printed(at);
    text::WordForms forms = analyzer_.forms_of(token.printed, language_);
    token.printed_form = forms.form;
    if (stored.reading.empty()) {
      token.meant = std::move(forms);
      return token;
    }
    const std::string_view reading = stored.reading;
    const std::size_t space = reading.find(' ');
    token.meant = analyzer_.forms_of(reading.substr(0, space), language_);
    if (space != std::string_view::npos) token.second = analyzer_.forms_of(reading.substr(space + 1), language_);
    token.is_misread = stored.how != text::How::kAccent;
    return token;
  }

 private:
  std::string_view printed(std::size_t at) const {
    const schema::StoredToken& stored = document_.tokens[at];
    return std::string_view(document_.unit.text).substr(stored.begin, stored.end - stored.begin);
  }

  const schema::StoredDoc& document_;
  text::Analyzer& analyzer_;
  text::Language language_;
};

bool is_among(const std::vector<std::string>& words, const std::string& word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

std::optional<Match> match_of_typed(const query::SoughtWord& word, const ReadToken& token) {
  const auto any_meant = [&](const auto& is_sought) {
    return is_sought(token.meant) || (token.second && is_sought(*token.second));
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

std::optional<Match> match_of(const query::SoughtWord& word, const ReadToken& token) {
  const std::optional<Match> match = match_of_typed(word, token);
  if (match && word.is_translation) return Match::kTranslation;
  if (match && word.is_synonym) return Match::kSynonym;
  return match && word.is_near ? Match::kOcr : match;
}

// Keeps the nearest reason of those found for one token.
void keep(std::vector<std::optional<Mark>>& marks, const Mark& mark) {
  std::optional<Mark>& kept = marks[mark.token];
  if (!kept || mark.match < kept->match) kept = mark;
}

void mark_words(std::vector<std::optional<Mark>>& marks, const std::vector<query::SoughtWord>& words, ReadText& text,
                const Initials& initials) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!text.can_match(i, initials)) continue;
    const ReadToken token = text.at(i);
    for (std::size_t wish = 0; wish < words.size(); ++wish) {
      if (const std::optional<Match> match = match_of(words[wish], token)) keep(marks, {i, *match, wish});
    }
  }
}

void mark_phrase(std::vector<std::optional<Mark>>& marks, const std::vector<query::SoughtWord>& phrase, ReadText& text,
                 const Initials& initials, std::size_t wish) {
  std::vector<Match> matches(phrase.size());
  for (std::size_t begin = 0; begin + phrase.size() <= text.size(); ++begin) {
    std::size_t found = 0;
    for (; found < phrase.size(); ++found) {
      if (!text.can_match(begin + found, initials)) break;
      const std::optional<Match> match = match_of(phrase[found], text.at(begin + found));
      if (!match) break;
      matches[found] = *match;
    }
    if (found < phrase.size()) continue;
    for (std::size_t i = 0; i < phrase.size(); ++i) keep(marks, {begin + i, matches[i], wish});
  }
}

void mark_concepts(std::vector<std::optional<Mark>>& marks, const std::vector<query::SoughtConcept>& sought,
                   const std::vector<text::Mention>& mentions) {
  for (const text::Mention& mention : mentions) {
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

std::vector<Mark> find_marks(const schema::StoredDoc& document, const query::Sought& sought, text::Analyzer& analyzer) {
  if (sought.words.empty() && sought.phrases.empty()) return {};
  const text::Language language = text::language_from_code(document.unit.language).value_or(text::kFallbackLanguage);
  const Initials initials(sought, analyzer, language);
  ReadText text(document, analyzer, language);
  std::vector<std::optional<Mark>> marks(text.size());
  mark_words(marks, sought.words, text, initials);
  for (std::size_t i = 0; i < sought.phrases.size(); ++i) {
    mark_phrase(marks, sought.phrases[i], text, initials, sought.words.size() + i);
  }
  mark_concepts(marks, sought.concepts, document.mentions);
  std::vector<Mark> found;
  for (const std::optional<Mark>& mark : marks) {
    if (mark) found.push_back(*mark);
  }
  return found;
}

}  // namespace dixit::search
