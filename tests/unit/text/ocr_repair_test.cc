// Damaged words are read as they are meant, sound ones are left alone; lexicons and channel are the program's own.

#include "core/text/ocr_repair.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <random>

#include "core/text/analyzer.h"

namespace dixit::text {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

struct Loaded {
  std::shared_ptr<const LanguagePacks> packs;
  std::shared_ptr<const OcrRepair> repair;
};

const Loaded& loaded() {
  static const Loaded once = [] {
    Diagnostics found;
    Loaded all;
    all.packs = LanguagePacks::load(DIXIT_DATA "/lang", found).value();
    all.repair = OcrRepair::load(DIXIT_DATA "/lexicon", DIXIT_DATA "/lang", all.packs, found).value();
    return all;
  }();
  return once;
}

std::vector<Token> tokens_of(std::string_view text, Language language = Language::kSpanish) {
  Analyzer analyzer(loaded().packs, loaded().repair);
  return analyzer.analyze(text, language);
}

// The readings of `text`, joined by spaces.
std::string read(std::string_view text, Language language = Language::kSpanish) {
  std::string readings;
  for (const Token& token : tokens_of(text, language)) readings += (readings.empty() ? "" : " ") + token.reading;
  return readings;
}

TEST(OcrRepair, BringsBackLettersThatOcrTookForOthers) {
  EXPECT_EQ(read("la estratedia de las ciudades"), "la estrategia de las ciudades");
  EXPECT_EQ(read("la politica pdblica y la accién exterior"), "la política pública y la acción exterior");
  EXPECT_EQ(read("los dltimos afios"), "los últimos años");
  EXPECT_EQ(read("sin embardo"), "sin embargo");
}

TEST(OcrRepair, GivesBackAccentsByTheWordsAround) {
  EXPECT_EQ(read("esta ciudad esta en el centro"), "esta ciudad está en el centro");
  EXPECT_EQ(read("la opinion publica"), "la opinión pública");
}

TEST(OcrRepair, PartsTwoWordsThatRanTogether) {
  const std::vector<Token> tokens = tokens_of("la estrategiay la coordinacion");
  EXPECT_EQ(tokens[1].reading, "estrategia y");
  EXPECT_EQ(tokens[1].how, How::kSplit);
  EXPECT_EQ(tokens[1].form, "estrategia");
}

TEST(OcrRepair, PartsADamagedWordFromTheSmallOneItRanInto) {
  Analyzer analyzer(loaded().packs, loaded().repair);
  CollectionWords collection;
  for (int i = 0; i < 20; ++i) collection.add(analyzer.analyze("la estrategia de la ciudad", Language::kSpanish));
  const std::vector<Token> tokens = analyzer.analyze("la estratediay la coordinacion", Language::kSpanish, &collection);
  EXPECT_EQ(tokens[1].reading, "estrategia y");
  EXPECT_EQ(tokens[1].how, How::kSplit);
}

TEST(OcrRepair, PartsSmallWordsThatADictionaryHasAsOne) {
  EXPECT_EQ(read("el informe dela comisión, los derechos delos trabajadores"),
            "el informe de la comisión los derechos de los trabajadores");
}

TEST(OcrRepair, LeavesANameThatLooksLikeTwoSmallWords) {
  EXPECT_EQ(read("la empresa Enel dijo que sí"), "la empresa Enel dijo que sí");
}

TEST(OcrRepair, JoinsAWordThatIsPrintedInTwoPieces) {
  const std::vector<Token> tokens = tokens_of("La CONSIDER ACIÓN del gobier no");
  ASSERT_EQ(tokens.size(), 4U);
  EXPECT_EQ(tokens[1].reading, "CONSIDERACIÓN");
  EXPECT_EQ(tokens[1].printed, "CONSIDER ACIÓN");
  EXPECT_EQ(tokens[1].how, How::kJoined);
  EXPECT_GE(tokens[1].confidence, OcrRepair::kLeastConfidence);
  EXPECT_EQ(tokens[3].reading, "gobierno");
  EXPECT_EQ(tokens[3].position, 4U);
}

TEST(OcrRepair, JoinsAWordThatIsBrokenOverALineEndAndReadsIt) {
  const std::vector<Token> tokens = tokens_of("la estra-\ntedia de la ciudad");
  EXPECT_EQ(tokens[1].reading, "estrategia");
  EXPECT_EQ(tokens[1].printed, "estra-\ntedia");
  EXPECT_EQ(tokens[1].how, How::kJoined);
}

TEST(OcrRepair, JoinsNoWordsThatStandOnTheirOwn) {
  for (const char* sound : {"el pacto franco-\nespañol de 2016", "sobre todo con texto a parte", "de la AMB y el IBEI",
                            "un blogger de Vic", "dijo:\n\nnada"}) {
    for (const Token& token : tokens_of(sound)) EXPECT_NE(token.how, How::kJoined) << token.printed;
  }
}

TEST(OcrRepair, LeavesLanguagesWithoutAPackAlone) {
  for (const char* foreign :
       {"Le maire de la ville a souligné que la stratégie internationale doit être partagée avec les citoyens et les "
        "entreprises. Il a ajouté que les réseaux de villes permettent d'apprendre des autres et de peser davantage.",
        "O presidente da câmara disse que a estratégia internacional da cidade não pode ser feita sem os cidadãos. "
        "Acrescentou que as redes de cidades ajudam muito a aprender com os outros e a ter mais força lá fora.",
        "Der Bürgermeister sagte, dass die internationale Strategie der Stadt nicht ohne die Bürger gemacht werden "
        "kann. Er fügte hinzu, dass Netzwerke von Städten helfen, voneinander zu lernen und gehört zu werden."}) {
    for (const Token& token : tokens_of(foreign)) EXPECT_EQ(token.reading, token.printed) << foreign;
  }
}

TEST(OcrRepair, ReadsRomanNumerals) {
  EXPECT_EQ(read("en el capitulo Ill de la ley"), "en el capítulo III de la ley");
}

TEST(OcrRepair, KnowsAVerbWithItsPronoun) {
  for (const char* sound : {"para financiarla", "creandolos", "coordinándose con otras"}) {
    for (const Token& token : tokens_of(sound)) EXPECT_NE(token.how, How::kSplit) << sound;
  }
}

TEST(OcrRepair, KeepsTheLetterCase) {
  EXPECT_EQ(read("Sin embardo, la ESTRATEDIA"), "Sin embargo la ESTRATEGIA");
}

TEST(OcrRepair, LeavesSoundWordsNamesAndForeignWordsAlone) {
  for (const char* sound :
       {"El gobierno de la ciudad tiene una estrategia de internacionalización.",
        "habló Fortunata Belcastro en la sesión", "el AMB y el IBEI", "los stakeholders y el branding",
        "en el año 2016 había 35 municipios", "the members of the city council are in this case to be heard",
        "ver /usr/share/doc y www.amb.cat"}) {
    for (const Token& token : tokens_of(sound)) EXPECT_EQ(token.reading, token.printed) << sound;
  }
}

TEST(OcrRepair, LearnsFromTheCollectionWhatAReportUses) {
  Analyzer analyzer(loaded().packs, loaded().repair);
  CollectionWords collection;
  // What was read as d was ó and never é: this report tells what others said.
  for (int i = 0; i < 20; ++i) collection.add(analyzer.analyze("Asimismo, indicd que la ciudad", Language::kSpanish));
  const std::vector<Token> tokens =
      analyzer.analyze("Asimismo, destacé que la ciudad", Language::kSpanish, &collection);
  EXPECT_EQ(tokens[1].reading, "destacó");
}

TEST(OcrRepair, ReadsARareNameByTheOneThatTheCollectionHas) {
  Analyzer analyzer(loaded().packs, loaded().repair);
  CollectionWords collection;
  for (int i = 0; i < 8; ++i) collection.add(analyzer.analyze("habló Zubigarai en la sesión", Language::kSpanish));
  loaded().repair->find_own_words(collection);
  const std::string text = "habló Zubidarai en la sesión";
  EXPECT_EQ(analyzer.analyze(text, Language::kSpanish, &collection)[1].reading, "Zubigarai");
  EXPECT_EQ(analyzer.analyze(text, Language::kSpanish)[1].reading, "Zubidarai");
}

TEST(OcrRepair, AsksMoreOfAChangeWhereThePageWasReadWell) {
  const std::string slip = " Los existenes ";
  std::string clean;
  std::string damaged;
  for (int i = 0; i < 30; ++i) {
    clean += "La estrategia pública de la ciudad señaló la acción. ";
    damaged += "La estratedia pdblica de la ciudad sefialé la acci6n. ";
  }
  EXPECT_THAT(read(clean + slip), HasSubstr("Los existenes"));
  EXPECT_THAT(read(damaged + slip), HasSubstr("Los existentes"));
}

TEST(OcrRepair, SaysHowItReadAndHowSureItIs) {
  const std::vector<Token> tokens = tokens_of("la estratedia politica");
  EXPECT_EQ(tokens[0].how, How::kSame);
  EXPECT_EQ(tokens[0].confidence, 1.0F);
  EXPECT_EQ(tokens[1].how, How::kOcr);
  EXPECT_GT(tokens[1].confidence, 0.9F);
  EXPECT_EQ(tokens[2].how, How::kAccent);
  for (const Token& token : tokens) EXPECT_GE(token.confidence, OcrRepair::kLeastConfidence);
}

TEST(OcrRepair, KeepsTheRulesOfTokensWhateverTheText) {
  std::mt19937 random(11);
  Analyzer analyzer(loaded().packs, loaded().repair);
  for (int round = 0; round < 200; ++round) {
    std::string text;
    for (int i = 0; i < 60; ++i)
      text.push_back(static_cast<char>(random() % 3 == 0 ? random() : "aeiou rsdlg6 ."[random() % 14]));
    std::size_t at = 0;
    for (const Token& token : analyzer.analyze(text, Language::kSpanish)) {
      ASSERT_GE(token.begin, at);
      ASSERT_EQ(token.printed, text.substr(token.begin, token.end - token.begin));
      ASSERT_FALSE(token.reading.empty());
      at = token.end;
    }
  }
}

TEST(OcrRepair, ReadsALineOfAMegabyteAndAWordOfMany) {
  std::string text;
  while (text.size() < (1U << 20U)) text += "ordanizacion xqzt1l0 ";
  std::string word(100'000, 'x');
  const std::vector<Token> tokens = tokens_of(text + word);
  EXPECT_EQ(tokens.front().reading, "organización");
  EXPECT_EQ(tokens.back().reading, word);
}

TEST(OcrRepair, GivesTheSameReadingsEveryTime) {
  const std::string text = "Sefald que la estratedia pdblica esta en la adenda dlobal de los dobiernos";
  EXPECT_EQ(read(text), read(text));
}

class Files : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (fs::temp_directory_path() / "dixit-channel-XXXXXX").string();
    folder_ = ::mkdtemp(pattern.data());
  }
  void TearDown() override { fs::remove_all(folder_); }
  fs::path write(const std::string& name, std::string_view bytes) {
    std::ofstream(folder_ / name, std::ios::binary) << bytes;
    return folder_ / name;
  }
  fs::path folder_;
};

TEST_F(Files, AreReadAsTheyAreAndNotAsTheyWere) {
  Diagnostics found;
  const auto lexicon = Lexicon::open(DIXIT_DATA "/lexicon/es.lex").value();
  const auto best = [&](const fs::path& file) {
    const auto channel = NoisyChannel::load(file, found).value();
    const std::vector<ChannelReading> readings =
        channel->readings("estratedia", lexicon->graph(), Accents::kLost, 5, 0);
    return readings.empty() ? std::string() : readings.front().word;
  };
  EXPECT_EQ(best(write("with.tsv", "g\td\t2.9\t4\n")), "estrategia");
  EXPECT_EQ(best(write("without.tsv", "n\tm\t2.9\t4\n")), "");
}

TEST_F(Files, TellPagesThatLostTheirAccentsFromThoseThatDidNot) {
  Diagnostics found;
  const auto lexicon = Lexicon::open(DIXIT_DATA "/lexicon/es.lex").value();
  const auto channel = NoisyChannel::load(write("channel.tsv", "ó\t6\t2\t8\n=y\t=vv\t2\t3\n"), found).value();
  const auto count = [&](std::string_view printed, Accents accents) {
    return channel->readings(printed, lexicon->graph(), accents, 5, 0).size();
  };
  EXPECT_EQ(count("acci6n", Accents::kLost), 1U);
  EXPECT_EQ(count("acci6n", Accents::kRead), 0U);
  EXPECT_EQ(count("vv", Accents::kRead), 1U);
  EXPECT_EQ(count("vva", Accents::kRead), 0U) << "a confusion of whole words is none of their letters";
}

TEST_F(Files, NameTheLineThatMakesNoSense) {
  Diagnostics found;
  const auto channel = NoisyChannel::load(write("bad.tsv", "# head\ng\td\t2.9\t4\nrubbish\nñ\tfi\tcheap\t1\n"), found);
  ASSERT_TRUE(channel);
  EXPECT_EQ((*channel)->size(), 1U);
  ASSERT_EQ(found.sorted().size(), 2U);
  EXPECT_EQ(found.sorted()[0].line, 3U);
  EXPECT_EQ(found.sorted()[0].code, "channel.bad-line");
  EXPECT_FALSE(found.sorted()[0].hint.empty());
}

TEST_F(Files, AreRefusedWhenTheyHoldNothing) {
  Diagnostics found;
  EXPECT_EQ(NoisyChannel::load(write("empty.tsv", ""), found).error().code, ErrorCode::kInputRejected);
  EXPECT_EQ(NoisyChannel::load(folder_ / "none.tsv", found).error().code, ErrorCode::kInputMissing);
  for (const std::string_view bytes : {std::string_view(), std::string_view("not a lexicon"),
                                       std::string_view("DIXITLX2 but nothing of what should follow it")}) {
    const auto lexicon = Lexicon::open(write("bad.lex", bytes));
    ASSERT_FALSE(lexicon);
    EXPECT_THAT(lexicon.error().hint, HasSubstr("build"));
  }
}

TEST(Lexicon, KnowsFormsAndWhatFollowsWhat) {
  const auto lexicon = Lexicon::open(DIXIT_DATA "/lexicon/es.lex").value();
  const auto number = [&](std::string_view word) { return lexicon->graph().find(to_latin1_lower(word)); };
  for (const char* word :
       {"plazo", "sostenible", "ciudades", "señaló", "internacionalización", "barcelona", "medellín"}) {
    EXPECT_TRUE(number(word)) << word;
  }
  for (const char* word : {"estratedia", "pdblica", "xyz"}) EXPECT_FALSE(number(word)) << word;
  EXPECT_LT(lexicon->cost(*number("de")), lexicon->cost(*number("ciudad")));
  EXPECT_LT(lexicon->cost(*number("ciudad")), lexicon->cost(*number("abarraganar")));
  EXPECT_TRUE(lexicon->pair_cost(*number("de"), *number("la")));
  EXPECT_FALSE(lexicon->pair_cost(*number("la"), *number("abarraganar")));
}

}  // namespace
}  // namespace dixit::text
