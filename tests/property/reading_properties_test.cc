// What holds for every document: nothing of it is lost, and every byte of a unit is where it says it is.

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <map>
#include <random>
#include <set>

#include "core/text/analyzer.h"
#include "indexer/segment/report_layout.h"
#include "indexer/write/doc_builder.h"
#include "tests/support/documents.h"

namespace dixit {
namespace {

std::string report_text() {
  std::ifstream in(DIXIT_SOURCE_DIR "/corpus/reports/amb-2016-seminario.txt", std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::size_t begin = 0;
  for (std::size_t end = text.find('\n'); end != std::string::npos; begin = end + 1, end = text.find('\n', begin)) {
    lines.push_back(text.substr(begin, end - begin));
  }
  lines.push_back(text.substr(begin));
  return lines;
}

// The report with lines dropped, doubled, blanked, cut and moved; always the same ones.
std::vector<std::string> shaken_reports(int count) {
  const std::vector<std::string> lines = lines_of(report_text());
  std::vector<std::string> reports;
  std::mt19937 random(2016);
  for (int i = 0; i < count; ++i) {
    std::string text;
    const std::size_t begin = random() % lines.size();
    for (std::size_t k = begin; k < std::min(lines.size(), begin + 400); ++k) {
      switch (random() % 30) {
        case 0: break;
        case 1: text += lines[k] + "\n" + lines[k] + "\n"; break;
        case 2: text += "\n"; break;
        case 3: text += "\f" + lines[k] + "\n"; break;
        case 4: text += lines[k].substr(0, lines[k].size() / 2) + "\n"; break;
        case 5: text += lines[random() % lines.size()] + "\n"; break;
        default: text += lines[k] + "\n";
      }
    }
    reports.push_back(std::move(text));
  }
  return reports;
}

void expect_nothing_lost(const std::string& text) {
  const model::SourceFile file = test::source(text);
  clean::CleanDocument document = test::cleaned(text);
  std::size_t source_lines = 0;
  for (const model::Page& page : file.pages) source_lines += page.lines.size();
  ASSERT_EQ(document.lines.size(), source_lines);
  model::Report report;
  report.document.id = "doc";
  Diagnostics found;
  segment::segment(document, report, {test::authority(), test::confusions(), found});
  // Each line of the body is in exactly one unit, each other line in none.
  std::map<std::uint32_t, std::set<std::string>> units_of_line;
  for (const model::Unit& unit : report.units) {
    ASSERT_FALSE(unit.text.empty());
    ASSERT_EQ(unit.origin.size(), unit.text.size());
    for (const model::SourceRange& range : unit.origin.origins_of(0, unit.text.size())) {
      units_of_line[range.line].insert(unit.id);
      EXPECT_GE(range.line, unit.first_line);
      EXPECT_LE(range.line, unit.last_line);
    }
  }
  for (const clean::CleanLine& line : document.lines) {
    const bool said = line.kind == clean::LineKind::kBody || line.kind == clean::LineKind::kFootnote;
    EXPECT_EQ(units_of_line[line.number].size(), said ? 1U : 0U)
        << "line " << line.number << " (" << clean::name(line.kind) << "): " << line.text;
  }
}

void expect_true_offsets(const std::string& text) {
  const model::SourceFile file = test::source(text);
  std::map<std::uint32_t, std::string> raw;
  for (const model::Page& page : file.pages) {
    for (const model::Line& line : page.lines) raw[line.number] = line.text;
  }
  for (const model::Unit& unit : test::segmented(text).units) {
    for (std::size_t at = 0; at < unit.text.size(); ++at) {
      const model::SourceRange origin = unit.origin.origin_of(at);
      const std::string& line = raw.at(origin.line);
      ASSERT_LE(origin.end, line.size());
      const unsigned char byte = static_cast<unsigned char>(unit.text[at]);
      if (byte > ' ' && byte < 0x80) {
        EXPECT_NE(line.find(unit.text[at], origin.begin), std::string::npos);
        EXPECT_EQ(line[origin.begin], unit.text[at]) << "line " << origin.line << ": " << line;
      }
    }
  }
}

TEST(Reading, LosesNoLineOfTheReport) {
  expect_nothing_lost(report_text());
}

TEST(Reading, LosesNoLineOfShakenReports) {
  for (const std::string& text : shaken_reports(40)) expect_nothing_lost(text);
}

TEST(Reading, TracesEveryByteOfTheReport) {
  expect_true_offsets(report_text());
}

TEST(Reading, TracesEveryByteOfShakenReports) {
  for (const std::string& text : shaken_reports(10)) expect_true_offsets(text);
}

TEST(Reading, KeepsTheOrderOfTheSource) {
  for (const std::string& text : shaken_reports(10)) {
    std::uint32_t last = 0;
    for (const model::Unit& unit : test::segmented(text).units) {
      EXPECT_GT(unit.first_line, last);
      EXPECT_GE(unit.last_line, unit.first_line);
      last = unit.last_line;
    }
  }
}

// A query made of words that stand in a unit must be able to find it.
TEST(Indexing, HoldsTheTermsOfEveryQueryThatQuotesTheText) {
  Diagnostics found;
  const auto packs = text::LanguagePacks::load(DIXIT_SOURCE_DIR "/core/lang", found).value();
  const auto thesaurus = text::Thesaurus::load(DIXIT_SOURCE_DIR "/core/lang", packs, found).value();
  text::Analyzer indexing(packs);
  text::Analyzer querying(packs);
  std::size_t checked = 0;
  for (model::Unit unit : test::segmented(report_text()).units) {
    unit.language = "es";
    const Xapian::Document document = write::build_document(unit, indexing, *thesaurus).document;
    std::set<std::string> terms(document.termlist_begin(), document.termlist_end());
    for (const text::Token& token : querying.analyze(unit.text, text::Language::kSpanish)) {
      const text::WordForms asked = querying.forms_of(token.printed, text::Language::kSpanish);
      EXPECT_TRUE(terms.contains(asked.form)) << token.printed;
      EXPECT_TRUE(terms.contains("Z" + asked.stem)) << token.printed;
      ++checked;
    }
  }
  EXPECT_GT(checked, 10000U);
}

}  // namespace
}  // namespace dixit
