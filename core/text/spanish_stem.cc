#include "core/text/stem_rules.h"

// Without accents "-ía" of a verb looks like "-ia" of a noun, "-ará" like "-ara", "-án" like "-an". Where that would
// tear a common word from its family the rule asks what stands before, or leaves the suffix; what is left over is in
// lang/es/stem_exceptions.tsv.

namespace dixit::text {
namespace {

// Pronouns written together with an infinitive or gerund. "te" and "os" would hit too many nouns ("parte", "caros").
constexpr std::string_view kPronouns[] = {"noslos", "noslas", "selos", "selas", "melos", "melas", "noslo", "nosla",
                                          "selo",   "sela",   "sele",  "melo",  "mela",  "nos",   "los",   "las",
                                          "les",    "se",     "me",    "lo",    "la",    "le"};

void cut_pronouns(StemWord& w) {
  for (const std::string_view pronoun : kPronouns) {
    if (!w.has(pronoun, w.rv())) continue;
    const std::string_view rest = std::string_view(w.text()).substr(0, w.size() - pronoun.size());
    const auto follows = [&](std::string_view ending) {
      return rest.ends_with(ending) && rest.size() - ending.size() >= w.rv();
    };
    if (follows("ando") || follows("iendo") || follows("yendo") || follows("ar") || follows("ir") || follows("er")) {
      // "gobiernos", "modernos"; "confirme".
      if ((pronoun == "nos" && rest.ends_with("er")) || (pronoun == "me" && rest.ends_with("fir"))) return;
      w.cut(pronoun.size());
    }
    return;
  }
}

// Adverbs. Verbs in -mentar ("implemente", "aumente") have other letters before.
void cut_mente(StemWord& w) {
  if (!w.has("mente", w.r1())) return;
  const std::string_view rest = std::string_view(w.text()).substr(0, w.size() - 5);
  const char last = rest.back();
  const bool is_adverb = last == 'a' || last == 'l' || last == 'r' || last == 'z' || last == 'n' ||
                         rest.ends_with("te") || rest.ends_with("ble") || rest.ends_with("bre") ||
                         rest.ends_with("simple");
  if (is_adverb) w.cut(5);
}

// The first person plural, before its "s" is taken for a plural.
constexpr std::string_view kWeEndings[] = {"ariamos", "eriamos", "iriamos", "ieramos", "iesemos", "abamos", "aramos",
                                           "aremos",  "eremos",  "iremos",  "amos",    "emos",    "imos"};

// "barceloneses", "barcelonesas", less their plural, to "barcelone", as "barcelonés" comes to. After other letters -esa
// is of another noun or a verb ("empresa", "ingresa").
bool cut_gentilic(StemWord& w) {
  if (!w.has("esa", w.rv()) && !w.has("ese", w.rv())) return false;
  const std::string_view rest = std::string_view(w.text()).substr(0, w.size() - 3);
  const bool is_gentilic =
      rest.ends_with("gu") || rest.ends_with("qu") || std::string_view("nldbv").find(rest.back()) != rest.npos;
  if (is_gentilic) w.cut(2);
  return is_gentilic;
}

// Plural. The vowel before the "s" stays: the singular loses its own at the end.
void cut_plural(StemWord& w) {
  if (w.size() < 4 || w.ends_with("ss")) return;
  const bool is_plural = w.ends_with("s");
  if (is_plural) w.cut(1);
  const bool is_gentilic = cut_gentilic(w);
  if (!is_plural && !is_gentilic) return;
  // "paises" -> "paise" -> "pai", where "pais" goes; "intereses", "inglesa" like "interes", "ingles".
  if (w.size() >= 5 && w.ends_with_any({"ise", "use"})) w.cut(2);
  // "particulares", "imagenes": to the singular at once, for the endings of verbs are looked at before the last vowel.
  if (w.ends_with_any({"are", "ere", "ire", "ane", "ene"})) w.cut(1);
}

// Derivation, longest first within a family of endings; with the plural's -e where the singular ends in a consonant.
constexpr std::string_view kDerivations[] = {"amiento", "imiento", "adora", "adore", "acione", "acion", "ador",
                                             "ancia",   "ante",    "anta",  "anza",  "isimo",  "isima", "able",
                                             "ible",    "ica",     "ico",   "osa",   "oso",    "iva",   "ivo"};
// "tratamiento", "movimiento": sure enough to go from short words.
constexpr std::string_view kDerivationsOfDeeds[] = {"amiento", "imiento"};
constexpr std::string_view kDerivationsOfNouns[] = {"idade", "idad"};

bool cut_derivation(StemWord& w) {
  const std::size_t r2 = w.r2();
  if (w.has("logia", r2)) {
    w.cut(2);
  } else if (w.has("ucion", r2) || w.has("ucione", r2)) {
    w.cut(w.ends_with("e") ? 5 : 4);
  } else if (w.has("encia", r2)) {
    w.replace("encia", "ent");
  } else if (w.cut_longest(kDerivationsOfNouns, r2)) {
    // "sostenibilidad" and "sostenible", "competitividad" and "competitivo".
    if (w.has("abil", r2) || w.has("ibil", r2)) w.cut(4);
    if (w.has("iv", r2)) w.cut(2);
    if (w.has("at", r2)) w.cut(2);
  } else if (w.cut_longest(kDerivations, r2)) {
    // "participativo", "participacion".
    if (w.has("at", r2)) w.cut(2);
  } else {
    return w.cut_longest(kDerivationsOfDeeds, w.r1());
  }
  return true;
}

// Forms of verbs as folding leaves them, without those that nouns have as often (-aste, -ase, -ad, -are, -aria).
constexpr std::string_view kVerbEndings[] = {"iendo", "ieron", "ieran", "iesen", "arian", "irian", "aban", "aran",
                                             "iran",  "aron",  "ando",  "iria",  "aba",   "ara",   "ira",  "ada",
                                             "ado",   "ida",   "ido",   "an",    "en",    "ar",    "er",   "ir"};

// The future and conditional of verbs in -er ("establecerá") only after these letters; else there is more often
// something different: "considera", "primera", "ingeniería".
bool cut_future_of_er(StemWord& w) {
  for (const std::string_view ending : {"erian", "eran", "eria", "era"}) {
    if (!w.has(ending, w.rv())) continue;
    const std::string_view rest = std::string_view(w.text()).substr(0, w.size() - ending.size());
    for (const std::string_view verb : {"ec", "oc", "eb", "end", "ond", "olv", "omov", "omet", "ced", "oteg", "erd"}) {
      if (!rest.ends_with(verb)) continue;
      w.cut(ending.size());
      return true;
    }
    return false;
  }
  return false;
}

bool cut_verb_ending(StemWord& w) {
  // "construyen", "contribuyendo".
  for (const std::string_view ending : {"yendo", "yeron", "yan", "yen", "ya", "ye", "yo"}) {
    if (!w.has(ending, w.rv()) || w.text()[w.size() - ending.size() - 1] != 'u') continue;
    w.cut(ending.size());
    return true;
  }
  return cut_future_of_er(w) || w.cut_longest(kVerbEndings, w.rv());
}

// Brings the spellings of one sound together, which change with the vowel that followed: "marque" and "marcar",
// "alcance" and "alcanzar", "dirija" and "dirigir", "conozca" and "conocer".
void settle_spelling(StemWord& w, std::string_view whole) {
  const auto next = [&] { return w.size() < whole.size() ? whole[w.size()] : '\0'; };
  const bool is_soft = next() == 'e' || next() == 'i';
  if (w.size() <= w.rv() && w.size() < 3) return;
  if (is_soft && w.ends_with("gu")) {
    w.cut(1);
  } else if (is_soft && w.ends_with("qu")) {
    w.replace("qu", "c");
  } else if (is_soft && w.ends_with("c")) {
    w.replace("c", "z");
  } else if (is_soft && w.ends_with("g")) {
    w.replace("g", "j");
  } else if (w.ends_with("zc")) {
    w.cut(1);
  }
}

}  // namespace

std::string stem_spanish(std::string_view word) {
  StemWord w(word);
  cut_pronouns(w);
  cut_mente(w);
  if (w.ends_with_any({"simos", "onimos"}) || !w.cut_longest(kWeEndings, w.rv())) {
    cut_plural(w);
    if (!cut_derivation(w)) {
      if (!cut_verb_ending(w)) {
        const char last = w.text().back();
        if ((last == 'a' || last == 'e' || last == 'o') && w.size() > w.rv()) w.cut(1);
      }
    }
  }
  // "financi" of "financiar" and "financiacion", "teni" of "tenia" and "tenian".
  if (w.ends_with("i") && w.size() > w.rv() && w.size() > 3) w.cut(1);
  settle_spelling(w, word);
  return w.text();
}

}  // namespace dixit::text
