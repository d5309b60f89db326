// Lines of JSON become units; what cannot is said with its code, place and cure.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <variant>

#include "indexer/ingest/input_format.h"
#include "indexer/ingest/iso_date.h"
#include "indexer/ingest/line_reader.h"
#include "indexer/ingest/unit_record.h"
#include "indexer/segment/listed_names.h"
#include "tests/support/documents.h"
#include "tests/support/program.h"

namespace dixit::ingest {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> lines_of_file(const std::string& bytes) {
  const test::TempDir folder;
  auto reader = LineReader::open(folder.write("lines", bytes));
  std::vector<std::string> lines;
  LineReader::Line line;
  while (reader->next(line).value()) {
    lines.push_back(std::to_string(line.number) + ":" + (line.is_too_long ? "too long" : std::string(line.text)));
  }
  EXPECT_EQ(reader->bytes_read(), bytes.size());
  return lines;
}

TEST(LineReader, GivesEveryLineWithItsNumber) {
  EXPECT_THAT(lines_of_file("uno\r\n\ndos\ntres"), ElementsAre("1:uno", "2:", "3:dos", "4:tres"));
  EXPECT_THAT(lines_of_file("\xEF\xBB\xBFuno\n"), ElementsAre("1:uno"));
  EXPECT_THAT(lines_of_file(""), IsEmpty());
  EXPECT_THAT(lines_of_file("\n"), ElementsAre("1:"));
}

TEST(LineReader, PassesOverLinesThatAreTooLongWithoutHoldingThem) {
  const std::string most(LineReader::kMaxLineBytes, 'x');
  EXPECT_THAT(lines_of_file("a\n" + most + "y\nb\n" + most + most),
              ElementsAre("1:a", "2:too long", "3:b", "4:too long"));
  EXPECT_EQ(lines_of_file(most + "\nb").front().size(), 2 + most.size());
}

TEST(LineReader, FailsOnAFileThatIsNotThere) {
  EXPECT_EQ(LineReader::open("/nowhere/at/all").error().code, ErrorCode::kInputMissing);
}

TEST(InputFormat, IsToldFromTheFirstLines) {
  const test::TempDir folder;
  const auto format = [&](const std::string& bytes) { return detect_format(folder.write("file", bytes)); };
  for (const char* records :
       {"{\"text\":\"a\"}\n", "\xEF\xBB\xBF\n { \"text\": 1}", "{}", "not JSON\n{\"text\":\"a\"}\n{\"a"}) {
    EXPECT_EQ(format(records), InputFormat::kRecords) << records;
  }
  for (const char* text : {"", "La ciudad {1}\n", "{\n  \"text\": \"a\"\n}\n", "a\nb\n{\"c\"}\n", "{ciudad}"}) {
    EXPECT_EQ(format(text), InputFormat::kPlainText) << text;
  }
}

TEST(IsoDate, IsADayThatTheCalendarHas) {
  for (const char* date : {"2016", "2016-07", "2016-07-07", "2016-02-29"}) EXPECT_TRUE(is_iso_date(date)) << date;
  for (const char* other :
       {"", "16", "2016-7", "2016-13", "2016-00", "2015-02-29", "2016-07-07T10", "7/7/2016", "2016-07-"}) {
    EXPECT_FALSE(is_iso_date(other)) << other;
  }
}

model::Unit unit(std::string_view line) {
  auto record = read_unit_record(line);
  const auto* objection = std::get_if<Objection>(&record);
  EXPECT_EQ(objection, nullptr) << objection->message;
  return objection == nullptr ? std::get<model::Unit>(std::move(record)) : model::Unit();
}

Objection objection(std::string_view line) {
  auto record = read_unit_record(line);
  return std::holds_alternative<Objection>(record) ? std::get<Objection>(std::move(record)) : Objection();
}

TEST(UnitRecord, TakesEveryFieldOfAnExport) {
  const model::Unit all = unit(
      R"({"id":"acta.7","kind":"debate","document":{"id":"acta","title":"Acta"},"session":{"id":"acta/2","number":"2",)"
      R"("title":"Agua","date":"2016-07-07","moderator":"Eva Sol"},"date":"2016-07-08","title":"Debate",)"
      R"("speaker":"Ana Ruiz","speaker_printed":"Ana Ruíz","role":"alcaldesa de Lima","role_class":"concejalía / alcaldía",)"
      R"("organisation":"Ciudad de Lima","city":"Lima","is_moderator":true,"language":"ca","lines":[7,9],"page":2,)"
      R"("text":"Uno.\nDos.","reading":"no es de leer","more":[{}]})");
  EXPECT_EQ(all.id, "acta.7");
  EXPECT_EQ(all.kind, model::UnitKind::kDebate);
  EXPECT_EQ(all.document.id + "|" + all.document.title, "acta|Acta");
  ASSERT_TRUE(all.session);
  EXPECT_EQ(all.session->id + "|" + all.session->number + "|" + all.session->title, "acta/2|2|Agua");
  EXPECT_EQ(all.session->date + "|" + all.session->moderator, "2016-07-07|Eva Sol");
  EXPECT_EQ(all.date, "2016-07-08");
  EXPECT_EQ(all.title, "Debate");
  ASSERT_TRUE(all.speaker);
  EXPECT_EQ(all.speaker->name + "|" + all.speaker->printed, "Ana Ruiz|Ana Ruíz");
  EXPECT_EQ(all.role + "|" + all.role_class, "alcaldesa de Lima|concejalía / alcaldía");
  EXPECT_EQ(all.organisation + "|" + all.city, "Ciudad de Lima|Lima");
  EXPECT_TRUE(all.is_moderator);
  EXPECT_EQ(all.language, "ca");
  EXPECT_EQ(all.first_line, 7U);
  EXPECT_EQ(all.last_line, 9U);
  EXPECT_EQ(all.page, 2U);
  EXPECT_EQ(all.text, "Uno.\nDos.");
}

TEST(UnitRecord, LeavesWhatIsMissingOrNullEmpty) {
  for (const char* line :
       {R"({"text":"Hola."})", R"({"text":"Hola.","session":null,"speaker":null,"lines":null,"page":null})"}) {
    const model::Unit bare = unit(line);
    EXPECT_EQ(bare.id + bare.document.id + bare.role + bare.role_class + bare.city + bare.language + bare.date, "");
    EXPECT_FALSE(bare.session);
    EXPECT_FALSE(bare.speaker);
    EXPECT_EQ(bare.kind, model::UnitKind::kSection);
    EXPECT_EQ(bare.first_line + bare.last_line + bare.page, 0U);
  }
}

TEST(UnitRecord, TellsWhatFollowsFromOtherFields) {
  const model::Unit said =
      unit(R"({"text":"Hola.","speaker_printed":"Ana","session":{"number":"3","date":"2019-01"}})");
  EXPECT_EQ(said.kind, model::UnitKind::kIntervention);
  EXPECT_EQ(said.speaker->name, "Ana");
  EXPECT_EQ(said.date, "2019-01");
  EXPECT_EQ(unit(R"({"text":"Hola.","speaker":"Ana"})").speaker->printed, "Ana");
}

TEST(UnitRecord, HasItsTextAsReportsHaveTheirs) {
  EXPECT_EQ(unit("{\"text\":\" acci\\u006f\\u0301n\\r\\n\\n\\t\xEF\xAC\x81nal \"}").text, "acción\nfinal");
}

TEST(UnitRecord, ObjectsToWhatIsNoUnitByCodeAndCure) {
  const std::pair<const char*, const char*> lines[] = {
      {"{\"text\":", "record.not-json"},
      {"", "record.not-json"},
      {"{\"text\":\"\\ud800\"}", "record.not-json"},
      {"[1]", "record.not-object"},
      {"\"text\"", "record.not-object"},
      {"{\"text\":\"\xFF\"}", "record.not-utf8"},
      {"{}", "record.no-text"},
      {R"({"text":" \n\t\u200b"})", "record.no-text"},
      {R"({"text":5})", "record.wrong-type"},
      {R"({"text":"a","speaker":["b"]})", "record.wrong-type"},
      {R"({"text":"a","document":"acta"})", "record.wrong-type"},
      {R"({"text":"a","session":{"title":1}})", "record.wrong-type"},
      {R"({"text":"a","is_moderator":"yes"})", "record.wrong-type"},
      {R"({"text":"a","page":-1})", "record.wrong-type"},
      {R"({"text":"a","page":4294967296})", "record.wrong-type"},
      {R"({"text":"a","lines":[1]})", "record.wrong-type"},
      {R"({"text":"a","lines":[1,"2"]})", "record.wrong-type"},
      {R"({"text":"a","lines":[3,2]})", "record.bad-lines"},
      {R"({"text":"a","id":"a b"})", "record.bad-id"},
      {R"({"text":"a","document":{"id":"a\u0001"}})", "record.bad-id"},
      {R"({"text":"a","date":"7/7/2016"})", "record.bad-date"},
      {R"({"text":"a","session":{"number":"1","date":"2016-02-30"}})", "record.bad-date"},
      {R"({"text":"a","kind":"speech"})", "record.bad-kind"},
      {R"({"text":"a","language":"klingon"})", "record.bad-language"},
  };
  for (const auto& [line, code] : lines) {
    const Objection found = objection(line);
    EXPECT_EQ(found.code, code) << line;
    EXPECT_NE(found.message, "") << line;
    EXPECT_NE(found.hint, "") << line;
  }
}

TEST(UnitRecord, SaysAtWhichByteTheLineBreaks) {
  EXPECT_EQ(objection("{\"text\":\"a\" x}").column, 13U);
  EXPECT_EQ(objection("{\"text\":\"\xFF\"}").column, 10U);
}

TEST(UnitRecord, SurvivesDeepNesting) {
  const std::string deep(1 << 20, '[');
  EXPECT_EQ(objection("{\"text\":" + deep).code, "record.not-json");
  EXPECT_EQ(unit("{\"text\":\"a\",\"x\":" + deep + std::string(deep.size(), ']') + "}").text, "a");
}

TEST(ListedNames, AreThoseOfTheListsWhateverTheirCaseAndAccents) {
  segment::ListedNames names(test::authority());
  const auto city = [&](std::string name) {
    model::Unit given;
    given.city = std::move(name);
    names.apply(given);
    return given.city;
  };
  EXPECT_EQ(city("TURIN"), "Turín");
  EXPECT_EQ(city("Torino"), "Turín");
  EXPECT_EQ(city("Villanube"), "Villanube");
  EXPECT_EQ(city("Turfn"), "Turfn") << "no scanner wrote it";
  model::Unit given;
  given.speaker = model::Speaker{{}, "Ana Ruíz", "A. Ruíz"};
  names.apply(given);
  EXPECT_EQ(given.speaker->name, "Ana Ruíz");
  EXPECT_EQ(given.speaker->id, "ana-ruiz");
  given.speaker = model::Speaker{{}, "李明", "李明"};
  names.apply(given);
  EXPECT_EQ(given.speaker->id.size(), 16U) << "without Latin letters there is no slug";
}

}  // namespace
}  // namespace dixit::ingest
