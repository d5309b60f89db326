// The pages over HTTP, on collections that a browser should not suffer from.

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "tests/http/daemon.h"
#include "tests/support/index_fixture.h"

namespace dixit::test {
namespace {

std::size_t occurrences(const std::string& text, std::string_view part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size())) ++found;
  return found;
}

// 2,000 people of 500 cities, all of whom are named after markup and at length.
std::vector<Said> crowd() {
  const std::string evil = "<script>alert(1)</script>\" onload=\"x ";
  std::vector<Said> all;
  for (int at = 0; at < 2000; ++at) {
    Said said;
    said.text = "Habló de redes y de ciudades.";
    said.speaker = evil + std::string(300, 'a') + " " + std::to_string(at);
    said.city = evil + std::to_string(at % 500);
    said.organisation = evil + std::to_string(at % 1000);
    said.session = "5." + std::to_string(at % 300);
    all.push_back(said);
  }
  return all;
}

TEST(PagesOverHttp, StayBoundedAndHarmlessHoweverManyValuesThereAre) {
  const TempDir folder;
  publish(folder.path(), crowd());
  const Daemon daemon(folder.path());
  for (const std::string target : {"/?q=redes", "/?q=redes&per_page=100", "/?q=redes&facet=speaker",
                                   "/?q=redes&facet=city&find=script", "/?q=redes&rows=speaker&cols=city",
                                   "/?q=redes&rows=speaker&cols=organisation&lines=all", "/u/informe.7?q=redes"}) {
    const Reply reply = get(daemon.port(), target);
    EXPECT_EQ(reply.status, 200) << target;
    EXPECT_LT(reply.body.size(), 4'000'000U) << target;
    EXPECT_EQ(occurrences(reply.body, "<script"), 2U) << target << ": only ours";
    EXPECT_EQ(occurrences(reply.body, "\" onload"), 0U) << target;
    EXPECT_EQ(reply.headers.at("Content-Security-Policy").find("unsafe"), std::string::npos);
  }
  const std::string speakers = get(daemon.port(), "/?q=redes&facet=speaker").body;
  EXPECT_EQ(occurrences(speakers, "type=\"checkbox\""), 300U);
  EXPECT_NE(speakers.find("Se muestran 300 de 2000 valores"), std::string::npos);
  const std::string one = get(daemon.port(), "/?q=redes&facet=speaker&find=a%201999").body;
  EXPECT_EQ(occurrences(one, "type=\"checkbox\""), 1U);
  const std::string table = get(daemon.port(), "/?q=redes&rows=speaker&cols=city").body;
  EXPECT_EQ(occurrences(table, "<th scope=\"row\">"), 12U);
  EXPECT_NE(table.find("se muestran los 12 valores más frecuentes de 2000."), std::string::npos);
}

TEST(PagesOverHttp, OfAnEmptyIndexSayThatThereIsNothing) {
  const TempDir folder;
  publish(folder.path(), {});
  const Daemon daemon(folder.path());
  for (const char* target : {"/", "/?q=redes", "/?facet=speaker", "/?rows=city"}) {
    const Reply reply = get(daemon.port(), target);
    EXPECT_EQ(reply.status, 200) << target;
    EXPECT_NE(reply.body.find("0 resultados"), std::string::npos) << target;
  }
}

}  // namespace
}  // namespace dixit::test
