#include "searchd/api/json_text.h"

#include <gtest/gtest.h>

#include <limits>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "core/base/utf8.h"

namespace dixit::api {
namespace {

std::string member(const auto& value) {
  JsonText json;
  json.add("m", value);
  return std::move(json).take();
}

TEST(JsonText, IsWhatTheLibraryWrites) {
  JsonText json;
  json.add("text", "día");
  { const auto empty = json.object("empty"); }
  {
    const auto list = json.array("list");
    json.add(1);
    json.add("two");
    {
      const auto one = json.object();
      json.add("truth", true);
    }
    {
      const auto one = json.object();
      json.add("nothing", std::optional<std::string_view>());
    }
    json.add(-3L);
  }
  json.add("share", 0.125);
  json.add("whole", 7.0);
  json.add("count", std::size_t{18'446'744'073'709'551'615U});
  nlohmann::ordered_json same;
  same["text"] = "día";
  same["empty"] = nlohmann::ordered_json::object();
  same["list"] = {1, "two", {{"truth", true}}, {{"nothing", nullptr}}, -3};
  same["share"] = 0.125;
  same["whole"] = 7.0;
  same["count"] = 18'446'744'073'709'551'615U;
  EXPECT_EQ(std::move(json).take(), same.dump() + "\n");
}

TEST(JsonText, EscapesEveryCharacterThatNeedsIt) {
  for (int c = 0; c < 0x80; ++c) {
    const std::string text = std::string("a") + static_cast<char>(c) + "b";
    const nlohmann::json same = {{"m", text}};
    EXPECT_EQ(member(text), same.dump() + "\n") << c;
  }
  EXPECT_EQ(member("\"\\"), "{\"m\":\"\\\"\\\\\"}\n");
}

TEST(JsonText, IsValidUtf8WhateverItIsGiven) {
  for (const std::string& text : {std::string("\xff\xfe"), std::string("a\xc3"), std::string("\xed\xa0\x80"),
                                  std::string("\xc0\xaf\0x", 4), std::string("ñ\x80\"ñ")}) {
    const std::string json = member(text);
    EXPECT_FALSE(find_invalid_utf8(json)) << json;
    ASSERT_TRUE(nlohmann::json::accept(json)) << json;
    EXPECT_NE(json.find("\xef\xbf\xbd"), std::string::npos) << json;
  }
  EXPECT_EQ(nlohmann::json::parse(member("ñ\x80\"ñ"))["m"], "ñ\xef\xbf\xbd\"ñ") << "what is whole stays";
}

TEST(JsonText, HasNoNumberThatIsNone) {
  EXPECT_EQ(member(std::numeric_limits<double>::quiet_NaN()), "{\"m\":null}\n");
  EXPECT_EQ(member(-std::numeric_limits<double>::infinity()), "{\"m\":null}\n");
  for (const double number : {1e300, -1e-300, 0.1, 1e21, 123456789.123}) {
    EXPECT_EQ(nlohmann::json::parse(member(number))["m"].get<double>(), number);
  }
}

}  // namespace
}  // namespace dixit::api
