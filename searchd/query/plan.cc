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
    plan_.step = step_of(meant, 1);
    return std::move(plan_);
  }

 private:
  // `share` multiplies what it counts. 0: it is not wanted, so it neither counts nor is marked.
  Step step_of(const Clause& clause, double share) {
    switch (clause.kind) {
      case Kind::kNothing: return {};
      case Kind::kEverything: return Step{.kind = Step::Kind::kEverything};
      case Kind::kWord: return clause.word.is_prefix ? prefix_step(clause.word, share) : word_step(clause.word, share);
      case Kind::kExactWord: return exact_step(clause.word, share);
      case Kind::kPhrase: return phrase_step(clause, share);
      case Kind::kNear: return near_step(clause, share);
      case Kind::kFilter: return terms_step({schema::value_term(*clause.field, clause.value)});
      case Kind::kAll: return all_step(clause, share);
      case Kind::kIdea: return idea_step(clause, share);
      case Kind::kAny: return parts_step(Step::Kind::kAny, clause, share);
      case Kind::kExcept: return parts_step(Step::Kind::kExcept, clause, share);
      case Kind::kEither: return parts_step(Step::Kind::kEither, clause, share);
    }
    return {};
  }

  static Step terms_step(std::vector<std::string> terms) {
    return Step{.kind = Step::Kind::kTerms, .terms = std::move(terms)};
  }

  // What counts in several places of the question counts as often.
  void count(std::vector<std::string> terms, double factor, bool is_constant = false) {
    if (terms.empty() || factor == 0) return;
    const auto same = std::find_if(plan_.weights.begin(), plan_.weights.end(), [&](const Weight& weight) {
      return weight.is_constant == is_constant && weight.terms == terms;
    });
    if (same != plan_.weights.end()) {
      same->factor += factor;
    } else {
      plan_.weights.push_back({std::move(terms), factor, is_constant});
    }
  }

  // What was typed without any sign can be missing where too little is found.
  static bool can_be_missing(const Clause& clause) {
    if (clause.kind == Kind::kAny) return std::all_of(clause.parts.begin(), clause.parts.end(), can_be_missing);
    return clause.kind == Kind::kIdea || (clause.kind == Kind::kWord && clause.word.field == nullptr);
  }

  Step all_step(const Clause& clause, double share) {
    Step all = parts_step(Step::Kind::kAll, clause, share);
    Step needed{.kind = Step::Kind::kAll};
    std::vector<Step> free;
    for (std::size_t i = 0; i < clause.parts.size(); ++i) {
      (share > 0 && can_be_missing(clause.parts[i]) ? free : needed.parts).push_back(std::move(all.parts[i]));
    }
    const bool has_idea = std::any_of(clause.parts.begin(), clause.parts.end(),
                                      [](const Clause& part) { return part.kind == Kind::kIdea; });
    plan_.can_loosen = plan_.can_loosen || free.size() > 1 || (share > 0 && has_idea);
    if (!free.empty()) needed.parts.push_back(loosened(std::move(free)));
    return needed.parts.size() == 1 ? std::move(needed.parts.front()) : needed;
  }

  Step loosened(std::vector<Step> free) const {
    if (free.size() < 2 || looseness_ == Looseness::kAll)
      return Step{.kind = Step::Kind::kAll, .parts = std::move(free)};
    if (free.size() == 2 || free.size() > kMostToLeaveOut || looseness_ == Looseness::kAny) {
      return Step{.kind = Step::Kind::kAny, .parts = std::move(free)};
    }
    Step step{.kind = Step::Kind::kAny};
    for (std::size_t missing = 0; missing < free.size(); ++missing) {
      Step& most = step.parts.emplace_back(Step{.kind = Step::Kind::kAll});
      for (std::size_t i = 0; i < free.size(); ++i) {
        if (i != missing) most.parts.push_back(free[i]);
      }
    }
    return step;
  }

  // Units with all words of an idea, or with what says the same. Its words count each on its own as well.
  Step idea_step(const Clause& clause, double share) {
    const std::size_t first_word = plan_.sought.words.size();
    Step step{.kind = Step::Kind::kAny};
    Step& words = step.parts.emplace_back(Step{.kind = Step::Kind::kAll});
    for (const Clause& part : clause.parts) {
      words.parts.push_back(step_of(part, share / static_cast<double>(clause.parts.size())));
    }
    // Its words for themselves say something too.
    if (looseness_ == Looseness::kAny) words.kind = Step::Kind::kAny;
    for (const Clause& alternative : clause.alternatives) {
      const std::size_t from = plan_.sought.words.size();
      const std::size_t phrases = plan_.sought.phrases.size();
      const double weight = clause.is_foreign ? ranking_.translated : ranking_.label;
      step.parts.push_back(step_of(alternative, share * (alternative.kind == Kind::kAll ? ranking_.apart : weight)));
      const auto mark = [&](SoughtWord& word) { (clause.is_foreign ? word.is_translation : word.is_synonym) = true; };
      std::for_each(plan_.sought.words.begin() + static_cast<std::ptrdiff_t>(from), plan_.sought.words.end(), mark);
      if (plan_.sought.phrases.size() > phrases) {
        std::for_each(plan_.sought.phrases.back().begin(), plan_.sought.phrases.back().end(), mark);
      }
    }
    if (clause.name) {
      const std::string term = schema::value_term(*clause.name->field, clause.name->value);
      step.parts.push_back(terms_step({term}));
      count({term}, share * ranking_.name, true);
    }
    const Around around = around_of(clause.concepts);
    add_concepts(clause.concepts, share * ranking_.label, true, step);
    const bool is_loose = looseness_ != Looseness::kAll;
    add_concepts(around.narrower, share * ranking_.narrower, is_loose, step);
    add_concepts(around.related, share * ranking_.related, is_loose, step);
    add_concepts(around.broader, share * ranking_.broader, looseness_ == Looseness::kAny, step);
    if (share > 0) {
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

  // Counts `concepts` with `factor`, and where they `answer`, adds units with them to `step`.
  void add_concepts(const Concepts& concepts, double factor, bool answer, Step& step) {
    std::vector<std::string> all;
    for (const auto& [part, share] :
         {std::pair{schema::Part::kText, 1.0}, {schema::Part::kHeading, ranking_.heading}}) {
      std::vector<std::string> here;
      const std::vector<bool>& present = sources_.meanings->present.at(part);
      for (const text::ConceptNumber number : concepts) {
        if (!present[number]) continue;
        here.push_back(schema::concept_term(sources_.meanings->thesaurus->concept_at(number).id, part));
      }
      all.insert(all.end(), here.begin(), here.end());
      // As one: which of its labels a unit uses says nothing.
      count(std::move(here), factor * share);
    }
    if (answer && !all.empty()) step.parts.push_back(terms_step(std::move(all)));
  }

  Step parts_step(Step::Kind kind, const Clause& clause, double share) {
    Step step{.kind = kind};
    for (const Clause& part : clause.parts) {
      const bool is_excluded = kind == Step::Kind::kExcept && &part != &clause.parts.front();
      step.parts.push_back(step_of(part, is_excluded ? 0 : share));
    }
    return step;
  }

  Step word_step(const Word& word, double share) {
    const bool is_near = !word.instead_of.empty();
    const double its_share = is_near ? share * ranking_.near : share;
    Step step = is_name_field(word.field) ? exact_step(word, its_share) : inflected_step(word, its_share);
    if (!is_near) return step;
    const std::string typed = schema::exact_term(word.instead_of, words_prefix(word));
    step.terms.push_back(typed);
    // Above what any near word weighs: where the index has what was typed after all, as a damaged print, that is
    // nearest. A print that was read as another word has no frequency, hence no weight of its own.
    count({typed}, share * 2 * std::log(1.0 + database_.get_doccount()), true);
    if (share > 0 && word.field == nullptr) {
      plan_.sought.words.back().is_near = true;
      plan_.sought.words.push_back({word.instead_of, word.instead_of, {}, false});
    }
    return step;
  }

  Step inflected_step(const Word& word, double share) {
    SoughtWord sought{word.typed, word.form, {}, false};
    std::vector<std::string> stems;
    std::vector<std::string> in_headings;
    std::vector<std::string> in_session_titles;
    for (const text::Language language : languages_) {
      std::string stem = analyzer_.forms_of(word.typed, language).stem;
      if (std::find(sought.stems.begin(), sought.stems.end(), stem) != sought.stems.end()) continue;
      stems.push_back(schema::stem_term(stem, words_prefix(word)));
      in_headings.push_back(schema::stem_term(stem, schema::kHeadingPrefix));
      in_session_titles.push_back(schema::stem_term(stem, schema::row(schema::Field::kSession).words_prefix));
      sought.stems.push_back(std::move(stem));
    }
    const std::string typed = schema::exact_term(word.form, words_prefix(word));
    Step step = terms_step(stems);
    step.terms.push_back(typed);
    count({typed}, share * ranking_.typed);
    if (sources_.near_words != nullptr) sought.misprints = sources_.near_words->misprints_of(word.form);
    if (sought.misprints.empty()) {
      count(stems, share * ranking_.stem);
    } else {
      count(stems, share * ranking_.stem * (1 - ranking_.misprint));
      // As one with the stem, because a damaged print is rare: its own weight would be high.
      std::vector<std::string> with_misprints = std::move(stems);
      for (const std::string& misprint : sought.misprints) {
        const std::string term = schema::exact_term(misprint, words_prefix(word));
        step.terms.push_back(term);
        with_misprints.push_back(term);
      }
      count(std::move(with_misprints), share * ranking_.stem * ranking_.misprint);
    }
    if (word.field != nullptr) return step;
    step.terms.insert(step.terms.end(), in_headings.begin(), in_headings.end());
    count(std::move(in_headings), share * ranking_.stem * ranking_.heading);
    // What a session is about is some of what is said in it; that alone is no answer.
    count(std::move(in_session_titles), share * ranking_.stem * ranking_.session);
    if (share > 0) plan_.sought.words.push_back(std::move(sought));
    return step;
  }

  Step exact_step(const Word& word, double share) {
    const std::string term = schema::exact_term(word.form, words_prefix(word));
    count({term}, share);
    if (share > 0 && word.field == nullptr) plan_.sought.words.push_back({word.typed, word.form, {}, false});
    return terms_step({term});
  }

  Step prefix_step(const Word& word, double share) {
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
    if (share > 0 && word.field == nullptr) plan_.sought.words.push_back({word.typed, word.form, {}, true});
    std::vector<std::string> terms;
    for (auto& [frequency, term] : found) terms.push_back(std::move(term));
    count(terms, share);
    return terms_step(std::move(terms));
  }

  Step positions_step(const Clause& clause, bool in_order, double share) {
    Step step{.kind = Step::Kind::kPositions, .in_order = in_order};
    for (const Clause& part : clause.parts) {
      step.terms.push_back(schema::exact_term(part.word.form, words_prefix(part.word)));
      count({step.terms.back()}, share);
    }
    step.window = step.terms.size() + clause.gap;
    return step;
  }

  Step phrase_step(const Clause& clause, double share) {
    if (share > 0 && clause.gap > 0) seek_each(clause);
    if (share > 0 && clause.gap == 0 && clause.parts.front().word.field == nullptr) {
      std::vector<SoughtWord>& phrase = plan_.sought.phrases.emplace_back();
      for (const Clause& part : clause.parts) phrase.push_back({part.word.typed, part.word.form, {}, false});
    }
    return positions_step(clause, true, share);
  }

  Step near_step(const Clause& clause, double share) {
    if (share > 0) seek_each(clause);
    return positions_step(clause, false, share);
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

}  // namespace

Plan make_plan(const Clause& meant, const Sources& sources, Looseness looseness) {
  return Planner(sources, looseness).run(meant);
}

}  // namespace dixit::query
