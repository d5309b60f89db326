#include "indexer/write/doc_builder.h"

#include <utility>
#include <vector>

#include "core/schema/fields.h"
#include "core/schema/index_meta.h"
#include "core/schema/stored_doc.h"
#include "core/schema/terms.h"
#include "core/schema/word_order.h"
#include "core/text/acronyms.h"
#include "core/text/tokenizer.h"

namespace dixit::write {
namespace {

class Builder {
 public:
  Builder(const model::Unit& unit, text::Analyzer& analyzer, const text::Thesaurus& thesaurus,
          const text::CollectionWords* collection, KnownHeadings& headings)
      : unit_(unit),
        analyzer_(analyzer),
        thesaurus_(thesaurus),
        collection_(collection),
        headings_(headings),
        language_(text::language_from_code(unit.language).value_or(text::kFallbackLanguage)) {}

  BuiltDoc build() {
    const std::vector<text::Token> tokens = analyzer_.analyze(unit_.text, language_, collection_);
    built_.tokens = tokens.size();
    built_.language = unit_.language;
    for (const text::Token& token : tokens) ++built_.readings[std::string(text::name(token.how))];
    add_words(tokens, {}, {});
    std::vector<text::Mention> mentions = add_concepts(tokens, schema::Part::kText);
    for (const text::Acronym& acronym : text::find_acronyms(unit_.text, tokens)) {
      built_.labels[schema::acronym_key(acronym.form)] = acronym.words;
    }
    add_heading();
    add_fields();
    document().add_boolean_term(schema::unique_term(unit_.id));
    document().set_data(schema::encode({unit_, schema::to_stored(unit_.text, tokens), std::move(mentions)}));
    return std::move(built_);
  }

 private:
  Xapian::Document& document() { return built_.document; }

  const std::vector<text::Token>& heading(const std::string& text) {
    return headings_.tokens_of(text, language_, analyzer_, collection_);
  }

  // Adds `tokens`, far from what was added before, forms and stems under their prefixes.
  void add_words(const std::vector<text::Token>& tokens, std::string_view prefix, std::string_view stem_prefix) {
    for (const text::Token& token : tokens) {
      const bool is_first = &token == &tokens.front();
      add_form(token.form, prefix, is_first ? schema::Place::kFar : schema::Place::kNext, 1);
      document().add_term(schema::stem_term(token.stem, stem_prefix));
      if (token.how != text::How::kSame) add_variants(token, prefix, stem_prefix);
    }
  }

  void add_form(std::string_view form, std::string_view prefix, schema::Place place, Xapian::termcount weight) {
    const std::string term = schema::exact_term(form, prefix);
    document().add_term(term, weight);
    built_.word_order.push_back(schema::placed_word(place, term));
  }

  // What is printed stays findable, without weight of its own, each piece of a word printed in two as well; so does the
  // second of two words printed as one.
  void add_variants(const text::Token& token, std::string_view prefix, std::string_view stem_prefix) {
    const auto add = [&](const text::WordForms& forms, Xapian::termcount weight) {
      if (forms.form != token.form) add_form(forms.form, prefix, schema::Place::kSame, weight);
      if (forms.stem != token.stem) document().add_term(schema::stem_term(forms.stem, stem_prefix), weight);
    };
    for (const text::WordSpan& piece : text::words(token.printed, language_)) {
      add(analyzer_.forms_of(token.printed.substr(piece.begin, piece.end - piece.begin), language_), 0);
    }
    const std::size_t space = token.reading.find(' ');
    if (space != std::string::npos) add(analyzer_.forms_of(token.reading.substr(space + 1), language_), 1);
  }

  std::vector<text::Mention> add_concepts(const std::vector<text::Token>& tokens, schema::Part part) {
    std::vector<text::WordForms> words;
    words.reserve(tokens.size());
    for (const text::Token& token : tokens) words.push_back({token.form, token.stem});
    std::vector<text::Mention> mentions = thesaurus_.mentions(words, language_);
    for (const text::Mention& mention : mentions) {
      document().add_term(schema::concept_term(thesaurus_.concept_at(mention.concept_number).id, part));
    }
    return mentions;
  }

  void add_heading() {
    // A theme's title is the beginning of its text already.
    const std::string title = unit_.kind == model::UnitKind::kTheme ? std::string() : unit_.title;
    const std::string speaker = schema::row(schema::Field::kSpeaker).words(unit_);
    for (const std::string* part : {&title, &speaker, &unit_.role, &unit_.organisation, &unit_.city}) {
      if (part->empty()) continue;
      const std::vector<text::Token>& tokens = heading(*part);
      add_words(tokens, {}, schema::kHeadingPrefix);
      add_concepts(tokens, schema::Part::kHeading);
    }
  }

  void add_fields() {
    for (const schema::FieldRow& row : schema::field_table()) {
      const schema::FieldValue value = row.value(unit_);
      if (row.words != nullptr) {
        if (const std::string words = row.words(unit_); !words.empty()) {
          add_words(heading(words), row.words_prefix, row.words_prefix);
        }
      }
      if (value.value.empty()) continue;
      document().add_value(row.slot, value.value);
      if (value.label != value.value) built_.labels[schema::label_key(row.name, value.value)] = value.label;
      if (row.prefix.empty()) continue;
      document().add_boolean_term(schema::value_term(row, value.value));
      if (!value.alias.empty()) document().add_boolean_term(schema::value_term(row, value.alias));
    }
  }

  const model::Unit& unit_;
  text::Analyzer& analyzer_;
  const text::Thesaurus& thesaurus_;
  const text::CollectionWords* collection_;
  KnownHeadings& headings_;
  text::Language language_;
  BuiltDoc built_;
};

}  // namespace

const std::vector<text::Token>& KnownHeadings::tokens_of(const std::string& text, text::Language language,
                                                         text::Analyzer& analyzer,
                                                         const text::CollectionWords* collection) {
  constexpr std::size_t kMaxKnown = 20'000;
  auto& known = tokens_[static_cast<std::size_t>(language)];
  if (known.size() >= kMaxKnown) known.clear();
  const auto [at, is_new] = known.try_emplace(text);
  if (is_new) at->second = analyzer.analyze(text, language, collection);
  return at->second;
}

BuiltDoc build_document(const model::Unit& unit, text::Analyzer& analyzer, const text::Thesaurus& thesaurus,
                        const text::CollectionWords* collection, KnownHeadings& headings) {
  return Builder(unit, analyzer, thesaurus, collection, headings).build();
}

BuiltDoc build_document(const model::Unit& unit, text::Analyzer& analyzer, const text::Thesaurus& thesaurus,
                        const text::CollectionWords* collection) {
  KnownHeadings headings;
  return build_document(unit, analyzer, thesaurus, collection, headings);
}

}  // namespace dixit::write
