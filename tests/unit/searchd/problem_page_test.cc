// What is said in place of a page.

#include "searchd/api/pages.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "tests/unit/searchd/sample_pages.h"

namespace dixit::test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(ProblemPage, SaysWhatTheErrorSaysOnlyWhenTheReaderCanMendIt) {
  const Error error{ErrorCode::kBadRequest, "'" + kEvil + "' is no page", "Give a number.", "page"};
  const std::string html = pages().problem(error, 400, text::Language::kCatalan);
  EXPECT_EQ(faults(html), "");
  EXPECT_THAT(html, HasSubstr("Aquesta adreça no s&#39;entén"));
  EXPECT_THAT(html, HasSubstr("is no page"));
  EXPECT_THAT(html, HasSubstr("<code>bad-request</code>"));
  for (const int status : {500, 503}) {
    const std::string ours = pages().problem(error, status, text::Language::kCatalan);
    EXPECT_EQ(faults(ours), "");
    EXPECT_THAT(ours, Not(HasSubstr("is no page")));
  }
}

TEST(ProblemPage, TellsApartWhatIsMissingBusyAndBroken) {
  std::set<std::string> titles;
  for (const int status : {400, 404, 503, 500}) {
    const std::string html = pages().problem({}, status, text::Language::kEnglish);
    titles.insert(html.substr(html.find("<h1>"), html.find("</h1>") - html.find("<h1>")));
  }
  EXPECT_EQ(titles.size(), 4U);
}

}  // namespace
}  // namespace dixit::test
