#include "core/text/stem_rules.h"

// Catalan plurals change the vowel ("xarxa", "xarxes"), the consonant before it ("política", "polítiques"; "platja",
// "platges") and bring back an -n- that the singular has lost ("acció", "accions"; "metropolità", "metropolitana"). So
// number and gender come off together, with the -n-, and spellings of one sound are settled at the end.

namespace dixit::text {
namespace {

// Whether "-esa" after these letters is the feminine of a people's name ("anglesa") rather than of a noun ("empresa").
bool is_before_gentilic(const StemWord& w, std::string_view ending) {
  const std::string_view rest = std::string_view(w.text()).substr(0, w.size() - ending.size());
  return rest.ends_with("gu") || (!rest.empty() && std::string_view("nldbvc").find(rest.back()) != rest.npos);
}

// Number: "recursos" like "recurs", which loses its own "s" as well; "processos" like "proces", "paisos" like "pais".
void cut_plural(StemWord& w) {
  // "famosa", "famosos", "famoses" like "famos"; "anglesa", "angleses" like "angles".
  if (w.has("osos", w.rv()) || w.has("oses", w.rv())) w.cut(2);
  if (w.has("osa", w.rv())) w.cut(1);
  for (const std::string_view ending : {"esa", "eses", "esos"}) {
    if (w.has(ending, w.rv()) && is_before_gentilic(w, ending)) w.cut(ending.size() - 2);
  }
  if (w.size() < 4 || !w.ends_with("s")) return;
  if (w.has("os", w.rv())) {
    w.cut(2);
    if (w.ends_with("ss")) w.cut(1);
    if (!w.ends_with("s") || w.size() < 4) return;
  }
  w.cut(1);
}

void cut_final_vowel(StemWord& w) {
  const char last = w.text().back();
  if (w.size() > w.rv() && (last == 'a' || last == 'e' || last == 'o')) w.cut(1);
}

// The -n- that is only there before an ending: "metropolitana", "metropolitan(s)" and "metropolita" alike come to
// "metropolit", "accion(s)" and "accio" to "acci".
void cut_final_n(StemWord& w) {
  if (w.size() <= w.rv() || !w.ends_with("n") || !is_vowel(w.text()[w.size() - 2])) return;
  w.cut(1);
  cut_final_vowel(w);
}

// Derivation, with the plural's -e- where there is one.
constexpr std::string_view kDerivations[] = {"ament", "iment", "acion", "adore", "adora", "ancia", "ancie",
                                             "acio",  "ador",  "able",  "ible",  "ique",  "ant",   "ica",
                                             "ose",   "osa",   "ive",   "iva",   "ic",    "os",    "iu"};

bool cut_derivation(StemWord& w) {
  const std::size_t r2 = w.r2();
  if (w.has("encia", r2) || w.has("encie", r2)) {
    w.cut(3);
    w.replace("en", "ent");
  } else if (w.has("itat", r2)) {
    w.cut(4);
    if (w.has("abil", r2) || w.has("ibil", r2)) w.cut(4);
    if (w.has("iv", r2)) w.cut(2);
    if (w.has("at", r2)) w.cut(2);
  } else if (w.cut_longest(kDerivations, r2)) {
    if (w.has("at", r2)) w.cut(2);
  } else {
    return false;
  }
  return true;
}

// Forms of verbs. Those in -a, -e, -en, -ia, -o go with gender; -er, -eu and -aria are left, for nouns and adjectives
// have them more often.
constexpr std::string_view kVerbEndings[] = {"eixien", "eixin", "eixen", "eixer", "eixia", "eixi", "aven", "aren",
                                             "iren",   "aran",  "iran",  "arem",  "irem",  "ava",  "ada",  "ade",
                                             "ida",    "ide",   "uda",   "ude",   "eix",   "ant",  "int",  "em",
                                             "at",     "it",    "id",    "ut",    "ar",    "ir"};

// Brings the spellings of one sound together: "platja" and "platges", "expliquen" and "explicar", "nou" and "nova".
void settle_spelling(StemWord& w) {
  if (w.ends_with("qu")) {
    w.replace("qu", "c");
  } else if (w.ends_with("gu")) {
    w.cut(1);
  } else if (w.ends_with("j")) {
    w.replace("j", "g");
  } else if (w.ends_with_any({"au", "iu", "ou"})) {
    w.replace("u", "v");
  } else if (w.ends_with("eig")) {
    w.replace("ig", "g");  // "passeig", "passejos"
  } else if (w.ends_with("oleg")) {
    w.replace("eg", "og");  // "biòleg", "biòloga"
  }
}

}  // namespace

std::string stem_catalan(std::string_view word) {
  StemWord w(word);
  cut_plural(w);
  if (!cut_derivation(w)) {
    // "clarament" like "clara"; nouns in -ment ("finançament") are long enough for derivation.
    if (w.has("ament", w.r1())) w.cut(4);
    // The -n- of "funcionar" goes like that of "funcions".
    if (w.cut_longest(kVerbEndings, w.rv())) {
      cut_final_n(w);
    } else {
      cut_final_vowel(w);
      cut_final_n(w);
    }
  }
  if (w.ends_with("i") && w.size() > w.rv() && w.size() > 3) w.cut(1);
  settle_spelling(w);
  return w.text();
}

}  // namespace dixit::text
