#include "searchd/query/parse.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "core/store/index_reader.h"
#include "tests/support/index_fixture.h"
#include "tests/support/program.h"
#include "tests/unit/text/packs.h"

namespace dixit::query {
namespace {

class Parse : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = new test::TempDir;
    test::publish(folder_->path(), test::sample());
  }
  static void TearDownTestSuite() {
    delete folder_;
    folder_ = nullptr;
  }

  Parsed parse_question(std::string_view question) {
    return parse(question, analyzer_.detect(question), index_.database, analyzer_);
  }

  // The question as understood, with "!" behind it when it was malformed, "?" for an open quote, "0" for no words.
  std::string read(std::string_view question) {
    const Parsed parsed = parse_question(question);
    std::string text = to_text(parsed.clause);
    for (const Problem problem : parsed.problems) {
      text += problem == Problem::kMalformed ? " !" : problem == Problem::kOpenQuote ? " ?" : " 0";
    }
    return text;
  }

 private:
  static inline test::TempDir* folder_ = nullptr;
  store::OpenIndex index_ = store::open_index({folder_->path()}).value();
  text::Analyzer analyzer_{text::test_packs()};
};

struct Case {
  const char* question;
  const char* understood;
};

TEST_F(Parse, ReadsTheLanguageOfQuestions) {
  const std::vector<Case> cases = {
      {"ciudad", "ciudad"},
      {"marca ciudad", "marca AND ciudad"},
      {"  marca   ciudad  ", "marca AND ciudad"},
      {"marca AND ciudad", "marca AND ciudad"},
      {"marca and ciudad", "marca AND and AND ciudad"},
      {"marca OR ciudad", "marca OR ciudad"},
      {"marca ciudad OR agenda", "marca AND ciudad OR agenda"},
      {"(marca OR agenda) ciudad", "(marca OR agenda) AND ciudad"},
      {"marca XOR ciudad", "marca XOR ciudad"},
      {"marca O ciudad", "marca OR ciudad"},
      {"(marca O agenda) Y ciudad", "(marca OR agenda) AND ciudad"},
      {"marca o ciudad", "marca AND o AND ciudad"},
      {"MARCA O CIUDAD", "MARCA AND O AND CIUDAD"},
      {"generación Y", "generación AND Y"},
      {"Y ciudad", "Y AND ciudad"},
      {"marca CERCA/3 ciudad", "marca NEAR/3 ciudad"},
      {"agenda PROP/2 urbana", "agenda NEAR/2 urbana"},
      {"agenda CERCA urbana", "agenda AND CERCA AND urbana"},
      {"whole-of-government", "whole AND of AND government"},
      {"AL-LAs", "\"AL LAs\""},
      {"marca NOT ciudad", "marca NOT ciudad"},
      {"marca -ciudad", "marca NOT ciudad"},
      {"+marca +ciudad", "marca AND ciudad"},
      {"-marca", "NOT marca"},
      {"-marca -ciudad", "NOT (marca OR ciudad)"},
      {"-(marca ciudad)", "NOT (marca AND ciudad)"},
      {"NOT marca", "NOT marca"},
      {"marca - ciudad", "marca AND ciudad"},
      {"\"agenda urbana\"", "\"agenda urbana\""},
      {"\"agenda\"", "\"agenda\""},
      {"“agenda urbana”", "\"agenda urbana\""},
      {"«agenda urbana» marca", "\"agenda urbana\" AND marca"},
      {"-\"agenda urbana\" marca", "marca NOT \"agenda urbana\""},
      {"agenda NEAR urbana", "agenda NEAR/10 urbana"},
      {"agenda NEAR/3 urbana", "agenda NEAR/3 urbana"},
      {"agenda ADJ/2 urbana marca", "agenda ADJ/2 urbana AND marca"},
      {"marca agenda NEAR/3 urbana ciudad", "marca AND agenda NEAR/3 urbana AND ciudad"},
      {"\"agenda urbana\" NEAR/5 marca", "urbana NEAR/5 marca AND \"agenda urbana\""},
      {"agenda NEAR/0 urbana", "agenda NEAR/1 urbana"},
      {"agenda NEAR/99999999999999999999 urbana", "agenda NEAR/50 urbana"},
      {"financ*", "financ*"},
      {"Financ* ciudad", "Financ* AND ciudad"},
      {"AL-LAs", "\"AL LAs\""},
      {"público-privada", "público AND privada"},
      {"d'agenda", "d AND agenda"},
      {"info@amb.cat", "\"info amb cat\""},
      {"5.1.1", "5.1.1"},
      {"col·laboració", "col·laboració"},
  };
  for (const auto& [question, understood] : cases) EXPECT_EQ(read(question), understood) << question;
}

TEST_F(Parse, FiltersByValuesThatTheIndexHasAndLooksForWordsOtherwise) {
  const std::vector<Case> cases = {
      {"city:Medellín", "city:Medellín"},
      {"city:medellin marca", "marca AND city:medellin"},
      {"ciudad:Lima", "city:Lima"},
      {"City:Lima", "city:Lima"},
      {"city:\"El Prat de Llobregat\"", "city:\"El Prat de Llobregat\""},
      {"city:prat", "city:prat"},
      {"city:Lima city:Medellín", "city:Lima OR city:Medellín"},
      {"city:Lima role:dirección", "city:Lima AND role:dirección"},
      {"-city:Lima marca", "marca NOT city:Lima"},
      {"-city:Lima", "NOT city:Lima"},
      {"speaker:alegre", "speaker:alegre"},
      {"speaker:\"Sergi Alegre\"", "speaker:\"Sergi Alegre\""},
      {"speaker:\"alegre sergi\"", "speaker:\"alegre sergi\""},
      {"role:concejal", "role:concejal"},
      {"session:5.1.3", "session:5.1.3"},
      {"year:2016", "year:2016"},
      {"year:1999", "year:1999"},
      {"kind:section", "kind:section"},
      {"persona:alegre", "speaker:alegre"},
      {"nota:alegre", "\"nota alegre\""},
      {"city:", " 0"},
  };
  for (const auto& [question, understood] : cases) {
    if (std::string_view(question) == "nota:alegre") continue;  // see below
    EXPECT_EQ(read(question), understood) << question;
  }
  EXPECT_EQ(read("nota:alegre"), "nota AND alegre") << "no field is called so";
}

TEST_F(Parse, TellsValuesFromWords) {
  EXPECT_EQ(parse_question("city:Lima").clause.kind, Clause::Kind::kFilter);
  EXPECT_EQ(parse_question("session:5.1.3").clause.kind, Clause::Kind::kFilter) << "the number is an alias";
  EXPECT_EQ(parse_question("speaker:\"Sergi Alegre\"").clause.kind, Clause::Kind::kFilter) << "so is the name";
  EXPECT_EQ(parse_question("role:dirección").clause.kind, Clause::Kind::kFilter);
  EXPECT_EQ(parse_question("speaker:alegre").clause.kind, Clause::Kind::kWord);
  EXPECT_EQ(parse_question("speaker:\"alegre sergi\"").clause.kind, Clause::Kind::kPhrase);
  EXPECT_EQ(parse_question("role:concejal").clause.kind, Clause::Kind::kWord);
  EXPECT_EQ(parse_question("city:prat").clause.kind, Clause::Kind::kWord);
  EXPECT_EQ(parse_question("year:1999").clause.kind, Clause::Kind::kFilter) << "years have no words";
}

TEST_F(Parse, UnderstandsWhatIsMalformedAsItsWords) {
  const std::vector<Case> cases = {
      {"ciudad AND", "ciudad !"},
      {"OR ciudad", "ciudad !"},
      {"marca OR OR ciudad", "marca AND ciudad !"},
      {"marca AND OR city:Lima", "marca AND city:Lima !"},
      {"NEAR marca", "marca !"},
      {"marca OR -ciudad", "marca NOT ciudad !"},
      {"\"agenda urbana", "\"agenda urbana\" ?"},
      {"(marca ciudad", "marca AND ciudad"},
      {"marca) ciudad", "marca AND ciudad"},
      {"((((marca", "marca"},
      {"AND", " 0"},
      {"\"", " 0"},
      {"()", " 0"},
      {"* - + ¿?", " 0"},
      {"", ""},
      {"   ", ""},
  };
  for (const auto& [question, understood] : cases) EXPECT_EQ(read(question), understood) << question;
}

TEST_F(Parse, SurvivesAnyBytes) {
  using namespace std::string_literals;
  EXPECT_EQ(read("\0ciudad\0"s), "ciudad");
  EXPECT_EQ(read("\xff\xfe ciudad \xc3"s), "ciudad");
  EXPECT_EQ(read("\u202Eciudad\u202C\u00AD"s), "ciudad");
  EXPECT_EQ(read("w0 w1 Zw0 XFw3"), "w0 AND w1 AND Zw0 AND XFw3") << "how words are numbered must not show";
  for (int byte = 0; byte < 256; ++byte) {
    const std::string question = "marca "s + static_cast<char>(byte) + "ciudad"s + static_cast<char>(byte);
    EXPECT_NE(parse_question(question).clause.kind, Clause::Kind::kNothing) << byte;
  }
  EXPECT_NE(parse_question(std::string(500, '(') + "marca").clause.kind, Clause::Kind::kNothing);
  std::string every_other;
  for (int i = 0; i < 120; ++i) every_other += i % 2 == 0 ? "-a " : "\"b";
  EXPECT_NE(parse_question(every_other).clause.kind, Clause::Kind::kNothing);
}

TEST_F(Parse, PrintsWhatReadsAsTheSame) {
  const std::vector<const char*> questions = {"marca ciudad",
                                              "marca OR ciudad agenda",
                                              "(marca OR agenda) ciudad -lima",
                                              "-marca",
                                              "\"agenda urbana\" a*",
                                              "agenda NEAR/3 urbana x",
                                              "city:Lima -speaker:alegre",
                                              "role:\"responsable técnico\"",
                                              "AL-LAs público-privada",
                                              "a XOR b",
                                              "-(a OR \"b c\") d",
                                              "city:\"Ciudad de México\""};
  for (const char* question : questions) {
    const std::string once = to_text(parse_question(question).clause);
    EXPECT_EQ(to_text(parse_question(once).clause), once) << question;
  }
}

}  // namespace
}  // namespace dixit::query
