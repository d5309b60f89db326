#include "core/text/thesaurus.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <utility>

#include "core/base/check.h"
#include "core/text/derivation.h"
#include "core/text/tokenizer.h"

namespace dixit::text {
namespace {

enum Column : std::size_t { kId, kBroader, kRelated, kFirstLabels, kSource = 6, kLicence, kColumns };

// Words that say nothing which may stand between the words of a label: "marca de la ciudad".
constexpr std::size_t kMostBetween = 3;

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (;;) {
    const std::size_t end = text.find(separator);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

// The words of a label without the small ones that say nothing: "marca de la ciudad" is "marca ciudad", "otros países"
// remains.
std::vector<WordForms> forms_of(std::string_view label, Language language, const LanguagePack& pack,
                                Analyzer& analyzer) {
  constexpr std::size_t kSmallBytes = 3;
  std::vector<WordForms> all;
  for (const WordSpan& span : words(label, language)) {
    all.push_back(analyzer.forms_of(label.substr(span.begin, span.end - span.begin), language));
  }
  std::vector<WordForms> telling;
  std::copy_if(all.begin(), all.end(), std::back_inserter(telling), [&](const WordForms& word) {
    return word.form.size() > kSmallBytes || !pack.stop_words.contains(word.form);
  });
  return telling.size() < 2 ? all : telling;
}

// Bytes that both begin with.
std::size_t common_beginning(const std::string& a, const std::string& b) {
  const std::size_t least = std::min(a.size(), b.size());
  const auto [end, other] = std::mismatch(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(least), b.begin());
  return static_cast<std::size_t>(end - a.begin());
}

// Whether a question that says `word` can mean the label `wanted`, which has a stem that other words have too.
bool is_near_form(const std::string& word, const std::string& wanted) {
  constexpr std::size_t kEnding = 2;
  return common_beginning(word, wanted) + kEnding >= std::min(word.size(), wanted.size());
}

// Whether `word`, which has the stem of the label `wanted`, is a form of it. Stemmers take as much off as other words
// have in common: "deporte" for "deportación", "hermano" for "hermanamiento".
bool is_inflected(const std::string& word, const std::string& wanted, Language language) {
  constexpr std::size_t kEnding = 4;
  return common_beginning(word, wanted) + kEnding >= wanted.size() && are_forms_of_one_word(word, wanted, language);
}

struct Row {
  std::size_t line = 0;
  std::vector<std::string_view> cells;
};

}  // namespace

Result<std::shared_ptr<const Thesaurus>> Thesaurus::load(const std::filesystem::path& lang_dir,
                                                         std::shared_ptr<const LanguagePacks> packs,
                                                         Diagnostics& found) {
  DIXIT_CHECK(packs != nullptr);
  const std::filesystem::path file = lang_dir / kConceptsFile;
  std::shared_ptr<Thesaurus> thesaurus(new Thesaurus(packs));
  std::ifstream in(file, std::ios::binary);
  if (!in && !std::filesystem::exists(file)) return std::shared_ptr<const Thesaurus>(std::move(thesaurus));
  const std::string bytes{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  if (!in) return system_error(errno, "read", file.string());
  const auto report = [&](std::size_t line, std::string message, std::string_view text, std::string hint) {
    found.add({Severity::kWarning, "thesaurus.bad-line", file.string(), line, 0, std::move(message), std::string(text),
               std::move(hint)});
  };

  std::vector<Row> rows;
  std::unordered_map<std::string_view, ConceptNumber> numbers;
  std::size_t line = 0;
  for (std::string_view text : split(bytes, '\n')) {
    ++line;
    if (text.ends_with('\r')) text.remove_suffix(1);
    if (text.empty() || text.starts_with('#')) continue;
    Row row{line, split(text, '\t')};
    if (row.cells.size() != kColumns || row.cells[kId].empty() || row.cells[kSource].empty()) {
      report(line, "a concept has eight columns, its id and its source among them", text,
             "separate id, broader, related, three columns of labels, source and licence by tabs");
      continue;
    }
    if (!numbers.emplace(row.cells[kId], static_cast<ConceptNumber>(rows.size())).second) {
      report(line, "there is a concept \"" + std::string(row.cells[kId]) + "\" already", text, "keep one of them");
      continue;
    }
    rows.push_back(std::move(row));
  }

  Analyzer analyzer(std::move(packs));
  thesaurus->concepts_.resize(rows.size());
  for (ConceptNumber number = 0; number < rows.size(); ++number) {
    const Row& row = rows[number];
    Concept& entry = thesaurus->concepts_[number];
    entry.id = row.cells[kId];
    for (const auto& [column, target] : {std::pair{kBroader, &entry.broader}, {kRelated, &entry.related}}) {
      for (const std::string_view id : split(row.cells[column], '|')) {
        if (id.empty()) continue;
        const auto known = numbers.find(id);
        if (known == numbers.end() || known->second == number) {
          report(row.line, "there is no other concept \"" + std::string(id) + "\"", row.cells[kId],
                 "name one of the file, or leave it out");
          continue;
        }
        target->push_back(known->second);
        if (column == kBroader) thesaurus->concepts_[known->second].narrower.push_back(number);
      }
    }
    for (const Language language : kLanguages) {
      const std::string_view cell = row.cells[kFirstLabels + static_cast<std::size_t>(language)];
      thesaurus->add_labels(entry, number, language, cell, analyzer);
    }
  }
  return std::shared_ptr<const Thesaurus>(std::move(thesaurus));
}

void Thesaurus::add_labels(Concept& entry, ConceptNumber number, Language language, std::string_view cell,
                           Analyzer& analyzer) {
  for (std::string_view text : split(cell, '|')) {
    Label label;
    label.concept_number = number;
    label.is_exact = text.starts_with('=');
    if (label.is_exact) text.remove_prefix(1);
    label.words = forms_of(text, language, packs_->pack(language), analyzer);
    if (label.words.empty() || label.words.front().stem.empty()) continue;
    entry.labels[static_cast<std::size_t>(language)].emplace_back(text);
    Beginning& beginning = labels_[static_cast<std::size_t>(language)][label.words.front().stem];
    std::vector<Label>& same = label.words.size() == 1 ? beginning.whole : beginning.further[label.words[1].stem];
    same.push_back(std::move(label));
  }
}

std::vector<Mention> Thesaurus::find(const std::vector<WordForms>& words, Language language, bool is_question) const {
  const Labels& labels = labels_[static_cast<std::size_t>(language)];
  const auto& stop_words = packs_->pack(language).stop_words;
  std::vector<Mention> found;
  const auto matches = [&](const Label& label, std::size_t word, const WordForms& wanted) {
    if (words[word].stem != wanted.stem) return false;
    const std::string& form = words[word].form;
    if (label.is_exact) return is_question ? is_near_form(form, wanted.form) : form == wanted.form;
    // Between other words of the label a stem is enough. Small words have no other forms: "que" is none of "queer".
    if (label.words.size() > 1 || form == wanted.form) return true;
    return !stop_words.contains(form) && is_inflected(form, wanted.form, language);
  };
  // The place of the word of `label` that follows the one at `at`; the number of words where it does not.
  const auto next = [&](std::size_t at, const auto& is_it) {
    const std::size_t limit = std::min(words.size(), at + 2 + kMostBetween);
    for (++at; at < limit; ++at) {
      if (is_it(at)) return at;
      if (!stop_words.contains(words[at].form)) break;
    }
    return words.size();
  };
  const auto add = [&](const Label& label, std::size_t begin, std::size_t at, std::size_t placed) {
    for (; placed < label.words.size(); ++placed) {
      at = next(at, [&](std::size_t word) { return matches(label, word, label.words[placed]); });
      if (at == words.size()) return;
    }
    const Mention mention{begin, at + 1, label.concept_number};
    // Two labels of one concept can have the same stems.
    const auto known = std::find_if(found.rbegin(), found.rend(),
                                    [&](const Mention& other) { return other == mention || other.begin != begin; });
    if (known == found.rend() || known->begin != begin) found.push_back(mention);
  };
  for (std::size_t begin = 0; begin < words.size(); ++begin) {
    const auto beginning = labels.find(words[begin].stem);
    if (beginning == labels.end()) continue;
    for (const Label& label : beginning->second.whole) {
      if (matches(label, begin, label.words.front())) add(label, begin, begin, 1);
    }
    if (beginning->second.further.empty()) continue;
    next(begin, [&](std::size_t second) {
      const auto further = beginning->second.further.find(words[second].stem);
      if (further == beginning->second.further.end()) return false;
      for (const Label& label : further->second) {
        const bool both = matches(label, begin, label.words[0]) && matches(label, second, label.words[1]);
        if (both) add(label, begin, second, 2);
      }
      return false;  // another small word may be the label's own
    });
  }
  return found;
}

std::vector<Mention> Thesaurus::mentions(const std::vector<WordForms>& words, Language language) const {
  return find(words, language, false);
}

std::vector<Mention> Thesaurus::asked(const std::vector<WordForms>& words, Language language) const {
  std::vector<Mention> found = find(words, language, true);
  const std::vector<Mention> all = found;
  std::erase_if(found, [&](const Mention& inner) {
    return std::any_of(all.begin(), all.end(), [&](const Mention& outer) {
      return outer.begin <= inner.begin && outer.end >= inner.end && outer.end - outer.begin > inner.end - inner.begin;
    });
  });
  return found;
}

}  // namespace dixit::text
