#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <pugixml.hpp>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include "searchd/api/feed.h"
#include "tests/http/daemon.h"
#include "tests/support/index_fixture.h"

namespace dixit::test {
namespace {

using testing::ElementsAre;
using testing::StartsWith;

pugi::xml_document parsed(const std::string& xml) {
  pugi::xml_document document;
  const pugi::xml_parse_result result = document.load_buffer(xml.data(), xml.size());
  EXPECT_TRUE(result) << result.description() << " at " << result.offset << "\n" << xml;
  return document;
}

// What an independent parser, which is stricter, says against `xml`.
std::string complaint_about(const std::string& xml) {
  Invocation parse;
  parse.program = "/usr/bin/env";
  parse.arguments = {"python3", "-c", "import sys, xml.sax; xml.sax.parse(sys.stdin.buffer, xml.sax.ContentHandler())"};
  parse.input = xml;
  const Outcome outcome = run(parse);
  return outcome.status == 0 ? "" : outcome.err;
}

// What RFC 4287 wants of `feed` and `entry` elements and they do not have.
void expect_atom(const std::string& xml) {
  EXPECT_EQ(complaint_about(xml), "");
  const pugi::xml_document document = parsed(xml);
  const pugi::xml_node feed = document.child("feed");
  EXPECT_STREQ(feed.attribute("xmlns").value(), "http://www.w3.org/2005/Atom");
  const std::regex moment(R"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)");
  const std::regex uuid("urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}");
  std::set<std::string> ids;
  std::vector<pugi::xml_node> all = {feed};
  for (const pugi::xml_node entry : feed.children("entry")) all.push_back(entry);
  for (const pugi::xml_node node : all) {
    for (const char* name : {"id", "title", "updated"}) {
      EXPECT_EQ(std::distance(node.children(name).begin(), node.children(name).end()), 1) << name;
    }
    EXPECT_TRUE(std::regex_match(node.child("updated").text().get(), moment)) << node.child("updated").text().get();
    EXPECT_TRUE(std::regex_match(node.child("id").text().get(), uuid)) << node.child("id").text().get();
    EXPECT_TRUE(ids.insert(node.child("id").text().get()).second) << "an id twice";
    EXPECT_STRNE(node.child("title").text().get(), "");
    EXPECT_TRUE(node.find_child_by_attribute("link", "rel", "alternate"));
  }
  EXPECT_STRNE(feed.child("author").child("name").text().get(), "") << "of entries that nobody said";
  EXPECT_TRUE(feed.find_child_by_attribute("link", "rel", "self"));
}

std::vector<std::string> texts(const pugi::xml_document& feed, const char* name) {
  std::vector<std::string> all;
  for (const pugi::xml_node entry : feed.child("feed").children("entry"))
    all.emplace_back(entry.child(name).text().get());
  return all;
}

class Feed : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = std::make_unique<TempDir>();
    publish(folder_->path(),
            {{.text = "Habló de la marca de la ciudad.",
              .speaker = "Ana Ruiz",
              .city = "Lima",
              .role = "alcaldesa",
              .session = "1",
              .date = "2016-07-07"},
             {.text = "Otra marca <b>&</b> \x01 otra \xFF idea.", .speaker = "Berta <Sanz>", .date = "2019"},
             {.text = "Una marca sin fecha.", .date = "", .title = "Presentación"},
             {.text = "Un clima distinto.", .speaker = "Ana Ruiz", .date = "2017-03"}});
    daemon_ = std::make_unique<Daemon>(folder_->path());
  }
  static void TearDownTestSuite() {
    daemon_.reset();
    folder_.reset();
  }

  static Reply ask(const std::string& target, std::string_view headers = {}) {
    return get(daemon_->port(), target, headers);
  }

  static inline std::unique_ptr<TempDir> folder_;
  static inline std::unique_ptr<Daemon> daemon_;
};

TEST_F(Feed, IsAtomWhateverTheTextsHold) {
  for (const std::string target : {"/feed.atom", "/feed.atom?q=marca&lang=ca", "/feed.atom?q=%00%FF%3Cb%3E%26&city=%22",
                                   "/feed.atom?q=nadie&fuzzy=off"}) {
    SCOPED_TRACE(target);
    Reply reply = ask(target);
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(reply.headers["Content-Type"], "application/atom+xml; charset=utf-8");
    expect_atom(reply.body);
  }
}

TEST_F(Feed, HasWhatAnswersNewestFirst) {
  const pugi::xml_document feed = parsed(ask("/feed.atom?q=marca").body);
  EXPECT_THAT(texts(feed, "title"), ElementsAre("Berta <Sanz>", "Ana Ruiz · 1 Sesión 1", "Presentación"));
  const std::vector<std::string> updated = texts(feed, "updated");
  EXPECT_EQ(updated.at(0), "2019-01-01T00:00:00Z");
  EXPECT_EQ(updated.at(1), "2016-07-07T00:00:00Z");
  EXPECT_EQ(updated.at(2), feed.child("feed").child("updated").text().get()) << "without a date: that of the index";
  const pugi::xml_node entry = feed.child("feed").child("entry");
  EXPECT_STREQ(entry.child("author").child("name").text().get(), "Berta <Sanz>");
  EXPECT_STREQ(entry.child("summary").text().get(), "Otra marca <b>&</b>   otra \uFFFD idea.");
  EXPECT_EQ(texts(parsed(ask("/feed.atom?sort=order").body), "updated").at(0), "2016-07-07T00:00:00Z");
}

TEST_F(Feed, SpeaksTheLanguageAskedFor) {
  const auto title = [](const Reply& reply) {
    return std::string(parsed(reply.body).child("feed").child("title").text().get());
  };
  EXPECT_EQ(title(ask("/feed.atom?q=marca&lang=en")), "Dixit: “marca”");
  EXPECT_EQ(title(ask("/feed.atom?lang=en")), "Dixit: Everything in the reports");
  EXPECT_EQ(title(ask("/feed.atom?lang=en&city=Lima")), "Dixit: Filtered results");
}

TEST_F(Feed, LinksAreWholeByTheNameThatTheClientCallsUs) {
  const std::string body = get(daemon_->port(), "/feed.atom?q=marca&city=lima").body;
  const pugi::xml_document feed = parsed(body);
  EXPECT_STREQ(feed.child("feed").child("entry").child("link").attribute("href").value(),
               "http://test/u/informe.1?q=marca&lang=es");
  EXPECT_STREQ(feed.child("feed").find_child_by_attribute("link", "rel", "self").attribute("href").value(),
               "http://test/feed.atom?q=marca&city=lima&lang=es");
}

TEST_F(Feed, TakesNoHostThatIsNone) {
  for (const std::string& host : std::vector<std::string>{"a b", "<script>", "a/b", "user@host", "host:port", "",
                                                          "[::1", std::string(300, 'a')}) {
    Connection connection(daemon_->port());
    connection.send("GET /feed.atom?city=lima HTTP/1.1\r\nHost: " + host +
                    "\r\nX-Forwarded-Host: evil.example\r\n\r\n");
    const std::string body = connection.receive().body;
    expect_atom(body);
    EXPECT_THAT(parsed(body).child("feed").child("entry").child("link").attribute("href").value(), StartsWith("/u/"))
        << host;
  }
}

TEST_F(Feed, LinksBeginWithThePublicAddressWhereThatIsSet) {
  const Daemon daemon(folder_->path(), {"--public-url", "https://actes.example:8443/"});
  const std::string body = get(daemon.port(), "/feed.atom").body;
  EXPECT_NE(body.find("href=\"https://actes.example:8443/u/informe.1"), std::string::npos) << body;
  EXPECT_EQ(body.find("http://test"), std::string::npos);
  for (const char* wrong : {"actes.example", "ftp://a", "https://a/path", "https://", "https://a b"}) {
    const Outcome outcome = run(daemon_call({"--index", folder_->path(), "--public-url", wrong}));
    EXPECT_EQ(outcome.status, 2) << wrong;
    EXPECT_NE(outcome.err.find("--public-url"), std::string::npos) << outcome.err;
  }
}

TEST_F(Feed, IdsOutliveGenerationsAndAddresses) {
  const TempDir folder;
  const std::vector<Said> units = {{.text = "Habló de la marca."}, {.text = "Otra marca."}};
  publish(folder.path(), units);
  const auto ids = [&] {
    const Daemon daemon(folder.path(), {"--public-url", "https://other.example"});
    pugi::xml_document feed = parsed(get(daemon.port(), "/feed.atom?q=marca").body);
    std::vector<std::string> all = texts(feed, "id");
    all.emplace_back(feed.child("feed").child("id").text().get());
    return all;
  };
  const std::vector<std::string> before = ids();
  publish(folder.path(), units);
  EXPECT_EQ(ids(), before);
  EXPECT_EQ(texts(parsed(ask("/feed.atom?q=marca&sort=order").body), "id").at(0), before.at(0)) << "another daemon";
}

TEST_F(Feed, IsNotSentAgainToThoseWhoHaveIt) {
  const std::string tag = ask("/feed.atom?q=marca").headers["ETag"];
  ASSERT_FALSE(tag.empty());
  EXPECT_EQ(ask("/feed.atom?q=marca", "If-None-Match: " + tag + "\r\n").status, 304);
  EXPECT_EQ(ask("/feed.atom?q=clima", "If-None-Match: " + tag + "\r\n").status, 200);
}

TEST_F(Feed, HasFiftyEntriesAtMostAndNamesBadParameters) {
  const TempDir folder;
  publish(folder.path(), std::vector<Said>(60, {.text = "Todos hablan de la marca."}));
  const Daemon daemon(folder.path());
  EXPECT_EQ(texts(parsed(get(daemon.port(), "/feed.atom?q=marca").body), "id").size(), api::kMaxEntries);
  for (const std::string name : {"page", "per_page", "facets", "format"}) {
    const Reply reply = ask("/feed.atom?" + name + "=1");
    EXPECT_EQ(reply.status, 400);
    EXPECT_EQ(nlohmann::json::parse(reply.body)["param"], name);
  }
}

TEST_F(Feed, BrowsersLearnToSearchHere) {
  Reply reply = ask("/opensearch.xml?lang=ca");
  EXPECT_EQ(reply.headers["Content-Type"], "application/opensearchdescription+xml; charset=utf-8");
  EXPECT_EQ(complaint_about(reply.body), "");
  const pugi::xml_document document = parsed(reply.body);
  const pugi::xml_node root = document.child("OpenSearchDescription");
  EXPECT_STREQ(root.attribute("xmlns").value(), "http://a9.com/-/spec/opensearch/1.1/");
  EXPECT_STREQ(root.child("ShortName").text().get(), "Dixit");
  EXPECT_STREQ(root.child("Language").text().get(), "ca");
  EXPECT_THAT(root.child("Description").text().get(), StartsWith("Qui va dir què"));
  std::map<std::string, std::string> templates;
  for (const pugi::xml_node url : root.children("Url")) {
    templates[url.attribute("type").value()] = url.attribute("template").value();
  }
  EXPECT_EQ(templates["text/html"], "http://test/?q={searchTerms}&lang=ca");
  // Each leads to what it says it does.
  for (const auto& [type, address] : templates) {
    std::string target = address.substr(std::string("http://test").size());
    if (const std::size_t at = target.find("{searchTerms}"); at != std::string::npos) target.replace(at, 13, "marc");
    Reply found = ask(target);
    EXPECT_EQ(found.status, 200) << target;
    EXPECT_THAT(found.headers["Content-Type"], StartsWith(type));
  }
  EXPECT_EQ(ask("/opensearch.xml?lang=fr").status, 400);
  EXPECT_EQ(ask("/opensearch.xml?q=a").status, 400);
}

TEST_F(Feed, CompletionsForBrowsersAreTheirTexts) {
  const auto ours = nlohmann::json::parse(ask("/api/v1/suggest?q=marc").body);
  const auto theirs = nlohmann::json::parse(ask("/api/v1/suggest?q=marc&format=opensearch").body);
  ASSERT_EQ(theirs.size(), 2U);
  EXPECT_EQ(theirs[0], "marc");
  ASSERT_FALSE(theirs[1].empty());
  EXPECT_EQ(theirs[1][0], ours["suggestions"][0]["text"]);
  EXPECT_EQ(ask("/api/v1/suggest?q=marc&format=xml").status, 400);
}

}  // namespace
}  // namespace dixit::test
