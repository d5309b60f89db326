#include "searchd/search/completions.h"

#include <algorithm>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "core/schema/terms.h"
#include "core/text/fold.h"
#include "core/text/tokenizer.h"

namespace dixit::search {
namespace {

constexpr std::size_t kLeastForASlip = 4;  // letters; shorter words are near too many

// Whether `word` is such that its slips can be listed letter by letter.
bool is_plain(std::string_view word) {
  return std::all_of(word.begin(), word.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); });
}

}  // namespace

struct Completions::Typed {
  std::string kept;                 // what stands before the last word
  std::string folded_kept;          // the same, folded
  std::vector<std::string> others;  // the words in it, folded
  std::string last;                 // the last word, folded
  std::string behind;               // folded
  bool is_open = false;             // nothing stands behind: the last word may go on
};

struct Completions::FoundName {
  const Name* name = nullptr;
  bool is_whole = false;  // the label begins as typed
};

struct Completions::Found {
  std::vector<FoundName> names;
  std::vector<const Word*> words;

  bool is_empty() const { return names.empty() && words.empty(); }
};

Completions::Completions(const std::vector<text::IndexWord>& words, const CompletionSources& sources)
    : near_words_(sources.near_words) {
  for (const schema::Field field :
       {schema::Field::kSpeaker, schema::Field::kCity, schema::Field::kSession, schema::Field::kOrganisation}) {
    add_names(field, sources.columns);
  }
  add_concepts(sources.thesaurus, sources.database);
  std::sort(beginnings_.begin(), beginnings_.end(),
            [this](const Beginning& a, const Beginning& b) { return text_at(a) < text_at(b); });
  add_words(words, sources);
}

void Completions::add_names(schema::Field field, const Columns& columns) {
  for (const ColumnValue& value : columns.column(field).values) {
    Name name;
    name.completion = {value.label, CompletionKind::kFacet, field, value.value, value.units.cardinality()};
    name.thing = things_++;
    add_name(std::move(name));
  }
}

void Completions::add_concepts(const text::Thesaurus& thesaurus, const Xapian::Database& database) {
  for (text::ConceptNumber number = 0; number < thesaurus.size(); ++number) {
    const text::Concept& known = thesaurus.concept_at(number);
    const std::size_t units = database.get_termfreq(schema::concept_term(known.id, schema::Part::kText));
    if (units == 0) continue;
    ++things_;
    for (const text::Language language : text::kLanguages) {
      std::uint32_t rank = 0;
      for (const std::string& label : known.labels[static_cast<std::size_t>(language)]) {
        Name name;
        name.completion = {label, CompletionKind::kConcept, {}, known.id, units};
        name.language = language;
        name.thing = things_ - 1;
        name.rank = rank++;
        add_name(std::move(name));
      }
    }
  }
}

void Completions::add_name(Name name) {
  name.folded = text::fold(name.completion.text);
  for (const text::WordSpan& span : text::words(name.folded, name.language)) {
    name.begins.push_back(static_cast<std::uint32_t>(span.begin));
    beginnings_.push_back({static_cast<std::uint32_t>(names_.size()), name.begins.back()});
  }
  names_.push_back(std::move(name));
}

void Completions::add_words(const std::vector<text::IndexWord>& words, const CompletionSources& sources) {
  // A city's name of one word is written as a name, however usual the word.
  std::unordered_map<std::string_view, std::string_view> cities;
  for (const ColumnValue& city : sources.columns.column(schema::Field::kCity).values) {
    cities.emplace(city.folded, city.value);
  }
  for (const text::IndexWord& word : words) {
    const auto says_nothing = [&](text::Language language) {
      return sources.packs.pack(language).stop_words.contains(word.form);
    };
    if (!near_words_.is_sound(word.form)) continue;
    if (std::any_of(sources.languages.begin(), sources.languages.end(), says_nothing)) continue;
    const auto city = cities.find(word.form);
    words_.push_back(
        {word.form, city == cities.end() ? near_words_.spelling_of(word.form) : std::string(city->second), word.units});
  }
  std::sort(words_.begin(), words_.end(), [](const Word& a, const Word& b) { return a.form < b.form; });
}

std::string_view Completions::text_at(const Beginning& beginning) const {
  return std::string_view(names_[beginning.name].folded).substr(beginning.at);
}

bool Completions::begins_any(std::string_view letters) const {
  const auto word = std::lower_bound(words_.begin(), words_.end(), letters,
                                     [](const Word& a, std::string_view b) { return a.form < b; });
  if (word != words_.end() && word->form.starts_with(letters)) return true;
  const auto name = std::lower_bound(beginnings_.begin(), beginnings_.end(), letters,
                                     [this](const Beginning& a, std::string_view b) { return text_at(a) < b; });
  return name != beginnings_.end() && text_at(*name).starts_with(letters);
}

// What begins something and is one slip away from `letters`: one letter lost, added, changed, or two exchanged, the
// first one aside, on which hands rarely slip.
std::vector<std::string> Completions::one_slip_from(const std::string& letters) const {
  std::vector<std::string> all;
  const auto add = [&](std::string variant) {
    if (begins_any(variant)) all.push_back(std::move(variant));
  };
  // The slip lies no later than where nothing begins as typed any more.
  for (std::size_t at = 1; at <= letters.size() && begins_any(letters.substr(0, at)); ++at) {
    for (char letter = 'a'; letter <= 'z'; ++letter) {
      add(std::string(letters).insert(at, 1, letter));
      if (at < letters.size()) add(std::string(letters).replace(at, 1, 1, letter));
    }
    if (at < letters.size()) add(std::string(letters).erase(at, 1));
    if (at + 1 < letters.size()) {
      std::string exchanged = letters;
      std::swap(exchanged[at], exchanged[at + 1]);
      add(std::move(exchanged));
    }
  }
  return all;
}

void Completions::find(const Typed& typed, const std::string& last, text::Language language, Found& found) const {
  const std::string whole = typed.folded_kept + last + typed.behind;
  const auto has_others = [&](const Name& name) {
    return std::all_of(typed.others.begin(), typed.others.end(), [&](const std::string& word) {
      return std::any_of(name.begins.begin(), name.begins.end(),
                         [&](std::uint32_t at) { return std::string_view(name.folded).substr(at).starts_with(word); });
    });
  };
  auto name = std::lower_bound(beginnings_.begin(), beginnings_.end(), last,
                               [this](const Beginning& a, const std::string& b) { return text_at(a) < b; });
  for (; name != beginnings_.end() && text_at(*name).starts_with(last); ++name) {
    const Name& candidate = names_[name->name];
    if (candidate.completion.kind == CompletionKind::kConcept && candidate.language != language &&
        candidate.language != text::Language::kSpanish) {
      continue;
    }
    if (has_others(candidate)) found.names.push_back({&candidate, candidate.folded.starts_with(whole)});
  }
  if (!typed.is_open) return;
  auto word = std::lower_bound(words_.begin(), words_.end(), last,
                               [](const Word& a, const std::string& b) { return a.form < b; });
  for (; word != words_.end() && word->form.starts_with(last); ++word) found.words.push_back(&*word);
}

// What `typed` finds with each of `lasts` as its last word: each thing once, by its best label.
Completions::Found Completions::find_all(const Typed& typed, const std::vector<std::string>& lasts,
                                         text::Language language) const {
  Found found;
  for (const std::string& last : lasts) find(typed, last, language, found);
  std::sort(found.words.begin(), found.words.end());
  found.words.erase(std::unique(found.words.begin(), found.words.end()), found.words.end());
  const auto key = [language](const FoundName& one) {
    return std::tuple(one.name->thing, !one.is_whole, one.name->language != language, one.name->rank);
  };
  std::sort(found.names.begin(), found.names.end(),
            [&](const FoundName& a, const FoundName& b) { return key(a) < key(b); });
  const auto same = [](const FoundName& a, const FoundName& b) { return a.name->thing == b.name->thing; };
  found.names.erase(std::unique(found.names.begin(), found.names.end(), same), found.names.end());
  return found;
}

// Names leave half of the places to what comes after them, concepts half of the rest to words.
std::vector<Completion> Completions::ranked(const Typed& typed, Found found, std::size_t most) {
  const auto first_concept = std::partition(found.names.begin(), found.names.end(), [](const FoundName& one) {
    return one.name->completion.kind == CompletionKind::kFacet;
  });
  std::vector<FoundName> concepts(first_concept, found.names.end());
  found.names.erase(first_concept, found.names.end());
  take_best(found.names, most - std::min(concepts.size() + found.words.size(), most / 2));
  const std::size_t rest = most - found.names.size();
  take_best(concepts, rest - std::min(found.words.size(), rest / 2));

  std::vector<Completion> completions;
  for (const FoundName& one : found.names) completions.push_back(one.name->completion);
  // Two concepts may share a label, and one of a single word asks the same as that word.
  const auto add = [&](Completion completion) {
    const auto same = [&](const Completion& other) {
      return other.kind == CompletionKind::kConcept && other.text == completion.text;
    };
    if (std::none_of(completions.begin(), completions.end(), same)) completions.push_back(std::move(completion));
  };
  for (const FoundName& one : concepts) add(one.name->completion);
  const auto end = found.words.begin() + static_cast<std::ptrdiff_t>(std::min(found.words.size(), most));
  std::partial_sort(found.words.begin(), end, found.words.end(), [](const Word* a, const Word* b) {
    return a->units != b->units ? a->units > b->units : a->form < b->form;
  });
  for (auto word = found.words.begin(); word != end && completions.size() < most; ++word) {
    add({typed.kept + (*word)->spelling, CompletionKind::kWord, {}, {}, (*word)->units});
  }
  return completions;
}

void Completions::take_best(std::vector<FoundName>& found, std::size_t most) {
  const auto end = found.begin() + static_cast<std::ptrdiff_t>(std::min(found.size(), most));
  std::partial_sort(found.begin(), end, found.end(), [](const FoundName& a, const FoundName& b) {
    const auto key = [](const FoundName& one) { return std::pair(!one.is_whole, one.name->rank != 0); };
    if (key(a) != key(b)) return key(a) < key(b);
    const std::size_t a_count = a.name->completion.count;
    const std::size_t b_count = b.name->completion.count;
    return a_count != b_count ? a_count > b_count : a.name->folded < b.name->folded;
  });
  found.erase(end, found.end());
}

Completions::Typed Completions::read(std::string_view question) {
  Typed typed;
  const std::vector<text::WordSpan> spans = text::words(question, text::kFallbackLanguage);
  if (spans.empty()) return typed;
  const text::WordSpan last = spans.back();
  typed.kept = question.substr(0, last.begin);
  typed.kept.erase(0, typed.kept.find_first_not_of(' '));
  typed.folded_kept = text::fold(typed.kept);
  typed.last = text::fold(question.substr(last.begin, last.end - last.begin));
  typed.behind = text::fold(question.substr(last.end));
  typed.is_open = last.end == question.size();
  for (std::size_t i = 0; i + 1 < spans.size(); ++i) {
    typed.others.push_back(text::fold(question.substr(spans[i].begin, spans[i].end - spans[i].begin)));
  }
  return typed;
}

std::vector<Completion> Completions::complete(std::string_view question, std::size_t most,
                                              text::Language language) const {
  const Typed typed = read(question);
  if (typed.last.empty()) return {};
  Found found = find_all(typed, {typed.last}, language);
  const bool may_be_wrong = typed.last.size() >= kLeastForASlip && is_plain(typed.last);
  if (found.is_empty() && may_be_wrong) {
    std::vector<std::string> meant;
    for (text::NearWord& near : near_words_.meant_by(typed.last, text::NearWords::Slips::kOfHand)) {
      meant.push_back(std::move(near.form));
    }
    found = find_all(typed, meant, language);
  }
  if (found.is_empty() && may_be_wrong) found = find_all(typed, one_slip_from(typed.last), language);
  return ranked(typed, std::move(found), most);
}

}  // namespace dixit::search
