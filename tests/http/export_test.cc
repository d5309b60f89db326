#include <gtest/gtest.h>
#include <zlib.h>

#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "searchd/api/export.h"
#include "tests/http/daemon.h"
#include "tests/support/index_fixture.h"

namespace dixit::test {
namespace {

using nlohmann::json;

// What `dixit-indexer export` prints of `index`.
std::string printed(const std::filesystem::path& index, const std::string& format) {
  Invocation call;
  call.program = DIXIT_BIN_DIR "/dixit-indexer";
  call.arguments = {"export", "--index", index.string(), "--format", format};
  const Outcome outcome = run(call);
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  return outcome.out;
}

// Units that together are far more than sockets hold on their own.
std::vector<Said> many(std::size_t count, std::size_t words) {
  std::vector<Said> all;
  for (std::size_t i = 0; i < count; ++i) {
    std::string text = "Intervención número " + std::to_string(i) + ".";
    for (std::size_t word = 0; word < words; ++word)
      text += " internacionalizacióndelasáreasmetropolitanas" + std::to_string((i * 31 + word) % 97);
    all.push_back({.text = text});
  }
  return all;
}

std::vector<std::string> ids_of(const std::string& lines) {
  std::vector<std::string> ids;
  for (const std::string& line : lines_of(lines)) ids.push_back(json::parse(line)["id"]);
  return ids;
}

std::string unpacked(const std::string& bytes) {
  z_stream stream = {};
  EXPECT_EQ(inflateInit2(&stream, 15 + 16), Z_OK);
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  std::string out;
  int state = Z_OK;
  while (state == Z_OK) {
    char room[65536];
    stream.next_out = reinterpret_cast<Bytef*>(room);
    stream.avail_out = sizeof room;
    state = inflate(&stream, Z_NO_FLUSH);
    out.append(room, sizeof room - stream.avail_out);
  }
  EXPECT_EQ(state, Z_STREAM_END);
  inflateEnd(&stream);
  return out;
}

// The value of a metric without labels.
double metric(const Daemon& daemon, const std::string& name) {
  for (const std::string& line : lines_of(get(daemon.port(), "/metrics").body)) {
    if (line.starts_with(name + " ")) return std::stod(line.substr(name.size() + 1));
  }
  return -1;
}

class Export : public testing::Test {
 protected:
  // A daemon on the units that all tests of searching share.
  static void SetUpTestSuite() {
    folder_ = std::make_unique<TempDir>();
    publish(folder_->path(), sample(), 2);
    daemon_ = std::make_unique<Daemon>(folder_->path());
  }
  static void TearDownTestSuite() {
    daemon_.reset();
    folder_.reset();
  }

  static Reply ask(const std::string& query, std::string_view headers = {}) {
    return get(daemon_->port(), "/api/v1/export?" + query, headers);
  }

  static inline std::unique_ptr<TempDir> folder_;
  static inline std::unique_ptr<Daemon> daemon_;
};

TEST_F(Export, IsByteForByteWhatTheIndexerPrints) {
  for (const std::string format : {"jsonl", "csv"}) {
    const Reply reply = ask("format=" + format);
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(reply.body, printed(folder_->path(), format)) << format;
  }
}

TEST_F(Export, SaysWhatItIsAndWhatToCallTheFile) {
  const std::vector<std::vector<std::string>> cases = {
      {"jsonl", "application/x-ndjson; charset=utf-8", "dixit-marca-ciudad-x.jsonl"},
      {"csv", "text/csv; charset=utf-8; header=present", "dixit-marca-ciudad-x.csv"},
      {"bibtex", "application/x-bibtex; charset=utf-8", "dixit-marca-ciudad-x.bib"},
      {"ris", "application/x-research-info-systems; charset=utf-8", "dixit-marca-ciudad-x.ris"}};
  for (const auto& row : cases) {
    Reply reply = ask("q=%22Marca%20ciudad%22%0D%0AX:&format=" + row[0]);
    EXPECT_EQ(reply.headers["Content-Type"], row[1]);
    EXPECT_EQ(reply.headers["Content-Disposition"], "attachment; filename=\"" + row[2] + '"');
    EXPECT_EQ(reply.headers["X-Content-Type-Options"], "nosniff");
  }
  EXPECT_EQ(ask("format=csv").headers["Content-Disposition"], "attachment; filename=\"dixit.csv\"");
}

TEST_F(Export, HasAllThatAnswersInTheOrderOfTheSearch) {
  for (const std::string query :
       {"q=ciudad", "q=ciudad&sort=date", "q=ciudad&sort=order", "city=lima", "q=ciudad&group=city", "sort=date",
        "q=ciudad&document=informe&from=2016-01-01", "q=nada+de+eso&fuzzy=off"}) {
    SCOPED_TRACE(query);
    const json search = json::parse(get(daemon_->port(), "/api/v1/search?per_page=100&" + query).body);
    std::vector<std::string> expected;
    for (const json& hit : search["hits"]) {
      if (!hit["alike"].get<bool>()) expected.push_back(hit["id"]);
    }
    EXPECT_EQ(ids_of(ask("format=jsonl&" + query).body), expected);
  }
}

TEST_F(Export, OfNothingIsAnEmptyFile) {
  const std::string nothing = "q=%22nadie+dijo+esto%22&format=";
  EXPECT_EQ(ask(nothing + "jsonl").body, "");
  EXPECT_EQ(lines_of(ask(nothing + "csv").body).size(), 1U) << "the names of the columns";
  EXPECT_EQ(ask(nothing + "bibtex").body, "");
}

TEST_F(Export, CitesWithAddressesThatWork) {
  const std::string bibtex = ask("format=bibtex&id=informe.1&id=informe.2").body;
  EXPECT_EQ(std::count(bibtex.begin(), bibtex.end(), '@'), 2) << bibtex;
  EXPECT_NE(bibtex.find("Jaime Salinas"), std::string::npos) << bibtex;
  EXPECT_NE(bibtex.find("http://test/u/informe.1"), std::string::npos) << bibtex;
  const std::string ris = ask("format=ris&id=informe.2").body;
  EXPECT_NE(ris.find("TY  - "), std::string::npos) << ris;
  EXPECT_NE(ris.find("ER  - "), std::string::npos) << ris;
  EXPECT_EQ(std::count(ris.begin(), ris.end(), '\n'), std::count(ris.begin(), ris.end(), '\r'));
}

TEST_F(Export, OfNamedUnitsKeepsTheirOrder) {
  EXPECT_EQ(ids_of(ask("format=jsonl&id=informe.2&id=informe.1").body),
            (std::vector<std::string>{"informe.2", "informe.1"}));
  EXPECT_EQ(ask("format=jsonl&id=informe.2").headers["Content-Disposition"],
            "attachment; filename=\"dixit-informe-2.jsonl\"");
  EXPECT_EQ(ask("format=jsonl&id=informe.99").status, 404);
}

TEST_F(Export, NamesTheParameterToBlame) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"", "format"},
      {"format=xml", "format"},
      {"format=csv&format=csv", "format"},
      {"format=csv&page=2", "page"},
      {"format=csv&per_page=5", "per_page"},
      {"format=csv&facets=city", "facets"},
      {"format=csv&sort=up", "sort"},
      {"format=csv&group=nope", "group"},
      {"format=csv&id=informe.1&q=marca", "q"},
      {"format=csv&id=informe.1&city=Lima", "city"},
  };
  for (const auto& [query, param] : cases) {
    const Reply reply = ask(query);
    EXPECT_EQ(reply.status, 400) << query;
    EXPECT_EQ(json::parse(reply.body)["param"], param) << query;
  }
}

TEST_F(Export, IsRevalidatedByTag) {
  const std::string tag = ask("format=csv").headers["ETag"];
  ASSERT_FALSE(tag.empty());
  EXPECT_EQ(ask("format=csv", "If-None-Match: " + tag + "\r\n").status, 304);
}

class LongExport : public testing::Test {
 protected:
  // Some twenty megabytes.
  static void SetUpTestSuite() {
    folder_ = std::make_unique<TempDir>();
    publish(folder_->path(), many(kUnits, kWords));
  }
  static void TearDownTestSuite() { folder_.reset(); }

  static constexpr std::size_t kUnits = 200;
  static constexpr std::size_t kWords = 600;
  static inline std::unique_ptr<TempDir> folder_;
};

TEST_F(LongExport, ComesWholeInPieces) {
  const Daemon daemon(folder_->path());
  const std::string expected = printed(folder_->path(), "jsonl");
  ASSERT_GT(expected.size(), 10'000'000U);
  Connection connection(daemon.port());
  for (int i = 0; i < 2; ++i) {
    connection.send(request("/api/v1/export?format=jsonl"));
    Reply reply = connection.receive();
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(reply.headers["Transfer-Encoding"], "chunked");
    EXPECT_FALSE(reply.headers.contains("Content-Length"));
    EXPECT_TRUE(reply.body == expected) << reply.body.size();
  }
  connection.send(request("/healthz"));
  EXPECT_EQ(connection.receive().status, 200) << "the connection goes on";
}

TEST_F(LongExport, IsPackedForThoseWhoTakeIt) {
  const Daemon daemon(folder_->path());
  Reply reply = get(daemon.port(), "/api/v1/export?format=csv", "Accept-Encoding: gzip\r\n");
  EXPECT_EQ(reply.headers["Content-Encoding"], "gzip");
  EXPECT_EQ(reply.headers["Vary"], "Accept-Encoding");
  EXPECT_TRUE(unpacked(reply.body) == printed(folder_->path(), "csv"));
}

TEST_F(LongExport, HasNoChunksForOldClientsAndNoBodyForHead) {
  const Daemon daemon(folder_->path());
  Connection old(daemon.port());
  old.send("GET /api/v1/export?format=jsonl HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
  const std::string answer = old.receive_all();
  EXPECT_EQ(answer.find("Transfer-Encoding"), std::string::npos);
  EXPECT_TRUE(answer.ends_with("\r\n\r\n" + printed(folder_->path(), "jsonl"))) << answer.substr(0, 1000);

  Connection head(daemon.port());
  head.send("HEAD /api/v1/export?format=jsonl HTTP/1.1\r\nHost: test\r\n\r\n" + request("/healthz"));
  EXPECT_EQ(head.receive(10, false).status, 200);
  EXPECT_EQ(head.receive().body, "ok\n") << "what follows the headers of one answer is the next";
}

TEST_F(LongExport, EndsWhenItsClientGoes) {
  const Daemon daemon(folder_->path());
  {
    Connection connection(daemon.port());
    connection.send(request("/api/v1/export?format=jsonl"));
    EXPECT_TRUE(wait_until([&] { return metric(daemon, "dixit_exports_open") == 1; }));
  }
  EXPECT_TRUE(wait_until([&] { return metric(daemon, "dixit_exports_open") == 0; }));
}

TEST_F(LongExport, IsOfOneGenerationWhateverIsPublishedMeanwhile) {
  const TempDir folder;
  publish(folder.path(), many(kUnits, kWords));
  const std::string expected = printed(folder.path(), "jsonl");
  const Daemon daemon(folder.path());
  Connection connection(daemon.port());
  connection.send(request("/api/v1/export?format=jsonl"));
  EXPECT_TRUE(wait_until([&] { return metric(daemon, "dixit_exports_open") == 1; }));
  for (int i = 0; i < 3; ++i) publish(folder.path(), many(2, 3));
  EXPECT_TRUE(
      wait_until([&] { return json::parse(get(daemon.port(), "/api/v1/search").body)["total"]["value"] == 2; }));
  EXPECT_TRUE(connection.receive().body == expected);
}

TEST_F(LongExport, WaitsItsTurnWhereThereAreMany) {
  const Daemon daemon(folder_->path());
  std::vector<std::unique_ptr<Connection>> clients;
  for (unsigned i = 0; i < api::kMaxExports; ++i) {
    clients.push_back(std::make_unique<Connection>(daemon.port()));
    clients.back()->send(request("/api/v1/export?format=jsonl"));
  }
  EXPECT_TRUE(wait_until([&] { return metric(daemon, "dixit_exports_open") == api::kMaxExports; }));
  Reply reply = get(daemon.port(), "/api/v1/export?format=csv");
  EXPECT_EQ(reply.status, 503);
  EXPECT_EQ(json::parse(reply.body)["code"], "overloaded");
  EXPECT_EQ(reply.headers["Retry-After"], "1");
  EXPECT_EQ(get(daemon.port(), "/api/v1/search?q=intervenci%C3%B3n").status, 200) << "others are served meanwhile";
  clients.clear();
  EXPECT_TRUE(
      wait_until([&] { return get(daemon.port(), "/api/v1/export?format=csv&q=intervenci%C3%B3n").status == 200; }));
}

}  // namespace
}  // namespace dixit::test
