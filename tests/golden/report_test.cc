#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "core/schema/stored_doc.h"
#include "core/schema/terms.h"
#include "core/schema/word_order.h"
#include "core/text/analyzer.h"
#include "indexer/export/formats.h"
#include "indexer/pipeline.h"
#include "indexer/write/doc_builder.h"
#include "tests/golden/golden_file.h"

namespace dixit::test {
namespace {

// The report as the index gets it, every step of the indexer but the writing of shards.
class SeminarReport : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    Diagnostics found;
    auto corpus = read_corpus({DIXIT_SOURCE_DIR "/corpus/reports/amb-2016-seminario.txt"}, DIXIT_DATA, 0, found,
                              [](std::string_view, std::size_t, std::size_t) {});
    document_ = std::make_unique<ReadDocument>(std::move(corpus.value().documents.at(0)));
    const auto packs = text::LanguagePacks::load(DIXIT_DATA "/lang", found);
    const auto thesaurus = text::Thesaurus::load(DIXIT_DATA "/lang", packs.value(), found);
    text::Analyzer analyzer(packs.value());
    built_.clear();
    for (const model::Unit& unit : document_->report.units) {
      built_.push_back(write::build_document(unit, analyzer, *thesaurus.value()));
    }
  }
  static void TearDownTestSuite() {
    document_.reset();
    built_.clear();
  }

  static std::unique_ptr<ReadDocument> document_;
  static std::vector<write::BuiltDoc> built_;
};

std::unique_ptr<ReadDocument> SeminarReport::document_;
std::vector<write::BuiltDoc> SeminarReport::built_;

// "term[1,7]" a line; a term that is no word stands alone.
std::string terms_of(const write::BuiltDoc& built) {
  std::map<schema::WordMark, std::set<std::uint32_t>> places;
  std::uint32_t last = 0;
  for (const schema::PlacedWord word : built.word_order) {
    constexpr std::uint32_t kFar = 100;  // to be seen
    const schema::Place place = schema::place_in(word);
    last += place == schema::Place::kSame ? 0 : place == schema::Place::kNext || last == 0 ? 1 : kFar;
    places[schema::mark_in(word)].insert(last);
  }
  std::string text;
  for (auto term = built.document.termlist_begin(); term != built.document.termlist_end(); ++term) {
    text += *term;
    std::string positions;
    for (const std::uint32_t position : places[schema::mark_of(*term)]) {
      positions += (positions.empty() ? "[" : ",") + std::to_string(position);
    }
    text += positions.empty() ? "\n" : positions + "]\n";
  }
  return text;
}

TEST_F(SeminarReport, HasTheLinesThatTheGoldenFileSays) {
  std::string lines = "# line of the file, page, kind; text stands for itself in the report\n";
  for (const clean::CleanLine& line : document_->lines.lines) {
    lines += std::to_string(line.number) + " " + std::to_string(line.page) + " " + std::string(clean::name(line.kind)) +
             "\n";
  }
  expect_golden("amb-2016-seminario.lines.txt", lines);
}

TEST_F(SeminarReport, HasTheCleanedTextThatTheGoldenFileSays) {
  std::string text;
  for (const model::Unit& unit : document_->report.units) text += "## " + unit.id + "\n" + unit.text + "\n\n";
  expect_golden("amb-2016-seminario.text.txt", text);
}

TEST_F(SeminarReport, HasTheUnitsThatTheGoldenFileSays) {
  std::ostringstream out;
  const auto writer = exporting::make_unit_writer("jsonl", out);
  for (const write::BuiltDoc& built : built_) {
    const auto stored = schema::decode(built.document.get_data());
    ASSERT_TRUE(stored);
    (*writer)->write(*stored);
  }
  expect_golden("amb-2016-seminario.units.jsonl", out.str());
}

TEST_F(SeminarReport, HasTheTermsThatTheGoldenFileSays) {
  std::string text;
  // By the first lines of their text: the first theme, a moderator's introduction, an intervention.
  for (const std::uint32_t first_line : {336U, 690U, 719U}) {
    for (std::size_t i = 0; i < built_.size(); ++i) {
      const model::Unit& unit = document_->report.units[i];
      if (unit.first_line == first_line) text += "## " + unit.id + "\n" + terms_of(built_[i]) + "\n";
    }
  }
  EXPECT_EQ(std::count(text.begin(), text.end(), '#'), 6) << "three units";
  expect_golden("amb-2016-seminario.terms.txt", text);
}

TEST(Difference, IsShortAndNamesTheLines) {
  EXPECT_EQ(difference("a\nb\nc\n", "a\nb\nc\n"), "");
  EXPECT_EQ(difference("a\nb\nc\n", "a\nx\nc\n"), "- line 2: b\n+ line 2: x\n");
  EXPECT_EQ(difference("a\nb\nc\n", "a\nc\n"), "- line 2: b\n");
  EXPECT_EQ(difference("a\n", "a"), "they differ in line ends only\n");
  EXPECT_EQ(difference("1\n2\n3\n", "x\ny\nz\n", 1), "- line 1: 1\n+ line 1: x\n… and 2 more lines\n");
}

}  // namespace
}  // namespace dixit::test
