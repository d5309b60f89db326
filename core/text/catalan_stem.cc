#include "core/text/stem_rules.h"

// Catalan plurals change the vowel ("xarxa", "xarxes"), the consonant before it ("política", "polítiques"; "platja",
// "platges") and bring back an -n- that the singular has lost ("acció", "accions"; "metropolità", "metropolitana"). So
// number and gender come off together, with the -n-, and spellings of one sound are settled at the end.

namespace dixit::text {
namespace {

// Number and gender: from "metropolitanes", "metropolitans", "metropolitana" and "metropolita" alike to "metropolit",
// from "accions" and "accio" to "acci", from "polítiques" to "politiqu".
void cut_inflection(StemWord& w) {
  if (w.has("s", 3) && !w.ends_with("ss")) w.cut(1);
  // Masculine plurals of words in a sibilant: "textos", "serveis" (which keeps its i), "congressos".
  const auto cut_vowel = [&w](std::string_view vowels) {
    if (w.size() <= w.rv() || vowels.find(w.text().back()) == std::string_view::npos) return;
    w.cut(1);
  };
  cut_vowel("aeo");
  if (w.size() > w.rv() + 1 && w.ends_with("n") && is_vowel(w.text()[w.size() - 2])) {
    w.cut(1);
    cut_vowel("aeo");
  }
}

constexpr std::string_view kDerivations[] = {"aments", "iments", "ament", "iment", "acions", "acion", "acio", "adores",
                                             "adora",  "adors",  "ador",  "ables", "able",   "ibles", "ible", "ancies",
                                             "ancia",  "ants",   "ant",   "iques", "ica",    "ics",   "ic",   "oses",
                                             "osos",   "osa",    "os",    "ives",  "ius",    "iva",   "iu"};
constexpr std::string_view kDerivationsOfNouns[] = {"itats", "itat"};

bool cut_derivation(StemWord& w) {
  const std::size_t r2 = w.r2();
  if (w.has("encia", r2) || w.has("encies", r2)) {
    w.replace(w.ends_with("s") ? "encies" : "encia", "ent");
  } else if (w.cut_longest(kDerivationsOfNouns, r2)) {
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

// Forms of verbs that nouns do not have. Those in -a, -e, -en, -o go with number and gender.
constexpr std::string_view kVerbEndings[] = {
    "eixien", "eixin", "eixen", "arien", "irien", "eixia", "eixi", "aven", "aren", "iren", "aran", "iran",
    "aria",   "iria",  "ades",  "ides",  "udes",  "eix",   "ava",  "ada",  "ida",  "uda",  "ats",  "its",
    "uts",    "ant",   "int",   "ien",   "at",    "it",    "ut",   "ar",   "er",   "ir",   "ia"};

void settle_spelling(StemWord& w, std::string_view whole) {
  const bool is_soft = w.size() < whole.size() && (whole[w.size()] == 'e' || whole[w.size()] == 'i');
  if (!is_soft) {
    // "platja", "platges"; "mitja", "mitges".
    if (w.ends_with("j")) w.replace("j", "g");
    return;
  }
  if (w.ends_with("qu")) {
    w.replace("qu", "c");
  } else if (w.ends_with("gu")) {
    w.cut(1);
  }
}

}  // namespace

std::string stem_catalan(std::string_view word) {
  StemWord w(word);
  // Adverbs, and then what they are made of: "clarament" like "clara".
  if (w.has("ament", w.r2()) || !cut_derivation(w)) {
    if (w.ends_with("ament")) w.cut(4);
    if (!w.cut_longest(kVerbEndings, w.rv())) cut_inflection(w);
  }
  if (w.ends_with("i") && w.size() > w.rv() && w.size() > 3) w.cut(1);
  settle_spelling(w, word);
  return w.text();
}

}  // namespace dixit::text
