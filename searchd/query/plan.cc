#include "searchd/query/plan.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/schema/terms.h"

namespace dixit::query {
namespace {

using Kind = Clause::Kind;

// Weight of the word as typed, beside that of its stem, which the same place in a text counts for as well: a unit with
// the very word comes before one with another form of it, while how often it occurs still counts.
constexpr double kTypedWordWeight = 0.5;

// Share of the stem's weight that a damaged print of the word has as well; and that of a near word in place of the one
// that was typed.
constexpr double kMisprintShare = 0.4;
constexpr double kNearWeight = 0.4;

Xapian::Query scaled(const Xapian::Query& query, double weight) {
  return {Xapian::Query::OP_SCALE_WEIGHT, query, weight};
}

std::string_view words_prefix(const Word& word) {
  return word.field == nullptr ? std::string_view() : word.field->words_prefix;
}

// Names have no singular.
bool is_name_field(const schema::FieldRow* field) {
  return field != nullptr && (field->field == schema::Field::kSpeaker || field->field == schema::Field::kCity);
}

class Planner {
 public:
  Planner(const Sources& sources, text::Language language)
      : sources_(sources),
        database_(sources.database),
        analyzer_(sources.analyzer),
        languages_(sources.languages),
        language_(language) {}

  Plan run(const Clause& clause) {
    Clause meant = without_stop_words(clause);
    if (sources_.near_words != nullptr) meant = respell(meant, sources_, plan_.respelt);
    plan_.interpreted = to_text(meant);
    plan_.step = step_of(meant, true);
    return std::move(plan_);
  }

 private:
  bool is_in_index(const Word& word) const {
    if (database_.term_exists(schema::exact_term(word.form))) return true;
    return std::any_of(languages_.begin(), languages_.end(), [&](text::Language language) {
      return database_.term_exists(schema::stem_term(analyzer_.forms_of(word.typed, language).stem));
    });
  }

  // A word that says nothing in the question's language; or in another, when no unit has it: a short question's
  // language is a guess.
  bool is_stop(const Clause& clause) const {
    if (clause.kind != Kind::kWord || clause.word.field != nullptr || clause.word.is_prefix) return false;
    if (analyzer_.is_stop(clause.word.form, language_)) return true;
    const bool elsewhere = std::any_of(text::kLanguages.begin(), text::kLanguages.end(), [&](text::Language language) {
      return analyzer_.is_stop(clause.word.form, language);
    });
    return elsewhere && !is_in_index(clause.word);
  }

  Clause without_stop_words(const Clause& clause) const {
    Clause out = clause;
    if (clause.kind == Kind::kPhrase || clause.kind == Kind::kNear) return out;
    for (Clause& part : out.parts) part = without_stop_words(part);
    if (clause.kind != Kind::kAll && clause.kind != Kind::kAny) return out;
    const auto says_something = [this](const Clause& part) { return part.kind != Kind::kFilter && !is_stop(part); };
    if (std::none_of(out.parts.begin(), out.parts.end(), says_something)) return out;
    std::erase_if(out.parts, [this](const Clause& part) { return is_stop(part); });
    return out.parts.size() == 1 ? Clause(out.parts.front()) : out;
  }

  // `wanted`: units with it are answers, so it is marked in them.
  Step step_of(const Clause& clause, bool wanted) {
    switch (clause.kind) {
      case Kind::kNothing: return {};
      case Kind::kEverything: return Step{.kind = Step::Kind::kEverything};
      case Kind::kWord:
        return clause.word.is_prefix ? prefix_step(clause.word, wanted) : word_step(clause.word, wanted);
      case Kind::kExactWord: return exact_step(clause.word, wanted);
      case Kind::kPhrase: return phrase_step(clause, wanted);
      case Kind::kNear: return near_step(clause, wanted);
      case Kind::kFilter: {
        const std::string term = schema::value_term(*clause.field, clause.value);
        return Step{.kind = Step::Kind::kTerms,
                    .terms = {term},
                    .query = Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, Xapian::Query(term), 0)};
      }
      case Kind::kAll: return parts_step(Step::Kind::kAll, clause, wanted);
      case Kind::kAny: return parts_step(Step::Kind::kAny, clause, wanted);
      case Kind::kExcept: return parts_step(Step::Kind::kExcept, clause, wanted);
      case Kind::kEither: return parts_step(Step::Kind::kEither, clause, wanted);
    }
    return {};
  }

  Step parts_step(Step::Kind kind, const Clause& clause, bool wanted) {
    Step step{.kind = kind};
    for (const Clause& part : clause.parts) {
      const bool is_excluded = kind == Step::Kind::kExcept && &part != &clause.parts.front();
      step.parts.push_back(step_of(part, wanted && !is_excluded));
    }
    return step;
  }

  // Further variants of a word (synonyms, translations) belong here: terms with a weight below the stem's.
  Step word_step(const Word& word, bool wanted) {
    Step step = is_name_field(word.field) ? exact_step(word, wanted) : inflected_step(word, wanted);
    if (word.instead_of.empty()) return step;
    const std::string typed = schema::exact_term(word.instead_of, words_prefix(word));
    step.terms.push_back(typed);
    step.query = Xapian::Query(Xapian::Query::OP_OR, scaled(step.query, kNearWeight),
                               with_constant_weight(Xapian::Query(typed)));
    if (wanted && word.field == nullptr) {
      plan_.sought.words.back().is_near = true;
      plan_.sought.words.push_back({word.instead_of, word.instead_of, {}, false});
    }
    return step;
  }

  // Above what any near word weighs: where the index has what was typed after all, as a damaged print, that is nearest.
  // A print that was read as another word has no frequency, hence no weight of its own.
  Xapian::Query with_constant_weight(const Xapian::Query& query) const {
    const double weight = 2 * std::log(1.0 + database_.get_doccount());
    Xapian::PostingSource* source = new Xapian::FixedWeightPostingSource(weight);
    return {Xapian::Query::OP_FILTER, Xapian::Query(source->release()), query};
  }

  Step inflected_step(const Word& word, bool wanted) {
    Step step{.kind = Step::Kind::kTerms};
    SoughtWord sought{word.typed, word.form, {}, false};
    for (const text::Language language : languages_) {
      std::string stem = analyzer_.forms_of(word.typed, language).stem;
      if (std::find(sought.stems.begin(), sought.stems.end(), stem) != sought.stems.end()) continue;
      step.terms.push_back(schema::stem_term(stem, words_prefix(word)));
      sought.stems.push_back(std::move(stem));
    }
    const Xapian::Query stems(Xapian::Query::OP_SYNONYM, step.terms.begin(), step.terms.end());
    if (sources_.near_words != nullptr) sought.misprints = sources_.near_words->misprints_of(word.form);
    Xapian::Query forms = stems;
    if (!sought.misprints.empty()) {
      for (const std::string& misprint : sought.misprints) {
        step.terms.push_back(schema::exact_term(misprint, words_prefix(word)));
      }
      // As one with the stem, because a damaged print is rare: its own weight would be high.
      const Xapian::Query with_misprints(Xapian::Query::OP_SYNONYM, step.terms.begin(), step.terms.end());
      forms = Xapian::Query(Xapian::Query::OP_OR, scaled(with_misprints, kMisprintShare),
                            scaled(stems, 1 - kMisprintShare));
    }
    const std::string typed = schema::exact_term(word.form, words_prefix(word));
    step.terms.push_back(typed);
    step.query = Xapian::Query(Xapian::Query::OP_OR, forms, scaled(Xapian::Query(typed), kTypedWordWeight));
    plan_.is_ranked = true;
    if (wanted && word.field == nullptr) plan_.sought.words.push_back(std::move(sought));
    return step;
  }

  Step exact_step(const Word& word, bool wanted) {
    const std::string term = schema::exact_term(word.form, words_prefix(word));
    plan_.is_ranked = true;
    if (wanted && word.field == nullptr) plan_.sought.words.push_back({word.typed, word.form, {}, false});
    return Step{.kind = Step::Kind::kTerms, .terms = {term}, .query = Xapian::Query(term)};
  }

  Step prefix_step(const Word& word, bool wanted) {
    const std::string prefix = schema::exact_term(word.form, words_prefix(word));
    std::vector<std::pair<Xapian::doccount, std::string>> found;
    for (auto term = database_.allterms_begin(prefix); term != database_.allterms_end(prefix); ++term) {
      found.emplace_back(term.get_termfreq(), *term);
    }
    if (found.size() > prefix_words_left_) {
      std::partial_sort(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(prefix_words_left_), found.end(),
                        std::greater<>());
      found.resize(prefix_words_left_);
      plan_.left_out_words = true;
    }
    prefix_words_left_ -= found.size();
    plan_.is_ranked = true;
    if (wanted && word.field == nullptr) plan_.sought.words.push_back({word.typed, word.form, {}, true});
    Step step{.kind = Step::Kind::kTerms};
    for (auto& [frequency, term] : found) step.terms.push_back(std::move(term));
    step.query = Xapian::Query(Xapian::Query::OP_SYNONYM, step.terms.begin(), step.terms.end());
    return step;
  }

  Step positions_step(const Clause& clause, Xapian::Query::op op) {
    std::vector<std::string> terms;
    for (const Clause& part : clause.parts) {
      terms.push_back(schema::exact_term(part.word.form, words_prefix(part.word)));
    }
    plan_.is_ranked = true;
    const auto window = static_cast<Xapian::termcount>(terms.size() + clause.gap);
    return Step{.kind = Step::Kind::kPositions, .query = Xapian::Query(op, terms.begin(), terms.end(), window)};
  }

  Step phrase_step(const Clause& clause, bool wanted) {
    if (wanted && clause.gap > 0) seek_each(clause);
    if (wanted && clause.gap == 0 && clause.parts.front().word.field == nullptr) {
      std::vector<SoughtWord>& phrase = plan_.sought.phrases.emplace_back();
      for (const Clause& part : clause.parts) phrase.push_back({part.word.typed, part.word.form, {}, false});
    }
    return positions_step(clause, Xapian::Query::OP_PHRASE);
  }

  Step near_step(const Clause& clause, bool wanted) {
    if (wanted) seek_each(clause);
    return positions_step(clause, Xapian::Query::OP_NEAR);
  }

  void seek_each(const Clause& clause) {
    for (const Clause& part : clause.parts) plan_.sought.words.push_back({part.word.typed, part.word.form, {}, false});
  }

  const Sources& sources_;
  const Xapian::Database& database_;
  text::Analyzer& analyzer_;
  const std::vector<text::Language>& languages_;
  text::Language language_;
  std::size_t prefix_words_left_ = kMaxPrefixWords;
  Plan plan_;
};

Xapian::Query combined(Xapian::Query::op op, const std::vector<Step>& parts, std::size_t from) {
  std::vector<Xapian::Query> queries;
  for (std::size_t i = from; i < parts.size(); ++i) queries.push_back(to_query(parts[i]));
  return {op, queries.begin(), queries.end()};
}

}  // namespace

Plan make_plan(const Parsed& parsed, const Sources& sources) {
  return Planner(sources, parsed.language).run(parsed.clause);
}

Xapian::Query to_query(const Step& step) {
  switch (step.kind) {
    case Step::Kind::kNothing: return Xapian::Query::MatchNothing;
    case Step::Kind::kEverything: return {Xapian::Query::OP_SCALE_WEIGHT, Xapian::Query::MatchAll, 0};
    case Step::Kind::kTerms:
    case Step::Kind::kPositions: return step.query;
    case Step::Kind::kAll: return combined(Xapian::Query::OP_AND, step.parts, 0);
    case Step::Kind::kAny: return combined(Xapian::Query::OP_OR, step.parts, 0);
    case Step::Kind::kEither: return combined(Xapian::Query::OP_XOR, step.parts, 0);
    case Step::Kind::kExcept:
      return {Xapian::Query::OP_AND_NOT, to_query(step.parts.front()), combined(Xapian::Query::OP_OR, step.parts, 1)};
  }
  return Xapian::Query::MatchNothing;
}

}  // namespace dixit::query
