#include "searchd/search/messages.h"

namespace dixit::search {
namespace {

struct Texts {
  const char* es;
  const char* ca;
  const char* en;
};

Texts texts_of(Message message) {
  switch (message) {
    case Message::kNearlyAll:
      return {"se muestran también los que tienen casi todo lo pedido o algo muy próximo.",
              "es mostren també els que tenen gairebé tot el que s'ha demanat o alguna cosa molt propera.",
              "those with nearly all of it, or something close, are shown as well."};
    case Message::kLoosened:
      return {"se muestran también los que tienen algo de lo pedido.",
              "es mostren també els que tenen alguna cosa del que s'ha demanat.",
              "those with some of it are shown as well."};
    case Message::kAlike:
      return {"Pocos textos responden: se muestran también otros que hablan de cosas parecidas.",
              "Pocs textos responen: se'n mostren també d'altres que parlen de coses semblants.",
              "Few texts answer: others that speak of similar things are shown as well."};
    case Message::kMalformed:
      return {"La búsqueda no se entiende tal como está escrita: se han buscado sus palabras.",
              "La cerca no s'entén tal com està escrita: se n'han cercat les paraules.",
              "The query cannot be read as written: its words were searched."};
    case Message::kOpenQuote:
      return {"Falta cerrar unas comillas: se han cerrado al final.",
              "Falta tancar unes cometes: s'han tancat al final.",
              "A quotation mark is not closed: it was closed at the end."};
    case Message::kNoWords:
      return {"La búsqueda no contiene palabras: se muestra todo.", "La cerca no conté paraules: es mostra tot.",
              "The query has no words: everything is shown."};
    case Message::kManyWords:
      return {"Muchas palabras empiezan así: se han buscado solo las más frecuentes.",
              "Moltes paraules comencen així: només se n'han cercat les més freqüents.",
              "Many words begin like this: only the most frequent ones were searched."};
  }
  return {"", "", ""};
}

Texts texts_of(model::UnitKind kind) {
  switch (kind) {
    case model::UnitKind::kIntervention: return {"Intervención", "Intervenció", "Intervention"};
    case model::UnitKind::kTheme: return {"Tema", "Tema", "Theme"};
    case model::UnitKind::kDebate: return {"Debate", "Debat", "Debate"};
    case model::UnitKind::kSection: return {"Apartado", "Apartat", "Section"};
  }
  return {"", "", ""};
}

std::string in_language(const Texts& texts, text::Language language) {
  switch (language) {
    case text::Language::kCatalan: return texts.ca;
    case text::Language::kEnglish: return texts.en;
    case text::Language::kSpanish: break;
  }
  return texts.es;
}

}  // namespace

std::string text_of(Message message, text::Language language) {
  return in_language(texts_of(message), language);
}

std::string loosened_text(Message message, bool some_have_all, text::Language language) {
  const Texts none = {"Ningún texto tiene todo lo pedido: ", "Cap text no té tot el que s'ha demanat: ",
                      "No text has all that was asked for: "};
  const Texts few = {"Pocos textos tienen todo lo pedido: ", "Pocs textos tenen tot el que s'ha demanat: ",
                     "Few texts have all that was asked for: "};
  return in_language(some_have_all ? few : none, language) + in_language(texts_of(message), language);
}

std::string respelt_text(const std::string& typed, const std::vector<std::string>& meant, bool is_printed,
                         text::Language language) {
  const Texts before = {"Se buscó ", "S'ha cercat ", "Searched for "};
  const Texts comma = {", ", ", ", ", "};
  const Texts either = {" o ", " o ", " or "};
  const Texts missing = {" no aparece.", " no hi apareix.", " does not appear."};
  const Texts misprint = {" solo aparece como errata.", " només hi apareix com a errata.",
                          " appears as a misprint only."};
  const bool is_english = language == text::Language::kEnglish;
  const auto quoted = [&](const std::string& word) { return is_english ? "“" + word + "”" : "«" + word + "»"; };
  std::string text = in_language(before, language);
  for (std::size_t i = 0; i < meant.size(); ++i) {
    if (i > 0) text += in_language(i + 1 == meant.size() ? either : comma, language);
    text += quoted(meant[i]);
  }
  return text + ": " + quoted(typed) + in_language(is_printed ? misprint : missing, language);
}

std::string said_by_text(const std::string& name, text::Language language) {
  const Texts before = {"Solo intervenciones de ", "Només intervencions de ", "Only interventions of "};
  const Texts after = {", porque la pregunta lo pide.", ", perquè la pregunta ho demana.",
                       ", because the question asks for them."};
  return in_language(before, language) + name + in_language(after, language);
}

std::string label_of(model::UnitKind kind, text::Language language) {
  return in_language(texts_of(kind), language);
}

std::string label_of(const Completion& completion, text::Language language) {
  switch (completion.kind) {
    case CompletionKind::kFacet: return std::string(schema::label(schema::row(completion.field), text::code(language)));
    case CompletionKind::kConcept: return in_language({"Concepto", "Concepte", "Concept"}, language);
    case CompletionKind::kWord: break;
  }
  return in_language({"Palabra", "Paraula", "Word"}, language);
}

}  // namespace dixit::search
