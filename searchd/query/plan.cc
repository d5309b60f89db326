#include "searchd/query/plan.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/schema/terms.h"

namespace dixit::query {
namespace {

using Kind = Clause::Kind;

// Of more words or ideas than these not each is tried to be left out on its own.
constexpr std::size_t kMostToLeaveOut = 6;

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
  Planner(const Sources& sources, Looseness looseness)
      : sources_(sources),
        ranking_(sources.ranking),
        database_(sources.database),
        analyzer_(sources.analyzer),
        languages_(sources.languages),
        looseness_(looseness) {}

  Plan run(const Clause& meant) {
    plan_.can_loosen = meant.kind == Kind::kIdea;
    plan_.step = step_of(meant, true);
    return std::move(plan_);
  }

 private:
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
      case Kind::kAll: return all_step(clause, wanted);
      case Kind::kIdea: return idea_step(clause, wanted);
      case Kind::kAny: return parts_step(Step::Kind::kAny, clause, wanted);
      case Kind::kExcept: return parts_step(Step::Kind::kExcept, clause, wanted);
      case Kind::kEither: return parts_step(Step::Kind::kEither, clause, wanted);
    }
    return {};
  }

  // What was typed without any sign can be missing where too little is found.
  static bool can_be_missing(const Clause& clause) {
    if (clause.kind == Kind::kAny) return std::all_of(clause.parts.begin(), clause.parts.end(), can_be_missing);
    return clause.kind == Kind::kIdea || (clause.kind == Kind::kWord && clause.word.field == nullptr);
  }

  Step all_step(const Clause& clause, bool wanted) {
    Step all = parts_step(Step::Kind::kAll, clause, wanted);
    Step needed{.kind = Step::Kind::kAll};
    std::vector<Step> free;
    for (std::size_t i = 0; i < clause.parts.size(); ++i) {
      (wanted && can_be_missing(clause.parts[i]) ? free : needed.parts).push_back(std::move(all.parts[i]));
    }
    const bool has_idea = std::any_of(clause.parts.begin(), clause.parts.end(),
                                      [](const Clause& part) { return part.kind == Kind::kIdea; });
    plan_.can_loosen = plan_.can_loosen || free.size() > 1 || (wanted && has_idea);
    if (!free.empty()) needed.parts.push_back(loosened(std::move(free)));
    return needed.parts.size() == 1 ? std::move(needed.parts.front()) : needed;
  }

  Step loosened(std::vector<Step> free) const {
    if (free.size() < 2 || looseness_ == Looseness::kAll)
      return Step{.kind = Step::Kind::kAll, .parts = std::move(free)};
    if (free.size() == 2 || free.size() > kMostToLeaveOut || looseness_ == Looseness::kAny) {
      return Step{.kind = Step::Kind::kAny, .parts = std::move(free)};
    }
    // Whatever is there counts; what must be there is all of them but one.
    std::vector<Xapian::Query> weights;
    for (const Step& step : free) weights.push_back(to_query(step));
    Step step{.kind = Step::Kind::kAny};
    step.query = Xapian::Query(Xapian::Query::OP_OR, weights.begin(), weights.end());
    for (std::size_t missing = 0; missing < free.size(); ++missing) {
      Step& most = step.parts.emplace_back(Step{.kind = Step::Kind::kAll});
      for (std::size_t i = 0; i < free.size(); ++i) {
        if (i != missing) most.parts.push_back(free[i]);
      }
    }
    return step;
  }

  // Units with all words of an idea, or with what says the same. Its words count each on its own as well.
  Step idea_step(const Clause& clause, bool wanted) {
    const std::size_t first_word = plan_.sought.words.size();
    Step step{.kind = Step::Kind::kAny};
    Step& words = step.parts.emplace_back(Step{.kind = Step::Kind::kAll});
    std::vector<Xapian::Query> weights;
    for (const Clause& part : clause.parts) {
      words.parts.push_back(step_of(part, wanted));
      weights.push_back(scaled(to_query(words.parts.back()), 1.0 / static_cast<double>(clause.parts.size())));
    }
    // Its words for themselves say something too.
    if (looseness_ == Looseness::kAny) words.kind = Step::Kind::kAny;
    for (const Clause& alternative : clause.alternatives) {
      const std::size_t from = plan_.sought.words.size();
      const std::size_t phrases = plan_.sought.phrases.size();
      step.parts.push_back(step_of(alternative, wanted));
      const auto mark = [&](SoughtWord& word) { (clause.is_foreign ? word.is_translation : word.is_synonym) = true; };
      std::for_each(plan_.sought.words.begin() + static_cast<std::ptrdiff_t>(from), plan_.sought.words.end(), mark);
      if (plan_.sought.phrases.size() > phrases) {
        std::for_each(plan_.sought.phrases.back().begin(), plan_.sought.phrases.back().end(), mark);
      }
      const double weight = clause.is_foreign ? ranking_.translated : ranking_.label;
      weights.push_back(scaled(to_query(step.parts.back()), alternative.kind == Kind::kAll ? ranking_.apart : weight));
    }
    if (clause.name) {
      const std::string term = schema::value_term(*clause.name->field, clause.name->value);
      step.parts.push_back({.kind = Step::Kind::kTerms, .terms = {term}, .query = Xapian::Query(term)});
      Xapian::PostingSource* source = new Xapian::FixedWeightPostingSource(ranking_.name);
      weights.emplace_back(Xapian::Query::OP_FILTER, Xapian::Query(source->release()), Xapian::Query(term));
    }
    const Around around = around_of(clause.concepts);
    add_concepts(clause.concepts, ranking_.label, true, step, weights);
    const bool is_loose = looseness_ != Looseness::kAll;
    add_concepts(around.narrower, ranking_.narrower, is_loose, step, weights);
    add_concepts(around.related, ranking_.related, is_loose, step, weights);
    add_concepts(around.broader, ranking_.broader, looseness_ == Looseness::kAny, step, weights);
    if (wanted) {
      for (const text::ConceptNumber number : clause.concepts) {
        plan_.sought.concepts.push_back({number, clause.is_foreign, first_word});
      }
      for (const auto* numbers : {&around.narrower, &around.related}) {
        if (!is_loose) break;
        for (const text::ConceptNumber number : *numbers) {
          plan_.sought.concepts.push_back({number, clause.is_foreign, first_word});
        }
      }
    }
    plan_.is_ranked = true;
    step.query = Xapian::Query(Xapian::Query::OP_OR, weights.begin(), weights.end());
    return step;
  }

  using Concepts = std::vector<text::ConceptNumber>;
  struct Around {
    Concepts narrower;
    Concepts related;
    Concepts broader;
  };

  // What is next to `concepts`; nothing twice, nothing of them themselves.
  Around around_of(const Concepts& concepts) const {
    Around around;
    Concepts seen = concepts;
    const auto add = [&](const Concepts& numbers, Concepts& target) {
      for (const text::ConceptNumber number : numbers) {
        if (std::find(seen.begin(), seen.end(), number) != seen.end()) continue;
        seen.push_back(number);
        target.push_back(number);
      }
    };
    for (const text::ConceptNumber number : concepts) {
      add(sources_.meanings->thesaurus->concept_at(number).narrower, around.narrower);
    }
    for (const text::ConceptNumber number : concepts) {
      add(sources_.meanings->thesaurus->concept_at(number).related, around.related);
    }
    for (const text::ConceptNumber number : concepts) {
      add(sources_.meanings->thesaurus->concept_at(number).broader, around.broader);
    }
    return around;
  }

  // Adds the weight of `concepts` to `weights`, and where they `answer`, units with them to `step`.
  void add_concepts(const Concepts& concepts, double weight, bool answer, Step& step,
                    std::vector<Xapian::Query>& weights) const {
    if (concepts.empty()) return;
    Step terms{.kind = Step::Kind::kTerms};
    for (const auto& [part, share] :
         {std::pair{schema::Part::kText, 1.0}, {schema::Part::kHeading, ranking_.heading}}) {
      std::vector<std::string> here;
      const std::vector<bool>& present = sources_.meanings->present.at(part);
      for (const text::ConceptNumber number : concepts) {
        if (!present[number]) continue;
        here.push_back(schema::concept_term(sources_.meanings->thesaurus->concept_at(number).id, part));
      }
      if (here.empty()) continue;
      // As one: which of its labels a unit uses says nothing.
      weights.push_back(scaled(Xapian::Query(Xapian::Query::OP_SYNONYM, here.begin(), here.end()), weight * share));
      terms.terms.insert(terms.terms.end(), here.begin(), here.end());
    }
    if (!answer || terms.terms.empty()) return;
    terms.query = Xapian::Query(Xapian::Query::OP_OR, terms.terms.begin(), terms.terms.end());
    step.parts.push_back(std::move(terms));
  }

  Step parts_step(Step::Kind kind, const Clause& clause, bool wanted) {
    Step step{.kind = kind};
    for (const Clause& part : clause.parts) {
      const bool is_excluded = kind == Step::Kind::kExcept && &part != &clause.parts.front();
      step.parts.push_back(step_of(part, wanted && !is_excluded));
    }
    return step;
  }

  Step word_step(const Word& word, bool wanted) {
    Step step = is_name_field(word.field) ? exact_step(word, wanted) : inflected_step(word, wanted);
    if (word.instead_of.empty()) return step;
    const std::string typed = schema::exact_term(word.instead_of, words_prefix(word));
    step.terms.push_back(typed);
    step.query = Xapian::Query(Xapian::Query::OP_OR, scaled(step.query, ranking_.near),
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
    std::vector<std::string> headings;
    for (const text::Language language : languages_) {
      std::string stem = analyzer_.forms_of(word.typed, language).stem;
      if (std::find(sought.stems.begin(), sought.stems.end(), stem) != sought.stems.end()) continue;
      step.terms.push_back(schema::stem_term(stem, words_prefix(word)));
      if (word.field == nullptr) headings.push_back(schema::stem_term(stem, schema::kHeadingPrefix));
      sought.stems.push_back(std::move(stem));
    }
    const Xapian::Query stems(Xapian::Query::OP_SYNONYM, step.terms.begin(), step.terms.end());
    std::vector<Xapian::Query> weights;
    if (sources_.near_words != nullptr) sought.misprints = sources_.near_words->misprints_of(word.form);
    if (sought.misprints.empty()) {
      weights.push_back(scaled(stems, ranking_.stem));
    } else {
      for (const std::string& misprint : sought.misprints) {
        step.terms.push_back(schema::exact_term(misprint, words_prefix(word)));
      }
      // As one with the stem, because a damaged print is rare: its own weight would be high.
      const Xapian::Query with_misprints(Xapian::Query::OP_SYNONYM, step.terms.begin(), step.terms.end());
      weights.push_back(scaled(with_misprints, ranking_.stem * ranking_.misprint));
      weights.push_back(scaled(stems, ranking_.stem * (1 - ranking_.misprint)));
    }
    const std::string typed = schema::exact_term(word.form, words_prefix(word));
    step.terms.push_back(typed);
    weights.push_back(scaled(Xapian::Query(typed), ranking_.typed));
    if (!headings.empty()) {
      const Xapian::Query in_heading(Xapian::Query::OP_SYNONYM, headings.begin(), headings.end());
      weights.push_back(scaled(in_heading, ranking_.stem * ranking_.heading));
      step.terms.insert(step.terms.end(), headings.begin(), headings.end());
    }
    step.query = Xapian::Query(Xapian::Query::OP_OR, weights.begin(), weights.end());
    if (word.field == nullptr) step.query = with_session_titles(step.query, sought.stems);
    plan_.is_ranked = true;
    if (wanted && word.field == nullptr) plan_.sought.words.push_back(std::move(sought));
    return step;
  }

  // What a session is about is some of what is said in it.
  Xapian::Query with_session_titles(const Xapian::Query& query, const std::vector<std::string>& stems) const {
    std::vector<std::string> terms;
    const std::string_view prefix = schema::row(schema::Field::kSession).words_prefix;
    for (const std::string& stem : stems) terms.push_back(schema::stem_term(stem, prefix));
    const Xapian::Query titles(Xapian::Query::OP_SYNONYM, terms.begin(), terms.end());
    return {Xapian::Query::OP_AND_MAYBE, query, scaled(titles, ranking_.stem * ranking_.session)};
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
  const Ranking& ranking_;
  const Xapian::Database& database_;
  text::Analyzer& analyzer_;
  const std::vector<text::Language>& languages_;
  Looseness looseness_;
  std::size_t prefix_words_left_ = kMaxPrefixWords;
  Plan plan_;
};

Xapian::Query combined(Xapian::Query::op op, const std::vector<Step>& parts, std::size_t from) {
  std::vector<Xapian::Query> queries;
  for (std::size_t i = from; i < parts.size(); ++i) queries.push_back(to_query(parts[i]));
  return {op, queries.begin(), queries.end()};
}

// Matches what `step` does, with the weights of its parts.
Xapian::Query matching_query(const Step& step) {
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

}  // namespace

Plan make_plan(const Clause& meant, const Sources& sources, Looseness looseness) {
  return Planner(sources, looseness).run(meant);
}

Xapian::Query to_query(const Step& step) {
  const bool has_own_weights =
      !step.query.empty() && step.kind != Step::Kind::kTerms && step.kind != Step::Kind::kPositions;
  if (!has_own_weights) return matching_query(step);
  return {Xapian::Query::OP_FILTER, step.query, matching_query(step)};
}

}  // namespace dixit::query
