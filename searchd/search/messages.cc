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
    case Message::kLoosened:
      return {"Ningún texto contiene todas las palabras: se muestran los que contienen alguna.",
              "Cap text no conté totes les paraules: es mostren els que en contenen alguna.",
              "No text has all the words: these have some of them."};
    case Message::kMalformed:
      return {"La búsqueda no se entiende tal como está escrita: se han buscado sus palabras.",
              "La cerca no s'entén tal com està escrita: se n'han cercat les paraules.",
              "The query cannot be read as written: its words were searched."};
    case Message::kOpenQuote:
      return {"Falta cerrar unas comillas: se han cerrado al final.",
              "Falta tancar unes cometes: s'han tancat al final.",
              "A quotation mark is not closed: it was closed at the end."};
    case Message::kManyWords:
      return {"Muchas palabras empiezan así: se han buscado solo las más frecuentes.",
              "Moltes paraules comencen així: només se n'han cercat les més freqüents.",
              "Many words begin like this: only the most frequent ones were searched."};
  }
  return {"", "", ""};
}

}  // namespace

std::string text_of(Message message, text::Language language) {
  const Texts texts = texts_of(message);
  switch (language) {
    case text::Language::kCatalan: return texts.ca;
    case text::Language::kEnglish: return texts.en;
    case text::Language::kSpanish: break;
  }
  return texts.es;
}

}  // namespace dixit::search
