#include <algorithm>

#include "tests/cli/indexer.h"

namespace dixit::test {
namespace {

using nlohmann::json;
using testing::ElementsAre;
using testing::HasSubstr;

// Cells of RFC 4180: rows end at CR LF outside quotes.
std::vector<std::vector<std::string>> parse_csv(std::string_view text) {
  std::vector<std::vector<std::string>> rows;
  std::vector<std::string> row(1);
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted) {
      if (c != '"') {
        row.back() += c;
      } else if (i + 1 < text.size() && text[i + 1] == '"') {
        row.back() += text[++i];
      } else {
        quoted = false;
      }
    } else if (c == '"') {
      EXPECT_EQ(row.back(), "") << "a quote inside a bare cell";
      quoted = true;
    } else if (c == ',') {
      row.emplace_back();
    } else if (text.substr(i, 2) == "\r\n") {
      rows.push_back(std::exchange(row, std::vector<std::string>(1)));
      ++i;
    } else {
      row.back() += c;
    }
  }
  EXPECT_FALSE(quoted);
  EXPECT_THAT(row, ElementsAre(""));
  return rows;
}

// What is wrong with `xml`, as an independent parser says it; empty where it is well-formed.
std::string complaint_about(const std::string& xml) {
  Invocation parse;
  parse.program = "/usr/bin/env";
  parse.arguments = {"python3", "-c", "import sys, xml.sax; xml.sax.parse(sys.stdin.buffer, xml.sax.ContentHandler())"};
  parse.input = xml;
  const Outcome outcome = run(parse);
  return outcome.status == 0 ? "" : outcome.err;
}

class Export : public testing::Test {
 protected:
  void SetUp() override { build(folder_ / "index", {folder_.write("acta.txt", small_report(3)), jornada()}); }

  std::string in(const std::string& format) const {
    const Outcome outcome = run_indexer({"export", "--index", folder_ / "index", "--format", format});
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    EXPECT_EQ(outcome.err, "");
    return outcome.out;
  }

  TempDir folder_;
};

TEST_F(Export, JsonLinesHoldTheFieldsOfTheContract) {
  const std::string first_intervention = [&] {
    for (const std::string& line : exported(folder_ / "index")) {
      if (json::parse(line)["kind"] == "intervention") return line;
    }
    return std::string("{}");
  }();
  std::vector<std::string> keys;
  const nlohmann::ordered_json unit = nlohmann::ordered_json::parse(first_intervention);
  for (const auto& [key, value] : unit.items()) keys.push_back(key);
  // Additions: `date`, the `title` of themes, debates and sections, and `session.moderator`.
  EXPECT_THAT(keys, ElementsAre("id", "kind", "document", "session", "date", "title", "speaker", "speaker_printed",
                                "role", "role_class", "organisation", "city", "is_moderator", "language", "lines",
                                "page", "text", "reading"));
  std::vector<std::string> session;
  for (const auto& [key, value] : unit["session"].items()) session.push_back(key);
  EXPECT_THAT(session, ElementsAre("id", "number", "title", "date", "moderator"));
  EXPECT_EQ(unit["document"]["id"], "jornada-2019");
  EXPECT_EQ(unit["session"]["id"], "jornada-2019/taula-rodona-1");
}

TEST_F(Export, EveryValueIsOfItsKind) {
  for (const json& unit : exported_units(folder_ / "index")) {
    SCOPED_TRACE(unit["id"].dump());
    EXPECT_THAT(unit["kind"], testing::AnyOf("intervention", "theme", "debate", "section"));
    ASSERT_EQ(unit["lines"].size(), 2U);
    EXPECT_GE(unit["lines"][0], 1);
    EXPECT_LE(unit["lines"][0], unit["lines"][1]);
    EXPECT_GE(unit["page"], 1);
    EXPECT_TRUE(unit["is_moderator"].is_boolean());
    EXPECT_THAT(unit["language"], testing::AnyOf("es", "ca", "en"));
    EXPECT_NE(unit["text"], "");
    for (const char* field : {"speaker", "speaker_printed", "role", "role_class", "organisation", "city", "title"}) {
      EXPECT_TRUE(unit[field].is_null() || (unit[field].is_string() && unit[field] != "")) << field;
    }
    EXPECT_EQ(unit["speaker"].is_null(), unit["kind"] != "intervention");
    EXPECT_TRUE(unit["session"].is_null() || unit["session"].is_object());
  }
}

TEST_F(Export, UnitsComeInDocumentOrder) {
  std::string document;
  int line = 0;
  for (const json& unit : exported_units(folder_ / "index")) {
    if (unit["document"]["id"] != document) {
      EXPECT_LT(document, unit["document"]["id"]);
      document = unit["document"]["id"];
      line = 0;
    }
    EXPECT_GT(unit["lines"][0], line) << unit["id"];
    line = unit["lines"][1];
  }
}

TEST_F(Export, CsvHoldsTheSameValuesAsJsonLines) {
  const std::vector<std::vector<std::string>> rows = parse_csv(in("csv"));
  const std::vector<json> units = exported_units(folder_ / "index");
  ASSERT_EQ(rows.size(), units.size() + 1);
  const auto text_of = [](const json& value) {
    return value.is_null() ? "" : value.is_string() ? value.get<std::string>() : value.dump();
  };
  for (std::size_t i = 0; i < units.size(); ++i) {
    ASSERT_EQ(rows[i + 1].size(), rows[0].size()) << "row " << i + 1;
    for (std::size_t column = 0; column < rows[0].size(); ++column) {
      const std::string& name = rows[0][column];
      if (units[i].contains(name) && !units[i][name].is_object()) {
        EXPECT_EQ(rows[i + 1][column], text_of(units[i][name])) << name;
      }
    }
  }
  EXPECT_THAT(rows[0], testing::IsSupersetOf({"id", "kind", "document", "session", "speaker", "city", "text"}));
}

TEST(ExportOfRecords, CsvKeepsSpreadsheetsFromRunningWhatARecordSays) {
  const TempDir folder;
  const std::string records = R"records({"id": "a.1", "text": "=HYPERLINK(\"http://evil.example\")"}
{"id": "a.2", "text": "- Primer punto", "speaker": "@alguien"}
{"id": "a.3", "text": "Suma + sigue"}
)records";
  build(folder / "index", {folder.write("records.jsonl", records)});
  const Outcome exported = run_indexer({"export", "--index", folder / "index", "--format", "csv"});
  const std::vector<std::vector<std::string>> rows = parse_csv(exported.out);
  ASSERT_EQ(rows.size(), 4U) << exported.out << exported.err;
  const auto column = [&](std::string_view name) {
    return static_cast<std::size_t>(std::find(rows[0].begin(), rows[0].end(), name) - rows[0].begin());
  };
  EXPECT_EQ(rows[1][column("text")], R"text('=HYPERLINK("http://evil.example"))text");
  EXPECT_EQ(rows[2][column("text")], "'- Primer punto");
  EXPECT_EQ(rows[2][column("speaker")], "'@alguien");
  EXPECT_EQ(rows[3][column("text")], "Suma + sigue");
}

TEST_F(Export, TeiIsWellFormedAndHoldsEveryUnit) {
  const std::string tei = in("tei");
  EXPECT_EQ(complaint_about(tei), "");
  for (const json& unit : exported_units(folder_ / "index")) {
    EXPECT_THAT(tei, HasSubstr("xml:id=\"u-" + unit["id"].get<std::string>() + "\""));
  }
  EXPECT_NE(complaint_about(tei.substr(0, tei.size() - 5)), "") << "the parser accepts everything";
}

TEST(ExportOfOddText, StaysJsonCsvAndXml) {
  const TempDir folder;
  std::string text = small_report(1, 400) + "2. Un <titulo> & \"otro\"\n\n";
  text += "Dijo \"si\", y <b>no</b> & \x01\x1B[31m quiz\xC3\xA1s, \xEF\xBF\xBF o \xF1o\n]]> ' fin;\n";
  folder.write("in/un a\xF1o, \x01<dos>.txt", text);
  folder.write("in/manifest.tsv", "un a\xF1o, \x01<dos>.txt\n");
  build(folder / "index", {folder / "in"});
  EXPECT_THAT(exported_units(folder / "index"), testing::Not(testing::IsEmpty()));
  const Outcome tei = run_indexer({"export", "--index", folder / "index", "--format", "tei"});
  EXPECT_EQ(complaint_about(tei.out), "");
  const Outcome csv = run_indexer({"export", "--index", folder / "index", "--format", "csv"});
  for (const std::vector<std::string>& row : parse_csv(csv.out)) EXPECT_EQ(row.size(), 19U);
}

}  // namespace
}  // namespace dixit::test
