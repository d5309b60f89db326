#include <sys/stat.h>

#include <fstream>

#include "tests/cli/indexer.h"

namespace dixit::test {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

namespace fs = std::filesystem;

constexpr std::size_t kMegabyte = 1 << 20;

std::string as_utf16(std::string_view ascii) {
  std::string bytes = "\xFF\xFE";
  for (const char c : ascii) bytes += {c, '\0'};
  return bytes;
}

struct Rejected {
  const char* name;
  std::string bytes;
  const char* code;
  const char* said;  // part of the message or of the cure
};

std::vector<Rejected> rejected_files() {
  std::string noise;
  for (int i = 0; i < 4000; ++i) noise += static_cast<char>(i * 7919 % 251);
  return {
      {"empty.txt", "", "ingest.empty", "no text"},
      {"blank.txt", " \n\t \r\n\n", "ingest.empty", "no text"},
      {"formfeeds.txt", "\f\f\f\n\f", "ingest.empty", "no text"},
      {"zeros.txt", std::string("Hola\0\0ciudad", 12), "ingest.binary", "not text"},
      {"noise.bin", noise, "ingest.binary", "not text"},
      {"controls.txt", "a\x01\x02\x03\x04\x05z", "ingest.binary", "not text"},
      {"wide.txt", as_utf16("La ciudad y el agua.\n"), "ingest.binary", "iconv"},
      {"report.pdf", "%PDF-1.7\n1 0 obj << >> endobj\n", "ingest.binary", "pdftotext"},
  };
}

TEST(BadInput, WhatCannotBeAReportIsRejectedByNameWithACure) {
  const TempDir folder;
  const std::vector<Rejected> files = rejected_files();
  for (const Rejected& file : files) folder.write(std::string("in/") + file.name, file.bytes);
  folder.write("in/good.txt", small_report());
  const Outcome outcome = run_indexer({"build", "--out", folder / "index", folder / "in"});
  EXPECT_EQ(outcome.status, 1);
  const std::vector<std::string> lines = lines_of(outcome.err);
  for (const Rejected& file : files) {
    const std::string path = folder / (std::string("in/") + file.name);
    const auto line = std::find_if(lines.begin(), lines.end(), [&](const auto& l) { return l.starts_with(path); });
    ASSERT_NE(line, lines.end()) << path;
    ASSERT_NE(line + 1, lines.end());
    EXPECT_THAT(*line, AllOf(HasSubstr(": error: "), HasSubstr(file.code)));
    EXPECT_THAT(*line + *(line + 1), HasSubstr(file.said));
    EXPECT_THAT(*(line + 1), HasSubstr("  hint: "));
  }
  EXPECT_THAT(exported(folder / "index"), SizeIs(1));
}

TEST(BadInput, ALanguageWithoutAPackIsIndexedAsPrintedAndNamed) {
  const TempDir folder;
  const std::string path = folder.write(
      "lyon.txt",
      "Le maire de la ville a souligné que la stratégie internationale doit être partagée avec les citoyens et les\n"
      "entreprises. Il a ajouté que les réseaux de villes permettent d'apprendre des autres et de peser davantage\n"
      "dans les négociations, sans oublier que les moyens manquent et que chacun doit y trouver son compte.\n");
  const Outcome outcome = run_indexer({"build", "--out", folder / "index", "--report", folder / "found.jsonl", path});
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  bool is_named = false;
  for (const std::string& line : lines_of(read_file(folder / "found.jsonl"))) {
    const json found = json::parse(line);
    if (found["code"] != "text.no-pack") continue;
    is_named = true;
    EXPECT_EQ(found["file"], path);
    EXPECT_EQ(found["line"], 1);
    EXPECT_THAT(found["message"].get<std::string>(), HasSubstr(", fr;"));
    EXPECT_NE(found["hint"], "");
  }
  EXPECT_TRUE(is_named);
  const json unit = json::parse(exported(folder / "index").at(0));
  EXPECT_EQ(unit["reading"], unit["text"]);
}

TEST(BadInput, NothingIsPublishedWhereNothingCouldBeUsed) {
  const TempDir folder;
  build(folder / "index", {folder.write("good.txt", small_report())});
  const std::vector<std::string> before = exported(folder / "index");
  for (const Rejected& file : rejected_files()) {
    const Outcome outcome = run_indexer({"build", "--out", folder / "index", folder.write(file.name, file.bytes)});
    EXPECT_EQ(outcome.status, 2) << file.name;
    EXPECT_THAT(outcome.err, HasSubstr(file.code));
  }
  EXPECT_EQ(exported(folder / "index"), before);
  EXPECT_THAT(folders(folder / "index", "gen-"), SizeIs(1));
}

TEST(BadInput, APathThatLeadsNowhereStopsTheRunAndIsNamed) {
  const TempDir folder;
  const std::string good = folder.write("good.txt", small_report());
  fs::create_symlink("nowhere", folder / "dangling.txt");
  fs::create_symlink("loop.txt", folder / "loop.txt");
  ASSERT_EQ(::mkfifo((folder / "pipe").c_str(), 0644), 0);
  for (const char* name : {"missing.txt", "dangling.txt", "loop.txt", "pipe", "good.txt/below.txt"}) {
    const Outcome outcome = run_indexer({"build", "--out", folder / "index", good, folder / name});
    EXPECT_EQ(outcome.status, 2) << name;
    EXPECT_THAT(outcome.err, AllOf(HasSubstr(folder / name), HasSubstr("input-missing"), HasSubstr("hint:")));
    EXPECT_FALSE(fs::exists(folder / "index/current"));
  }
}

TEST(BadInput, AFolderWithNothingToIndexIsNamed) {
  const TempDir folder;
  fs::create_directories(folder / "empty/below");
  folder.write("empty/README.md", "# Nothing\n");
  const Outcome alone = run_indexer({"build", "--out", folder / "index", folder / "empty"});
  EXPECT_EQ(alone.status, 2);
  EXPECT_THAT(alone.err, AllOf(HasSubstr(folder / "empty"), HasSubstr("nothing to index")));
  const std::string good = folder.write("good.txt", small_report());
  const Outcome beside = run_indexer({"build", "--out", folder / "index", folder / "empty", good});
  EXPECT_EQ(beside.status, 0);
  EXPECT_THAT(beside.err, HasSubstr("ingest.empty-folder"));
}

TEST(BadInput, AFileThatCannotBeReadIsRejectedAndTheRestIsIndexed) {
  const TempDir folder;
  folder.write("in/good.txt", small_report());
  fs::create_symlink("nowhere", folder / "in/dangling.txt");
  fs::create_symlink("loop.txt", folder / "in/loop.txt");
  fs::create_symlink("/proc/self/mem", folder / "in/memory.txt");  // opens, and cannot be read at its beginning
  const Outcome outcome = run_indexer({"build", "--out", folder / "index", folder / "in"});
  EXPECT_EQ(outcome.status, 1);
  for (const char* name : {"in/dangling.txt", "in/loop.txt", "in/memory.txt"}) {
    EXPECT_THAT(outcome.err, HasSubstr(folder / name + std::string(": error: cannot read")));
  }
  EXPECT_THAT(outcome.err, AllOf(HasSubstr("ingest.unreadable 3"), HasSubstr("hint:")));
  EXPECT_THAT(exported(folder / "index"), SizeIs(1));
}

TEST(BadInput, AFileOrFolderWithoutPermissionIsNamed) {
  const TempDir folder;
  folder.write("in/good.txt", small_report());
  const std::string secret = folder.write("in/secret.txt", small_report());
  fs::permissions(secret, fs::perms::none);
  Invocation call = indexer({"build", "--out", folder / "index", folder / "in"});
  call.prepare = obey_permissions;
  const Outcome file = run(call);
  EXPECT_EQ(file.status, 1) << file.err;
  EXPECT_THAT(file.err, AllOf(HasSubstr(secret), HasSubstr("ingest.unreadable"), HasSubstr("permissions")));
  EXPECT_THAT(exported(folder / "index"), SizeIs(1));
  fs::create_directories(folder / "in/closed");
  fs::permissions(folder / "in/closed", fs::perms::none);
  const Outcome below = run(call);
  EXPECT_EQ(below.status, 2);
  EXPECT_THAT(below.err, AllOf(HasSubstr(folder / "in"), HasSubstr("input-unreadable")));
  EXPECT_THAT(exported(folder / "index"), SizeIs(1));
}

TEST(BadInput, Windows1252IsReadAsSuchLineByLineWithAWarning) {
  const TempDir folder;
  const std::string mixed =
      "Uno: a\xC3\xB1o.\nDos: a\xF1o, \x93"
      "cita\x94 y 5 \x80.\nTres.\n";
  const std::string file = folder.write("mixed.txt", mixed);
  const Outcome outcome = run_indexer({"build", "--out", folder / "index", file});
  EXPECT_EQ(outcome.status, 0);
  EXPECT_THAT(outcome.err, AllOf(HasSubstr(file + ":2: warning: 1 lines"), HasSubstr("ingest.not-utf8")));
  const std::string text = exported_units(folder / "index").at(0)["text"];
  EXPECT_THAT(text, AllOf(HasSubstr("Uno: año."), HasSubstr("Dos: año, “cita” y 5 €.")));
}

TEST(BadInput, LineEndsOfOldMachinesCountLines) {
  const TempDir folder;
  for (const char* end : {"\n", "\r\n", "\r"}) {
    const std::string text = std::string("Uno.") + end + "Dos." + end + end + "Tres." + end;
    build(folder / "index", {folder.write("a.txt", text)});
    const json unit = exported_units(folder / "index").at(0);
    EXPECT_EQ(unit["lines"], json::parse("[1, 4]"));
    EXPECT_EQ(unit["text"], "Uno. Dos.\nTres.");
  }
}

TEST(BadInput, AByteOrderMarkIsNoText) {
  const TempDir folder;
  build(folder / "index", {folder.write("a.txt",
                                        "\xEF\xBB\xBF"
                                        "1. Presentacion\n\nLa ciudad.\n")});
  EXPECT_EQ(exported_units(folder / "index").at(0)["text"].get<std::string>().find("\xEF\xBB\xBF"), std::string::npos);
}

TEST(BadInput, ALineOfTenMegabytesIsRead) {
  const TempDir folder;
  std::string words;
  while (words.size() < kMegabyte / 2) words += "agua ";
  words += std::string(10 * kMegabyte, 'x');
  build(folder / "index", {folder.write("long.txt", words)});
  const std::vector<json> units = exported_units(folder / "index");
  ASSERT_THAT(units, SizeIs(1));
  EXPECT_EQ(units[0]["text"].get<std::string>().size(), words.size());
}

TEST(BadInput, DeepFoldersAreWalkedAndLinkedOnesNamed) {
  const TempDir folder;
  std::string deep = "in";
  for (int i = 0; i < 200; ++i) deep += "/d" + std::to_string(i);
  folder.write(deep + "/leaf.txt", small_report());
  fs::create_directory_symlink("..", folder / "in/d0/up");
  const Outcome outcome = run_indexer({"build", "--out", folder / "index", folder / "in"});
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_THAT(outcome.err, AllOf(HasSubstr("in/d0/up: warning:"), HasSubstr("ingest.linked-folder")));
  EXPECT_THAT(exported(folder / "index"), SizeIs(1));
}

TEST(BadInput, DocumentsOfOneNameGetIdsOfTheirOwn) {
  const TempDir folder;
  for (const char* name : {"in/a/acta.txt", "in/b/acta.txt", "in/c/acta-2.txt", "in/d/acta.text"}) {
    folder.write(name, small_report());
  }
  const Outcome outcome = run_indexer({"build", "--out", folder / "index", folder / "in"});
  EXPECT_EQ(outcome.status, 0);
  EXPECT_THAT(outcome.err, AllOf(HasSubstr("ingest.duplicate-id 3"), HasSubstr("manifest.tsv")));
  std::vector<std::string> ids;
  for (const json& unit : exported_units(folder / "index")) ids.push_back(unit["id"]);
  EXPECT_THAT(ids, testing::UnorderedElementsAre("acta.1", "acta-2.1", "acta-2-2.1", "acta-3.1"));
}

TEST(BadInput, NamesThatNoTextHoldsBecomeIdsThatOneCanType) {
  const TempDir folder;
  folder.write("in/a\x01\tb\n.txt", small_report());
  folder.write("in/a\xF1o.txt", small_report());
  build(folder / "index", {folder / "in"});
  std::vector<std::string> ids;
  for (const json& unit : exported_units(folder / "index")) ids.push_back(unit["id"]);
  EXPECT_THAT(ids, testing::UnorderedElementsAre("a__b_.1", "a_o.1"));
}

TEST(BadInput, LinesOfAManifestThatMakeNoSenseAreNamedAndTheRestCounts) {
  const TempDir folder;
  folder.write("in/a.txt", small_report());
  folder.write("in/b.txt", small_report());
  std::string manifest = "# file\tid\ttitle\tdate\r\n";
  manifest += "missing.txt\tm\tNada\t2019\r\n";                // 2
  manifest += "\tx\ty\t2019\r\n";                              // 3
  manifest += "a.txt\tan id/with\tUno\t2019\r\n";              // 4
  manifest += "a.txt\ta1\tUno\tmarzo de 2019\r\n";             // 5
  manifest += std::string("a.txt\0z\ta1\tUno\t2019\r\n", 22);  // 6
  manifest += "a.txt\ta1\t\xF1u\t2019\r\n";                    // 7
  manifest += "..\tparent\tDos\t2019\r\n";                     // 8
  manifest += "b.txt\tb-uno\tDos\t2019-03\r\n";
  const std::string file = folder.write("in/manifest.tsv", manifest);
  const Outcome outcome = run_indexer({"build", "--out", folder / "index", folder / "in"});
  EXPECT_EQ(outcome.status, 0);
  for (int line = 2; line <= 8; ++line) {
    EXPECT_THAT(outcome.err, HasSubstr(file + ":" + std::to_string(line) + ": warning: ")) << line;
  }
  EXPECT_THAT(outcome.err, HasSubstr("ingest.bad-manifest 7"));
  std::vector<std::string> ids;
  for (const json& unit : exported_units(folder / "index")) ids.push_back(unit["id"]);
  EXPECT_THAT(ids, testing::UnorderedElementsAre("a.1", "b-uno.1"));
}

}  // namespace
}  // namespace dixit::test
