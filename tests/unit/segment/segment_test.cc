// Headings, names, posts, places, dates: what a report says of who speaks, where and when.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/text/sentence.h"
#include "indexer/segment/dates.h"
#include "indexer/segment/numbering.h"
#include "indexer/segment/people.h"
#include "indexer/segment/speaker_line.h"
#include "tests/support/documents.h"

namespace dixit::segment {
namespace {

using test::authority;
using test::confusions;
using test::outline;
using test::segmented;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::StartsWith;

// "name | role class | city | organisation", or "" for what is no heading.
std::string read(std::string_view heading) {
  const std::optional<SpeakerLine> line = read_speaker_line(heading, authority());
  if (!line) return {};
  const Affiliation& a = line->affiliation;
  return (line->moderates ? "[mod] " : "") + line->name + " | " + a.role_class + " | " + a.city + " | " +
         a.organisation;
}

TEST(SpeakerLine, TakesNamePostCityAndBodyApart) {
  EXPECT_EQ(read("Marta Puig, directora de Relaciones Internacionales del Ayuntamiento de Sabadell"),
            "Marta Puig | dirección | Sabadell | Ayuntamiento de Sabadell");
  EXPECT_EQ(read("José Ignacio de la Peña, teniente de alcalde de Vitoria"),
            "José Ignacio de la Peña | concejalía / alcaldía | Vitoria | Vitoria");
  EXPECT_EQ(read("Jean-Luc Moreau, jefe de la Oficina de Proyectos Europeos de Burdeos"),
            "Jean-Luc Moreau | responsable técnico | Burdeos | Oficina de Proyectos Europeos de Burdeos");
}

TEST(SpeakerLine, ReadsThroughTheDamageOfOcr) {
  EXPECT_EQ(read("Pere Soler, seeretario deneral del Area Metropolitana de Barcelona"),
            "Pere Soler | secretaría | Barcelona | Área Metropolitana de Barcelona");
  EXPECT_THAT(read("Ana Ruiz, coneejala de la ciudad de Johannesburdo"), StartsWith("Ana Ruiz"));
  EXPECT_EQ(read("Kim Min-ho, director de la ciudad de Sedl"), "Kim Min-ho | dirección | Seúl | Ciudad de Sedl");
}

TEST(SpeakerLine, FindsNoCityInTheNamesOfUniversitiesStatesAndFirms) {
  EXPECT_EQ(read("Laura Gil, profesora de la Universidad de Sevilla"),
            "Laura Gil | academia |  | Universidad de Sevilla");
  EXPECT_EQ(read("Paulo Dias, director de Cooperación del Estado de Minas Gerais"),
            "Paulo Dias | dirección |  | Estado de Minas Gerais");
  EXPECT_EQ(read("Luis Vega, socio de Roca Abogados, director de Estudios"), "Luis Vega | empresa |  | Roca Abogados");
}

TEST(SpeakerLine, TakesTheFirstPostOfSeveral) {
  EXPECT_THAT(read("Inés Mora, presidenta de Redes y concejala del Ayuntamiento de Gijón"),
              StartsWith("Inés Mora | presidencia"));
  EXPECT_THAT(read("Inés Mora, jefa de estudios y profesora en la UPC"), StartsWith("Inés Mora | academia"));
}

TEST(SpeakerLine, KnowsAModeratorsLabel) {
  EXPECT_EQ(read("Moderador: Josep Vidal, coordinador de la Diputación de Barcelona"),
            "[mod] Josep Vidal | coordinación | Barcelona | Diputación de Barcelona");
  EXPECT_THAT(read("Moderadora: Sra. Rosa Font, periodista"), StartsWith("[mod] Rosa Font "));
  EXPECT_THAT(read("Moderated by: Jane Smith, mayor of Manchester"), StartsWith("[mod] Jane Smith"));
}

TEST(SpeakerLine, TellsAnUnlistedCityFromTheBodyBeforeIt) {
  const auto line = read_speaker_line("Rosa Font, alcaldesa del Ayuntamiento de Villanube del Arroyo", authority());
  ASSERT_TRUE(line);
  EXPECT_EQ(line->affiliation.city, "Villanube del Arroyo");
  EXPECT_FALSE(line->affiliation.known_place);
}

TEST(SpeakerLine, LeavesSentencesAlone) {
  for (const char* sentence :
       {"Finalmente, director y alcalde coincidieron", "Marta Puig, directora de Redes, destacó la importancia.",
        "En Barcelona, concejales y técnicos", "Asimismo, Marta Puig", "La Oficina, responsable de la estrategia",
        "marta puig, directora de Redes", "— Marta Puig, directora de Redes"}) {
    EXPECT_EQ(read(sentence), "") << sentence;
  }
}

TEST(Sentence, KnowsWhenALineBreaksOff) {
  EXPECT_TRUE(text::breaks_off("Jordi Torrent, director de Estrategia del"));
  EXPECT_TRUE(text::breaks_off("Jordi Torrent,"));
  EXPECT_FALSE(text::breaks_off("Jordi Torrent, director de Estrategia"));
}

TEST(SpeakerLine, FindsThePersonInASessionsHeading) {
  EXPECT_EQ(person_in_title("Conferencia inaugural del Dr. Peter Hall: “Cities”", authority()).name, "Peter Hall");
  const NamedInTitle bosch = person_in_title("Bienvenida a cargo de Ada Serra, alcaldesa de Reus", authority());
  EXPECT_EQ(bosch.name, "Ada Serra");
  EXPECT_EQ(bosch.role, "alcaldesa de Reus");
  EXPECT_EQ(person_in_title("Sesión 1. La internacionalización de las ciudades", authority()).name, "");
  EXPECT_EQ(person_in_title("La experiencia de Santiago de Chile", authority()).name, "");
}

TEST(SpeakerLine, FindsHowTheTextIntroducesAPerson) {
  EXPECT_EQ(
      apposition_of("Peter Hall", "Habló el Dr. Peter Hall, profesor de la Universidad de Londres. Luego", authority()),
      "profesor de la Universidad de Londres");
  EXPECT_EQ(apposition_of("Peter Hall", "Peter Hall, como siempre, habló.", authority()), "");
}

TEST(Numbering, ReadsNumbersOfHeadings) {
  const auto number = [](std::string_view line) {
    const auto found = section_number_at(line);
    return found ? to_string(found->number) : std::string();
  };
  EXPECT_EQ(number("5.1.1. Sesión 1. La"), "5.1.1");
  EXPECT_EQ(number("5.2.5 Conclusiones"), "5.2.5");
  EXPECT_EQ(number("3. Metodología"), "3");
  EXPECT_EQ(number("5.l.2. Sesión"), "5.1.2") << "an l that OCR made of a 1";
  EXPECT_EQ(number("35 municipios"), "");
  EXPECT_EQ(number("2016. En este"), "");
  EXPECT_EQ(number("1) cómo utilizar"), "");
  EXPECT_EQ(number("3. de julio"), "");
}

TEST(Numbering, AcceptsWhatCanFollow) {
  EXPECT_TRUE(can_follow({}, {1}));
  EXPECT_TRUE(can_follow({5}, {5, 1}));
  EXPECT_TRUE(can_follow({5, 1, 3}, {5, 2}));
  EXPECT_TRUE(can_follow({5, 1, 3}, {6}));
  EXPECT_TRUE(can_follow({4}, {6})) << "one heading may be missing";
  EXPECT_FALSE(can_follow({5, 1}, {5, 1}));
  EXPECT_FALSE(can_follow({5, 1}, {4}));
  EXPECT_FALSE(can_follow({1}, {20}));
  EXPECT_FALSE(can_follow({1}, {2, 1}));
}

TEST(Numbering, CountsThemesInRomanDigitsAsOcrHasThem) {
  EXPECT_EQ(roman(14), "xiv");
  EXPECT_TRUE(roman_item_at("iii. Resultados", 3));
  EXPECT_TRUE(roman_item_at("X. Comunicacion", 10));
  EXPECT_TRUE(roman_item_at("xX. Infraestructuras", 20));
  EXPECT_TRUE(roman_item_at("il. Importancia", 2));
  EXPECT_FALSE(roman_item_at("iv. Financiación", 3));
  EXPECT_FALSE(roman_item_at("iii. resultados", 3));
  EXPECT_FALSE(roman_item_at("vivienda. Es", 5));
}

std::vector<std::string> dates(std::string_view text) {
  std::vector<std::string> told;
  for (const DateMention& mention : dates_in(text, authority(), confusions())) {
    told.push_back(mention.iso + (mention.event.empty() ? "" : " " + mention.event));
  }
  return told;
}

TEST(Dates, AreCompletedFromWhatStandsAroundThem) {
  EXPECT_THAT(dates("se celebró los días 7 y 8 de julio del 2016"), ElementsAre("2016-07-07", "2016-07-08"));
  EXPECT_THAT(
      dates("en julio. El 7 de julio de 2016. El taller del jueves 7 de julio, y la conferencia del viernes 8."),
      ElementsAre("2016-07-07", "2016-07-07 taller", "2016-07-08 conferencia"));
  EXPECT_THAT(dates("el 3 de maig de 2018"), ElementsAre("2018-05-03"));
}

TEST(Dates, AreDroppedWhereTheWeekdayContradictsThem) {
  EXPECT_THAT(dates("el 7 de julio de 2016; el lunes 7 de julio"), ElementsAre("2016-07-07"));
}

TEST(Dates, AreNotFoundInPlainNumbers) {
  EXPECT_THAT(dates("los 35 municipios, 3 millones, el 31 de febrero de 2016"), IsEmpty());
}

std::map<std::string, std::string> canonical(const std::map<std::string, std::size_t>& printed,
                                             const std::map<std::string, std::size_t>& words = {}) {
  return canonical_names({printed, words}, authority(), confusions());
}

TEST(People, AreOneThoughOcrReadThemDifferently) {
  const auto names = canonical({{"Gadriel Oreda", 1}, {"Gabriel Oreda", 1}, {"Gabriel Oredga", 1}});
  EXPECT_EQ(names.at("Gabriel Oreda"), "Gabriel Orega");
  EXPECT_EQ(names.at("Gabriel Oredga"), "Gabriel Orega");
}

TEST(People, KeepASoundNameThatNothingSpeaksAgainst) {
  EXPECT_EQ(canonical({{"Fortunata Belcastro", 1}}).at("Fortunata Belcastro"), "Fortunata Belcastro");
}

TEST(People, StayTwoWhereTwoGivenNamesAreListed) {
  const auto names = canonical({{"Mario Soler", 1}, {"Maria Soler", 1}});
  EXPECT_NE(names.at("Mario Soler"), names.at("Maria Soler"));
}

TEST(People, AreReadAsTheRunningTextHasThem) {
  EXPECT_EQ(canonical({{"Octavi Vardas", 1}}, {{"vargas", 3}}).at("Octavi Vardas"), "Octavi Vargas");
}

constexpr std::string_view kReport = R"(1. Presentación

El foro se celebró el 4 de mayo del 2018.

2. Resumen de las intervenciones en el foro

2.1. Sesión 1. El agua
y las ciudades

Moderadora: Rosa Font, profesora de la Universidad
de Vigo

Abrió la sesión con una pregunta.

Ana Ruiz, directora de Agua de la ciudad de Turín

Señaló que el agua es escasa.

Pedro Gómez, concejal del Ayuntamiento
de

)"
                                     "\f"
                                     R"(Foro de las ciudades

Villanube

Comentó que faltan recursos.

Temas del debate

- El precio del agua.
- La red.

2.2. Conferencia de clausura a cargo de Luis Vega,
alcalde de Lima

Agradeció a todos.
)";

TEST(SeminarReport, FindsSessionsSpeakersAndDebates) {
  EXPECT_THAT(outline(segmented(kReport)),
              ElementsAre("section 3-3 - 1. Presentación", "intervention 13-13 2.1 Rosa Font | moderación | -",
                          "intervention 17-17 2.1 Ana Ruiz | dirección | Turín",
                          "intervention 26-26 2.1 Pedro Gómez | concejalía / alcaldía | Villanube",
                          "debate 30-31 2.1 Temas del debate",
                          "intervention 36-36 2.2 Luis Vega | concejalía / alcaldía | Lima"));
}

TEST(SeminarReport, TellsModeratorTitleAndDateOfASession) {
  const model::Report report = segmented(kReport);
  const model::Session& session = *report.units[2].session;
  EXPECT_EQ(session.id, "doc/2.1");
  EXPECT_EQ(session.title, "Sesión 1. El agua y las ciudades");
  EXPECT_EQ(session.moderator, "Rosa Font");
  EXPECT_EQ(session.date, "2018-05-04");
  EXPECT_EQ(report.date, "2018-05-04");
}

TEST(SeminarReport, SaysWhatItHadToGuess) {
  Diagnostics found;
  segmented(kReport, found);
  const std::vector<Diagnostic> all = found.sorted();
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].code, "segment.unknown-place");
  EXPECT_EQ(all[0].line, 19U);
}

TEST(SeminarReport, SplitsAHeadingThatLostItsBlankLine) {
  EXPECT_THAT(outline(segmented("1. Sesión\n\nAna Ruiz, directora de Agua de Turín\n\nSeñaló que el agua es escasa.\n"
                                "Pedro Gómez, concejal de Lima\n\nComentó que no.\n")),
              ElementsAre("intervention 5-5 1 Ana Ruiz | dirección | Turín",
                          "intervention 8-8 1 Pedro Gómez | concejalía / alcaldía | Lima"));
}

TEST(SeminarReport, NumbersThemesOverPages) {
  EXPECT_THAT(
      outline(segmented("1. Temas\n\nSon los que siguen.\n\ni. El agua de las\nciudades. Es escasa.\n\n"
                        "il. La vivienda. Es cara\n\f\ny escasa.\n\niii. El aire. Es malo.\n\n2. Fin\n\nNada.\n")),
      ElementsAre("section 3-3 - 1. Temas", "theme 5-6 - El agua de las ciudades", "theme 8-10 - La vivienda",
                  "theme 12-12 - El aire", "section 16-16 - 2. Fin"));
}

TEST(SeminarReport, KnowsSessionsByNameWhereTheyHaveNoNumber) {
  EXPECT_THAT(outline(segmented("Mesa redonda 2: El agua\n\nAna Ruiz, directora de Agua de Turín\n\nSeñaló que sí.\n\n"
                                "Pedro Gómez, concejal de Lima\n\nComentó que no.\n")),
              ElementsAre("intervention 5-5 Mesa redonda 2 Ana Ruiz | dirección | Turín",
                          "intervention 9-9 Mesa redonda 2 Pedro Gómez | concejalía / alcaldía | Lima"));
}

TEST(SeminarReport, ReportsAGapInTheNumbers) {
  Diagnostics found;
  segmented("1. Uno\n\nTexto.\n\n3. Tres\n\nTexto.\n", found);
  ASSERT_EQ(found.sorted().size(), 1U);
  EXPECT_EQ(found.sorted()[0].code, "segment.number-gap");
}

TEST(PlainPages, MakeASectionOfEachPageOfATextWithoutStructure) {
  EXPECT_THAT(outline(segmented("una carta\nsin más\n\fy su vuelta\n")),
              ElementsAre("section 1-2 - -", "section 3-3 - -"));
}

}  // namespace
}  // namespace dixit::segment
