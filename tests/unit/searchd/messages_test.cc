#include "searchd/api/messages.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "core/text/language.h"

namespace dixit::api {
namespace {

Messages load(std::string_view code) {
  Result<Messages> loaded =
      Messages::load(std::filesystem::path(DIXIT_SOURCE_DIR) / "web" / "messages" / (std::string(code) + ".json"));
  if (!loaded) ADD_FAILURE() << describe(loaded.error());
  return std::move(loaded).value();
}

// What stands between braces.
std::multiset<std::string> holes(const std::string& text) {
  std::multiset<std::string> found;
  for (std::size_t at = text.find('{'); at != std::string::npos; at = text.find('{', at + 1)) {
    found.insert(text.substr(at, text.find('}', at) - at));
  }
  return found;
}

TEST(Messages, HaveTheSameKeysWithTheSameHolesInEveryLanguage) {
  const Messages spanish = load("es");
  for (const text::Language language : text::kLanguages) {
    const Messages other = load(text::code(language));
    EXPECT_EQ(other.all().size(), spanish.all().size()) << text::code(language);
    for (const auto& [key, text] : spanish.all()) {
      const auto found = other.all().find(key);
      ASSERT_NE(found, other.all().end()) << text::code(language) << " lacks " << key;
      EXPECT_FALSE(found->second.empty()) << key;
      EXPECT_EQ(holes(found->second), holes(text)) << text::code(language) << ": " << key;
    }
  }
}

TEST(Messages, FillTheHolesTheyAreGivenAndNothingInTheValues) {
  const Messages english = load("en");
  EXPECT_EQ(english.fill("heading_question", {{"q", "{q} {n"}}), "“{q} {n”");
  EXPECT_EQ(english.fill("shown", {{"first", "1"}, {"n", "3"}}), "1–{last} of 3");
}

TEST(Messages, GroupDigitsFromFiveOn) {
  EXPECT_EQ(load("en").number(0), "0");
  EXPECT_EQ(load("en").number(9999), "9999");
  EXPECT_EQ(load("en").number(10'000), "10,000");
  EXPECT_EQ(load("ca").number(1'234'567), "1.234.567");
  EXPECT_EQ(load("es").number(123'456), "123\u202F456");
}

TEST(Messages, RoundMilliseconds) {
  const Messages spanish = load("es");
  EXPECT_EQ(spanish.milliseconds(0), "0,0");
  EXPECT_EQ(spanish.milliseconds(0.449), "0,4");
  EXPECT_EQ(spanish.milliseconds(9.96), "10");
  EXPECT_EQ(spanish.milliseconds(12.5), "13");
  EXPECT_EQ(spanish.milliseconds(-1), "0,0");
}

TEST(Messages, SayDatesAsExactlyAsTheyAreKnown) {
  EXPECT_EQ(load("es").date("2016-07-07"), "7 de julio de 2016");
  EXPECT_EQ(load("ca").date("2016-04-30"), "30 d'abril de 2016");
  EXPECT_EQ(load("en").date("2016-12-01"), "1 December 2016");
  EXPECT_EQ(load("es").date("2016-07"), "julio de 2016");
  EXPECT_EQ(load("ca").date("2016"), "2016");
}

TEST(Messages, LeaveWhatIsNoDateAsItIs) {
  const Messages spanish = load("es");
  for (const char* text : {"", "hacia 1980", "2016-13-01", "2016-07-xx", "2016-07-071", "2016/07/07", "abcd-07-07"}) {
    EXPECT_EQ(spanish.date(text), text);
  }
}

}  // namespace
}  // namespace dixit::api
