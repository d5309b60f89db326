// The field table, the spelling of terms, stored units and metadata.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <set>

#include "core/schema/fields.h"
#include "core/schema/index_meta.h"
#include "core/schema/stored_doc.h"
#include "core/schema/terms.h"
#include "core/schema/word_order.h"

namespace dixit::schema {
namespace {

using ::testing::HasSubstr;

model::Unit lima() {
  model::Unit unit;
  unit.id = "amb.43";
  unit.document = {"amb", "Estrategias"};
  unit.ordinal = 43;
  unit.kind = model::UnitKind::kIntervention;
  unit.session = model::Session{"amb/5.1.1", "5.1.1", "Sesión 1", "2016-07-07", "Eugene Zapata"};
  unit.speaker = model::Speaker{"jaime-salinas", "Jaime Salinas", "Jaime Salinas"};
  unit.role = "concejal de la Municipalidad de Lima";
  unit.role_class = "concejalía / alcaldía";
  unit.organisation = "Municipalidad de Lima";
  unit.city = "Lima";
  unit.language = "es";
  unit.date = "2016-07-07";
  unit.first_line = 1100;
  unit.last_line = 1131;
  unit.page = 16;
  unit.text = "La estratedia es su financiacion";
  return unit;
}

TEST(FieldTable, HasOneRowOneSlotAndOnePrefixForEachField) {
  std::set<unsigned> slots;
  std::set<std::string_view> names;
  std::set<std::string_view> prefixes;
  for (const FieldRow& field : field_table()) {
    EXPECT_TRUE(slots.insert(field.slot).second) << field.name;
    EXPECT_TRUE(names.insert(field.name).second) << field.name;
    for (const std::string_view prefix : {field.prefix, field.words_prefix}) {
      EXPECT_TRUE(prefix.empty() || prefixes.insert(prefix).second) << prefix;
    }
    EXPECT_EQ(field.words == nullptr, field.words_prefix.empty()) << field.name;
    EXPECT_EQ(&row(field.field), &field);
  }
}

// "XC" + "ity…" must not be read as "XCITY" + "…": a value term has a colon that no word has.
TEST(FieldTable, HasNoPrefixThatWordsCouldCompleteToAnother) {
  const std::string value = value_term(row(Field::kCity), "Lima");
  EXPECT_EQ(value, "XCITY:lima");
  EXPECT_EQ(exact_term("ity", "XC"), "XCity");
  EXPECT_NE(exact_term("lima", row(Field::kCity).words_prefix), value);
}

TEST(FieldTable, ReadsAUnit) {
  const model::Unit unit = lima();
  EXPECT_EQ(row(Field::kCity).value(unit).value, "Lima");
  EXPECT_EQ(row(Field::kSession).value(unit).label, "5.1.1 — Sesión 1");
  EXPECT_EQ(row(Field::kSession).value(unit).alias, "5.1.1");
  EXPECT_EQ(row(Field::kYear).value(unit).value, "2016");
  EXPECT_EQ(row(Field::kDate).value(unit).value, "20160707");
  EXPECT_EQ(row(Field::kOrder).value(unit).value, "0000000043");
  EXPECT_THAT(row(Field::kRole).words(unit), HasSubstr("concejal"));
}

TEST(FieldTable, GivesNothingForWhatAUnitDoesNotSay) {
  const model::Unit unit;
  for (const Field field : {Field::kCity, Field::kRole, Field::kSession, Field::kSpeaker, Field::kYear, Field::kDate}) {
    EXPECT_EQ(row(field).value(unit).value, "") << row(field).name;
  }
}

TEST(FieldTable, SortsDatesThatAreOnlyAYear) {
  model::Unit unit;
  unit.date = "2016";
  EXPECT_EQ(row(Field::kDate).value(unit).value, "20160101");
  unit.date = "soon";
  EXPECT_EQ(row(Field::kDate).value(unit).value, "");
}

TEST(Terms, FoldValuesSoThatFiltersNeedNoAccents) {
  EXPECT_EQ(value_term(row(Field::kRole), "Dirección"), value_term(row(Field::kRole), "direccion"));
}

TEST(Terms, StayWithinXapiansLimitAndApart) {
  const std::string one = bounded_term("Q" + std::string(400, 'a') + "1");
  const std::string two = bounded_term("Q" + std::string(400, 'a') + "2");
  EXPECT_LE(one.size(), kMaxTermBytes);
  EXPECT_NE(one, two);
  EXPECT_EQ(bounded_term("Qshort"), "Qshort");
}

TEST(StoredDoc, IsReadBackAsItWasWritten) {
  StoredDoc doc{lima(), {{0, 2, {}, text::How::kSame, 1}, {3, 13, "estrategia", text::How::kOcr, 0.98F}, {14, 16, {}}}};
  const Result<StoredDoc> read = decode(encode(doc));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->unit.id, "amb.43");
  EXPECT_EQ(read->unit.session->moderator, "Eugene Zapata");
  EXPECT_EQ(read->unit.speaker->name, "Jaime Salinas");
  EXPECT_EQ(read->unit.last_line, 1131U);
  EXPECT_EQ(read->unit.text, doc.unit.text);
  EXPECT_EQ(read->tokens, doc.tokens);
  EXPECT_EQ(reading_of(*read), "La estrategia es su financiacion");
}

TEST(StoredDoc, RefusesBytesThatWereCutOrChanged) {
  const std::string bytes = encode({lima(), {{0, 2, {}}}});
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_FALSE(decode(std::string_view(bytes).substr(0, size))) << size;
  }
  EXPECT_FALSE(decode(bytes + "x"));
  EXPECT_FALSE(decode("\x7F" + bytes.substr(1))) << "another version";
}

TEST(StoredDoc, SurvivesAnyBytes) {
  std::mt19937 random(7);
  const std::string sound = encode({lima(), {{0, 2, {}}, {3, 13, "estrategia", text::How::kOcr, 0.5F}}});
  for (int round = 0; round < 20000; ++round) {
    std::string bytes = sound;
    for (int i = 0; i < 4; ++i) bytes[random() % bytes.size()] = static_cast<char>(random());
    const Result<StoredDoc> read = decode(bytes);
    if (!read) continue;
    for (const StoredToken& token : read->tokens) ASSERT_LE(token.end, read->unit.text.size());
  }
}

TEST(IndexMeta, IsReadBackAsItWasWritten) {
  IndexMeta meta;
  meta.fingerprint = "0123456789abcdef";
  meta.units = 92;
  meta.readings = {{"ocr", 7}, {"same", 100}};
  meta.languages = {"ca", "es"};
  const Result<IndexMeta> read = from_metadata(to_metadata(meta));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->units, 92U);
  EXPECT_EQ(read->readings, meta.readings);
  EXPECT_EQ(read->languages, meta.languages);
}

TEST(LabelKey, StaysWithinXapiansLimitAndApart) {
  EXPECT_EQ(label_key("session", "amb/5.1.1"), "label.session.amb/5.1.1");
  const std::string name(300, 'a');
  EXPECT_LE(label_key("speaker", name).size(), kMaxTermBytes);
  EXPECT_NE(label_key("speaker", name + "b"), label_key("speaker", name + "c"));
}

TEST(IndexMeta, RefusesASchemaFromTheFutureAndNamesBoth) {
  IndexMeta meta;
  meta.fingerprint = "f";
  meta.schema_version = kSchemaVersion + 1;
  const Result<IndexMeta> read = from_metadata(to_metadata(meta));
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, ErrorCode::kIndexMismatch);
  EXPECT_THAT(read.error().message, HasSubstr(std::to_string(kSchemaVersion + 1)));
  EXPECT_THAT(read.error().message, HasSubstr("version " + std::to_string(kSchemaVersion)));
}

TEST(IndexMeta, RefusesAnotherRecipeAndNamesBothAndTheCure) {
  IndexMeta meta;
  meta.fingerprint = "aaaa";
  const Status status = check_recipe(meta, "bbbb");
  ASSERT_FALSE(status);
  EXPECT_THAT(status.error().message, HasSubstr("aaaa"));
  EXPECT_THAT(status.error().message, HasSubstr("bbbb"));
  EXPECT_THAT(status.error().hint, HasSubstr("dixit-indexer build"));
}

TEST(IndexMeta, RefusesWhatIsNoIndexOfOurs) {
  EXPECT_EQ(from_metadata({}).error().code, ErrorCode::kIndexBroken);
}

TEST(WordOrder, TellsOfAWordWhichItIsAndWhereItStands) {
  for (const Place place : {Place::kSame, Place::kNext, Place::kFar}) {
    const PlacedWord word = placed_word(place, "estrategia");
    EXPECT_EQ(place_in(word), place);
    EXPECT_EQ(mark_in(word), mark_of("estrategia"));
  }
  EXPECT_NE(mark_of("estrategia"), mark_of("estratedia"));
  EXPECT_NE(mark_of("lima"), mark_of("XClima"));
}

}  // namespace
}  // namespace dixit::schema
