#include "searchd/query/ideas.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "core/schema/terms.h"

namespace dixit::query {
namespace {

using Kind = Clause::Kind;
using Words = std::vector<Clause>;  // kWord all

// What says an idea is told by so many labels.
constexpr std::size_t kSaid = 3;
// Words of a name or of what an acronym stands for.
constexpr std::size_t kMostWords = 8;
constexpr std::size_t kNoLimit = static_cast<std::size_t>(-1);

bool is_plain(const Clause& clause) {
  return clause.kind == Kind::kWord && clause.word.field == nullptr && !clause.word.is_prefix;
}

// Calls `visit(first, last)` for each row of plain words among `parts`.
template <typename Visit>
void for_each_row(const std::vector<Clause>& parts, Visit&& visit) {
  for (auto at = parts.begin(); at != parts.end();) {
    const auto first = std::find_if(at, parts.end(), is_plain);
    const auto last = std::find_if_not(first, parts.end(), is_plain);
    if (first != last) visit(first, last);
    at = last;
  }
}

// A stretch of a row with what it means.
struct Meaning {
  std::size_t begin = 0;
  std::size_t end = 0;
  Clause idea;
  std::optional<text::Language> language;  // of the label
};

class IdeaFinder {
 public:
  IdeaFinder(text::Language asked, const Sources& sources)
      : asked_(asked), from_(sources), meanings_(*sources.meanings) {}

  Clause run(const Clause& clause) const {
    Clause out = clause;
    if (clause.kind == Kind::kPhrase || clause.kind == Kind::kNear || clause.kind == Kind::kIdea) return out;
    if (is_plain(clause)) return ideas_of({clause}).front();
    if (clause.kind != Kind::kAll) {
      for (Clause& part : out.parts) {
        // What is not wanted is the word, not what says the same.
        const bool is_excluded = clause.kind == Kind::kExcept && &part != &out.parts.front();
        if (!is_excluded) part = run(part);
      }
      return out;
    }
    out.parts.clear();
    auto at = clause.parts.begin();
    const auto copy_until = [&](std::vector<Clause>::const_iterator end) {
      for (; at != end; ++at) out.parts.push_back(run(*at));
    };
    for_each_row(clause.parts, [&](auto first, auto last) {
      copy_until(first);
      for (Clause& idea : ideas_of({first, last})) out.parts.push_back(std::move(idea));
      at = last;
    });
    copy_until(clause.parts.end());
    return out.parts.size() == 1 ? Clause(out.parts.front()) : out;
  }

 private:
  // Of meanings of at most `most` words.
  Words ideas_of(const Words& row, std::size_t most = kNoLimit) const {
    std::vector<Meaning> meanings = concepts_in(row);
    add_acronyms(row, meanings);
    add_names(row, meanings);
    std::erase_if(meanings, [most](const Meaning& meaning) { return meaning.end - meaning.begin > most; });
    // The longest first; of equally long ones those that begin first.
    std::stable_sort(meanings.begin(), meanings.end(),
                     [](const Meaning& a, const Meaning& b) { return a.end - a.begin > b.end - b.begin; });
    std::vector<const Meaning*> taken(row.size());
    for (const Meaning& meaning : meanings) {
      const auto begin = taken.begin() + static_cast<std::ptrdiff_t>(meaning.begin);
      const auto end = taken.begin() + static_cast<std::ptrdiff_t>(meaning.end);
      if (std::all_of(begin, end, [](const Meaning* other) { return other == nullptr; })) {
        std::fill(begin, end, &meaning);
      }
    }
    Words ideas;
    for (std::size_t i = 0; i < row.size();) {
      if (taken[i] == nullptr) {
        ideas.push_back(translated(row[i]));
        ++i;
        continue;
      }
      Clause idea = taken[i]->idea;
      idea.parts.assign(row.begin() + static_cast<std::ptrdiff_t>(i),
                        row.begin() + static_cast<std::ptrdiff_t>(taken[i]->end));
      i = taken[i]->end;
      if (std::optional<Clause> apart = said_apart(idea)) idea.alternatives.push_back(*std::move(apart));
      ideas.push_back(std::move(idea));
    }
    return ideas;
  }

  // A text may say "metropolitan governance" by speaking of governing in one sentence and of metropolitan areas in the
  // next: all words of the idea, each with what else says it. None where they mean nothing more by themselves.
  std::optional<Clause> said_apart(const Clause& idea) const {
    if (idea.name) return std::nullopt;
    Words words = idea.parts;
    std::erase_if(words, [this](const Clause& word) { return is_small(word); });
    if (words.size() < 2) return std::nullopt;
    Clause apart{.kind = Kind::kAll, .parts = ideas_of(words, idea.parts.size() - 1)};
    const bool says_more = std::any_of(apart.parts.begin(), apart.parts.end(),
                                       [](const Clause& part) { return part.kind == Kind::kIdea; });
    return says_more && apart.parts.size() > 1 ? std::optional(std::move(apart)) : std::nullopt;
  }

  // Whether all words of the label are small ones in the question's language or in English, so that they mean no
  // concept.
  bool says_nothing(const Words& row, const text::Mention& mention) const {
    const auto begin = row.begin() + static_cast<std::ptrdiff_t>(mention.begin);
    const auto end = row.begin() + static_cast<std::ptrdiff_t>(mention.end);
    return std::all_of(begin, end, [this](const Clause& word) { return is_small(word); });
  }

  // Whether the label is a word of another language than the question's that the question's own has as well, or the
  // texts: what "gana" means in Catalan is not asked for in Spanish.
  bool is_other_word(const Words& row, const text::Mention& mention, text::Language language) const {
    if (language == asked_ || mention.end - mention.begin > 1) return false;
    const Word& word = row[mention.begin].word;
    if (from_.near_words->cost_in(asked_, word.typed) < from_.near_words->cost_in(language, word.typed)) return true;
    return !is_of_texts(language) && from_.database.term_exists(schema::exact_term(word.form));
  }

  bool is_small(const Clause& word) const {
    return from_.analyzer.is_stop(word.word.form, asked_) ||
           from_.analyzer.is_stop(word.word.form, text::Language::kEnglish);
  }

  bool is_of_texts(text::Language language) const {
    return std::find(from_.languages.begin(), from_.languages.end(), language) != from_.languages.end();
  }

  std::vector<text::Language> languages() const {
    std::vector<text::Language> order = {asked_};
    for (const text::Language language : from_.languages) order.push_back(language);
    for (const text::Language language : text::kLanguages) order.push_back(language);
    std::vector<text::Language> unique;
    for (const text::Language language : order) {
      if (std::find(unique.begin(), unique.end(), language) == unique.end()) unique.push_back(language);
    }
    return unique;
  }

  std::vector<Meaning> concepts_in(const Words& row) const {
    std::vector<Meaning> found;
    for (const text::Language language : languages()) {
      std::vector<text::WordForms> words;
      for (const Clause& part : row) words.push_back(from_.analyzer.forms_of(part.word.typed, language));
      for (const text::Mention& mention : meanings_.thesaurus->asked(words, language)) {
        if (says_nothing(row, mention) || is_other_word(row, mention, language)) continue;
        const auto same = std::find_if(found.begin(), found.end(), [&](const Meaning& other) {
          return other.begin == mention.begin && other.end == mention.end;
        });
        if (same == found.end()) {
          Meaning& meaning = found.emplace_back(Meaning{mention.begin, mention.end, {.kind = Kind::kIdea}, language});
          meaning.idea.is_foreign = !is_of_texts(language);
          add(meaning.idea, mention.concept_number, words);
          continue;
        }
        // Another language's word of the same letters is not what was meant.
        if (same->language == language) add(same->idea, mention.concept_number, words);
      }
    }
    return found;
  }

  void add(Clause& idea, text::ConceptNumber number, const std::vector<text::WordForms>& words) const {
    idea.concepts.push_back(number);
    const text::Language texts = from_.languages.front();
    for (const std::string& label : meanings_.thesaurus->concept_at(number).labels[static_cast<std::size_t>(texts)]) {
      if (idea.said.size() == kSaid) return;
      const text::WordForms forms = from_.analyzer.forms_of(label, texts);
      const bool is_typed =
          std::any_of(words.begin(), words.end(), [&](const text::WordForms& word) { return word.stem == forms.stem; });
      if (!is_typed && std::find(idea.said.begin(), idea.said.end(), label) == idea.said.end()) {
        idea.said.push_back(label);
      }
    }
  }

  // "ODS", and what it stands for.
  void add_acronyms(const Words& row, std::vector<Meaning>& found) const {
    for (std::size_t begin = 0; begin < row.size(); ++begin) {
      std::string words;
      for (std::size_t end = begin + 1; end <= std::min(row.size(), begin + kMostWords); ++end) {
        words += (words.empty() ? "" : " ") + row[end - 1].word.form;
        const auto known = meanings_.acronyms.find(words);
        if (known == meanings_.acronyms.end()) continue;
        auto same = std::find_if(found.begin(), found.end(),
                                 [&](const Meaning& other) { return other.begin == begin && other.end == end; });
        if (same == found.end()) same = found.insert(found.end(), Meaning{begin, end, {.kind = Kind::kIdea}, {}});
        for (const std::string& other : known->second) {
          same->idea.alternatives.push_back(spelled_out(other));
          if (same->idea.said.size() < kSaid) same->idea.said.push_back(other);
        }
      }
    }
  }

  void add_names(const Words& row, std::vector<Meaning>& found) const {
    for (std::size_t begin = 0; begin < row.size(); ++begin) {
      std::string words;
      for (std::size_t end = begin + 1; end <= std::min(row.size(), begin + kMostWords); ++end) {
        words += (words.empty() ? "" : " ") + row[end - 1].word.form;
        const auto known = meanings_.names.find(words);
        if (known == meanings_.names.end()) continue;
        // A name is that, whatever else its words mean.
        std::erase_if(found, [&](const Meaning& other) { return other.begin == begin && other.end == end; });
        found.push_back({begin, end, {.kind = Kind::kIdea, .name = known->second}, {}});
      }
    }
  }

  // `words` in this order, or the one word.
  static Clause spelled_out(std::string_view words) {
    Clause phrase{.kind = Kind::kPhrase};
    while (!words.empty()) {
      const std::size_t space = words.find(' ');
      const std::string word(words.substr(0, space));
      phrase.parts.push_back({.kind = Kind::kExactWord, .word = {.typed = word, .form = word}});
      words.remove_prefix(space == std::string_view::npos ? words.size() : space + 1);
    }
    return phrase.parts.size() == 1 ? Clause(phrase.parts.front()) : phrase;
  }

  bool is_in_index(const Word& word) const {
    if (from_.database.term_exists(schema::exact_term(word.form))) return true;
    return std::any_of(from_.languages.begin(), from_.languages.end(), [&](text::Language language) {
      return from_.database.term_exists(schema::stem_term(from_.analyzer.forms_of(word.typed, language).stem));
    });
  }

  // Whether the word is likelier one of the question's language than of the texts'. Letters alone tell little: to the
  // Spanish stemmer, Catalan "petites" is a form of "petición".
  bool is_foreign(const Word& word) const {
    return std::all_of(from_.languages.begin(), from_.languages.end(), [&](text::Language language) {
      return from_.near_words->cost_in(asked_, word.typed) < from_.near_words->cost_in(language, word.typed);
    });
  }

  // An idea of `word` and its translations, or the word itself where it has none or is one of the texts.
  Clause translated(const Clause& word) const {
    if (meanings_.glossaries.empty() || !word.word.instead_of.empty() || is_small(word)) return word;
    if (!is_foreign(word.word) && is_in_index(word.word)) return word;
    Clause idea{.kind = Kind::kIdea, .parts = {word}, .is_foreign = true};
    for (const auto& [language, glossary] : meanings_.glossaries) {
      const auto known = glossary.find(from_.analyzer.forms_of(word.word.typed, language).stem);
      if (known == glossary.end()) continue;
      for (const std::string& meant : known->second) {
        const text::WordForms forms = from_.analyzer.forms_of(meant, from_.languages.front());
        idea.alternatives.push_back({.kind = Kind::kWord, .word = {.typed = meant, .form = forms.form}});
        if (idea.said.size() < kSaid) idea.said.push_back(meant);
      }
    }
    return idea.alternatives.empty() ? word : idea;
  }

  text::Language asked_;
  const Sources& from_;
  const Meanings& meanings_;
};

}  // namespace

std::set<std::string> words_of_labels(const Clause& clause, const Sources& sources) {
  std::set<std::string> known;
  const auto add_row = [&](auto first, auto last) {
    for (const text::Language language : text::kLanguages) {
      std::vector<text::WordForms> words;
      for (auto at = first; at != last; ++at) words.push_back(sources.analyzer.forms_of(at->word.typed, language));
      for (const text::Mention& mention : sources.meanings->thesaurus->asked(words, language)) {
        for (std::size_t i = mention.begin; i < mention.end; ++i) {
          known.insert((first + static_cast<std::ptrdiff_t>(i))->word.form);
        }
      }
    }
  };
  const std::vector<Clause> alone = {clause};
  for_each_row(is_plain(clause) ? alone : clause.parts, add_row);
  for (const Clause& part : clause.parts) {
    if (!part.parts.empty()) known.merge(words_of_labels(part, sources));
  }
  return known;
}

Clause find_ideas(const Clause& clause, text::Language asked, const Sources& sources) {
  return IdeaFinder(asked, sources).run(clause);
}

}  // namespace dixit::query
