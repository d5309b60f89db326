#include "searchd/query/meant.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "core/schema/terms.h"
#include "searchd/query/ideas.h"
#include "searchd/query/said_by.h"

namespace dixit::query {
namespace {

using Kind = Clause::Kind;

// Words that a question can do without.
class StopWords {
 public:
  StopWords(const Sources& sources, text::Language language) : from_(sources), language_(language) {}

  // A word that says nothing in the question's language; or in another, when no unit has it: a short question's
  // language is a guess.
  bool has(const Clause& clause) const {
    if (clause.kind != Kind::kWord || clause.word.field != nullptr || clause.word.is_prefix) return false;
    if (from_.analyzer.is_stop(clause.word.form, language_)) return true;
    const bool elsewhere = std::any_of(text::kLanguages.begin(), text::kLanguages.end(), [&](text::Language language) {
      return from_.analyzer.is_stop(clause.word.form, language);
    });
    return elsewhere && !is_in_index(clause.word);
  }

  void add_forms(const Clause& clause, std::set<std::string>& forms) const {
    if (has(clause)) forms.insert(clause.word.form);
    for (const Clause& part : clause.parts) add_forms(part, forms);
  }

  Clause without(const Clause& clause) const {
    Clause out = clause;
    if (clause.kind == Kind::kPhrase || clause.kind == Kind::kNear) return out;
    for (Clause& part : out.parts) part = without(part);
    if (clause.kind != Kind::kAll && clause.kind != Kind::kAny && clause.kind != Kind::kIdea) return out;
    const auto says_something = [this](const Clause& part) { return part.kind != Kind::kFilter && !has(part); };
    if (std::none_of(out.parts.begin(), out.parts.end(), says_something)) return out;
    std::erase_if(out.parts, [this](const Clause& part) { return has(part); });
    return out.parts.size() == 1 && clause.kind != Kind::kIdea ? Clause(out.parts.front()) : out;
  }

 private:
  bool is_in_index(const Word& word) const {
    if (from_.database.term_exists(schema::exact_term(word.form))) return true;
    return std::any_of(from_.languages.begin(), from_.languages.end(), [&](text::Language language) {
      return from_.database.term_exists(schema::stem_term(from_.analyzer.forms_of(word.typed, language).stem));
    });
  }

  const Sources& from_;
  text::Language language_;
};

// What a word or an idea asks for, to tell whether it is asked for twice; empty for other clauses.
std::string asked_for(const Clause& clause) {
  if (clause.kind == Kind::kWord) {
    return (clause.word.field == nullptr ? std::string() : std::string(clause.word.field->name) + ":") +
           clause.word.form + (clause.word.is_prefix ? "*" : "");
  }
  std::string words;
  if (clause.kind != Kind::kIdea) return words;
  for (const Clause& part : clause.parts) words += part.word.form + " ";
  return words;
}

// A word typed twice asks for nothing more, and a question may hold a hundred.
Clause without_repeats(Clause clause) {
  std::set<std::string> seen;
  std::vector<Clause> kept;
  for (Clause& part : clause.parts) {
    const std::string key = asked_for(part);
    if (!key.empty() && !seen.insert(key).second) continue;
    kept.push_back(part.kind == Kind::kAll || part.kind == Kind::kAny ? without_repeats(std::move(part))
                                                                      : std::move(part));
  }
  clause.parts = std::move(kept);
  return clause.parts.size() == 1 ? Clause(clause.parts.front()) : clause;
}

}  // namespace

Meant mean(const Parsed& parsed, const Sources& sources, bool names) {
  const StopWords stop_words(sources, parsed.language);
  Meant meant{parsed.clause, {}, {}};
  if (sources.near_words != nullptr) {
    std::set<std::string> known;
    if (sources.meanings != nullptr) known = words_of_labels(meant.clause, sources);
    stop_words.add_forms(meant.clause, known);
    meant.clause = respell(meant.clause, known, sources, meant.respelt);
  }
  // Labels hold small words too: "ayuda a otros países".
  if (sources.meanings != nullptr) meant.clause = find_ideas(meant.clause, parsed.language, sources);
  if (sources.meanings != nullptr && names) {
    meant.said_by = restrict_to_name(meant.clause, parsed.language, sources.analyzer);
  }
  meant.clause = stop_words.without(meant.clause);
  if (meant.clause.kind == Kind::kAll || meant.clause.kind == Kind::kAny) {
    meant.clause = without_repeats(std::move(meant.clause));
  }
  return meant;
}

}  // namespace dixit::query
