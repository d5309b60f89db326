#include "core/text/thesaurus.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <utility>

#include "core/base/check.h"
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

std::vector<WordForms> forms_of(std::string_view label, Language language, Analyzer& analyzer) {
  std::vector<WordForms> all;
  for (const WordSpan& span : words(label, language)) {
    all.push_back(analyzer.forms_of(label.substr(span.begin, span.end - span.begin), language));
  }
  std::vector<WordForms> telling;
  std::copy_if(all.begin(), all.end(), std::back_inserter(telling),
               [&](const WordForms& word) { return !analyzer.is_stop(word.form, language); });
  return telling.empty() ? all : telling;
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
    found.add({Severity::kWarning, "thesaurus.bad-line", file.string(), static_cast<std::uint32_t>(line), 0,
               std::move(message), std::string(text), std::move(hint)});
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
    label.words = forms_of(text, language, analyzer);
    if (label.words.empty()) continue;
    entry.labels[static_cast<std::size_t>(language)].emplace_back(text);
    std::string first = label.words.front().stem;
    labels_[static_cast<std::size_t>(language)][std::move(first)].push_back(std::move(label));
  }
}

std::vector<Mention> Thesaurus::find(const std::vector<WordForms>& words, Language language, bool is_question) const {
  const Labels& labels = labels_[static_cast<std::size_t>(language)];
  const auto& stop_words = packs_->pack(language).stop_words;
  std::vector<Mention> found;
  for (std::size_t begin = 0; begin < words.size(); ++begin) {
    const auto candidates = labels.find(words[begin].stem);
    if (candidates == labels.end()) continue;
    for (const Label& label : candidates->second) {
      const auto matches = [&](std::size_t word, const WordForms& wanted) {
        return label.is_exact && !is_question ? words[word].form == wanted.form : words[word].stem == wanted.stem;
      };
      if (!matches(begin, label.words.front())) continue;
      std::size_t at = begin + 1;
      std::size_t next = 1;
      for (; next < label.words.size(); ++next, ++at) {
        const std::size_t limit = std::min(words.size(), at + kMostBetween + 1);
        while (at < limit && !matches(at, label.words[next]) && stop_words.contains(words[at].form)) ++at;
        if (at >= limit || !matches(at, label.words[next])) break;
      }
      const Mention mention{begin, at, label.concept_number};
      // Two labels of one concept can have the same stems.
      if (next == label.words.size() && std::find(found.begin(), found.end(), mention) == found.end()) {
        found.push_back(mention);
      }
    }
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
