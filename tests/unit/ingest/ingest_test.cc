// Files and folders become documents of pages and lines; what cannot is said with its cure.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "indexer/ingest/corpus_scan.h"
#include "indexer/ingest/plain_text.h"

namespace dixit::ingest {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class Ingest : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (fs::temp_directory_path() / "dixit-ingest-XXXXXX").string();
    folder_ = ::mkdtemp(pattern.data());
  }
  void TearDown() override { fs::remove_all(folder_); }

  fs::path write(const std::string& name, std::string_view bytes) {
    const fs::path path = folder_ / name;
    fs::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << bytes;
    return path;
  }

  model::SourceFile read(std::string_view bytes) {
    const auto file = read_plain_text(write("doc.txt", bytes), found_);
    EXPECT_TRUE(file && file->has_value());
    return file->value();
  }

  // The code of the finding that rejects a file of `bytes`; empty where it is accepted.
  std::string rejection(std::string_view bytes) {
    Diagnostics found;
    const auto file = read_plain_text(write("doc.txt", bytes), found);
    if (file && file->has_value()) return {};
    EXPECT_EQ(found.sorted().size(), 1U);
    EXPECT_FALSE(found.sorted()[0].hint.empty());
    return found.sorted()[0].code;
  }

  static std::vector<std::vector<std::string>> pages(const model::SourceFile& file) {
    std::vector<std::vector<std::string>> pages;
    for (const model::Page& page : file.pages) {
      pages.emplace_back();
      for (const model::Line& line : page.lines) pages.back().push_back(std::to_string(line.number) + " " + line.text);
    }
    return pages;
  }

  std::vector<std::string> ids(const std::vector<fs::path>& paths) {
    std::vector<std::string> ids;
    const auto entries = scan_corpus(paths, found_);
    EXPECT_TRUE(entries);
    for (const CorpusEntry& entry : *entries) ids.push_back(entry.id);
    return ids;
  }

  std::vector<std::string> codes() const {
    std::vector<std::string> codes;
    for (const auto& [code, count] : found_.counts_by_code()) codes.push_back(code);
    return codes;
  }

  fs::path folder_;
  Diagnostics found_;
};

TEST_F(Ingest, KeepsEveryLineWithItsNumberWhateverEndsIt) {
  EXPECT_THAT(pages(read("uno\ndos\r\ntres\rcuatro")),
              ElementsAre(ElementsAre("1 uno", "2 dos", "3 tres", "4 cuatro")));
}

TEST_F(Ingest, BeginsAPageAtAFormFeed) {
  EXPECT_THAT(pages(read("uno\n\fdos\n\ntres\n")),
              ElementsAre(ElementsAre("1 uno"), ElementsAre("2 \fdos", "3 ", "4 tres")));
}

TEST_F(Ingest, FindsPagesByTheMarksOfLostFormFeeds) {
  const std::string page = "uno\ndos\ntres\ncuatro\ncinco\nseis\nsiete\nocho\nnueve\ndiez\n";
  const model::SourceFile file = read(page + page + " indented\n" + page + "\n\n\nbehind blanks\n");
  ASSERT_EQ(file.pages.size(), 3U);
  EXPECT_EQ(file.pages[1].lines.front().number, 21U);
  EXPECT_EQ(file.pages[2].lines.front().text, "behind blanks");
}

TEST_F(Ingest, TakesNoIndentedTextForPages) {
  EXPECT_EQ(read(" uno\n dos\n tres\n cuatro\n\n\n\n cinco\n").pages.size(), 1U);
}

TEST_F(Ingest, ReadsForeignLinesAsWindows1252AndSaysWhereTheyBegin) {
  const model::SourceFile file = read("acción\nse\xF1or \x93hola\x94\n");
  EXPECT_EQ(file.pages[0].lines[1].text, "señor “hola”");
  ASSERT_EQ(found_.sorted().size(), 1U);
  EXPECT_EQ(found_.sorted()[0].code, "ingest.not-utf8");
  EXPECT_EQ(found_.sorted()[0].line, 2U);
}

TEST_F(Ingest, RejectsWhatIsNoText) {
  EXPECT_EQ(rejection(""), "ingest.empty");
  EXPECT_EQ(rejection(" \n\f\n\t"), "ingest.empty");
  EXPECT_EQ(rejection(std::string_view("a\0b", 3)), "ingest.binary");
  EXPECT_EQ(rejection("%PDF-1.7 …"), "ingest.binary");
  EXPECT_EQ(rejection(std::string_view("\xFF\xFEh\0o\0", 6)), "ingest.binary");
  EXPECT_EQ(rejection("\x01\x02\x03\x04 text"), "ingest.binary");
  EXPECT_EQ(rejection("text with one \x01 in a hundred letters, which a scanner may well leave behind in its work"),
            "");
}

TEST_F(Ingest, ChecksumsTellChangedFilesApart) {
  EXPECT_NE(read("uno").checksum, read("Uno").checksum);
  EXPECT_EQ(read("uno").checksum, read("uno").checksum);
}

TEST_F(Ingest, FailsOnAFileThatIsNotThere) {
  const auto file = read_plain_text(folder_ / "none.txt", found_);
  ASSERT_FALSE(file);
  EXPECT_EQ(file.error().code, ErrorCode::kInputMissing);
}

TEST_F(Ingest, WalksAFolderInAlphabeticalOrderPastWhatIsAboutIt) {
  write("b.txt", "x"), write("a.txt", "x"), write("deep/c.txt", "x");
  write("README.md", "x"), write("LICENSE", "x"), write(".hidden", "x"), write(".git/d.txt", "x"),
      write("notes.md", "x");
  EXPECT_THAT(ids({folder_}), ElementsAre("a", "b", "c"));
}

TEST_F(Ingest, TakesIdTitleAndDateFromTheManifest) {
  write("a.txt", "x"), write("b.txt", "x");
  write("manifest.tsv", "# file\tid\ttitle\tdate\na.txt\tforo\tForo de ciudades\t2018-05-02\nb.txt\n");
  const auto entries = scan_corpus({folder_}, found_);
  ASSERT_TRUE(entries);
  EXPECT_EQ((*entries)[0].id, "foro");
  EXPECT_EQ((*entries)[0].title, "Foro de ciudades");
  EXPECT_EQ((*entries)[0].date, "2018-05-02");
  EXPECT_EQ((*entries)[1].id, "b");
  EXPECT_THAT(codes(), IsEmpty());
}

TEST_F(Ingest, NamesAManifestLineThatNamesNoFile) {
  write("a.txt", "x"), write("manifest.tsv", "gone.txt\tid\n");
  EXPECT_THAT(ids({folder_}), ElementsAre("a"));
  EXPECT_THAT(codes(), ElementsAre("ingest.bad-manifest"));
}

TEST_F(Ingest, NumbersASecondDocumentOfTheSameName) {
  write("one/acta.txt", "x"), write("two/acta.txt", "x");
  EXPECT_THAT(ids({folder_}), ElementsAre("acta", "acta-2"));
  EXPECT_THAT(codes(), ElementsAre("ingest.duplicate-id"));
}

TEST_F(Ingest, ReadsAFileNamedTwiceOnce) {
  const fs::path file = write("a.txt", "x");
  EXPECT_THAT(ids({file, folder_, file}), ElementsAre("a"));
}

TEST_F(Ingest, SaysThatThereIsNothingToIndex) {
  EXPECT_EQ(scan_corpus({folder_}, found_).error().code, ErrorCode::kInputMissing);
  EXPECT_EQ(scan_corpus({folder_ / "none"}, found_).error().code, ErrorCode::kInputMissing);
}

}  // namespace
}  // namespace dixit::ingest
