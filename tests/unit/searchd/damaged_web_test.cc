// Templates and messages that were damaged: what is wrong is named, and nothing is served.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <system_error>

#include "searchd/api/pages.h"

namespace dixit::api {
namespace {

using ::testing::HasSubstr;

namespace fs = std::filesystem;

const fs::path kSoundWeb = fs::path(DIXIT_SOURCE_DIR) / "web";

// A copy of the web folder that a test may damage.
class DamagedWeb : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "dixit-pages-XXXXXX").string();
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    web_ = name;
    fs::copy(kSoundWeb / "templates", web_ / "templates", fs::copy_options::recursive);
    fs::copy(kSoundWeb / "messages", web_ / "messages", fs::copy_options::recursive);
  }

  void TearDown() override {
    std::error_code ignored;  // a folder left behind in the system's temporary one fails no test
    fs::remove_all(web_, ignored);
  }

  const fs::path& web() const { return web_; }

  void write(const fs::path& file, const std::string& text) { std::ofstream(web() / file) << text; }

  void replace(const fs::path& file, const std::string& what, const std::string& by) {
    std::ifstream in(web() / file);
    std::string text((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    const std::size_t at = text.find(what);
    ASSERT_NE(at, std::string::npos);
    write(file, text.replace(at, what.size(), by));
  }

  Error error() const {
    const Result<Pages> loaded = Pages::load(web());
    return loaded ? Error{ErrorCode::kInternal, "it was loaded", "", ""} : loaded.error();
  }

 private:
  fs::path web_;
};

TEST_F(DamagedWeb, LoadsWhileItIsWhole) {
  EXPECT_TRUE(Pages::load(web()).has_value());
}

TEST_F(DamagedWeb, WithoutTemplatesNamesTheFolder) {
  fs::remove_all(web() / "templates");
  EXPECT_EQ(error().code, ErrorCode::kInputMissing);
  EXPECT_THAT(error().message, HasSubstr("templates"));
}

TEST_F(DamagedWeb, WithoutOneTemplateNamesIt) {
  fs::remove(web() / "templates" / "runs.mustache");
  EXPECT_EQ(error().code, ErrorCode::kInputMissing);
  EXPECT_THAT(error().message, HasSubstr("'runs'"));
}

TEST_F(DamagedWeb, WithAnUnclosedSectionNamesTheTemplate) {
  write("templates/unit.mustache", "{{#a}}<p>");
  EXPECT_EQ(error().code, ErrorCode::kInputRejected);
  EXPECT_THAT(error().message, HasSubstr("'unit'"));
}

TEST_F(DamagedWeb, WithAnUnescapedValueIsRefused) {
  for (const char* tag : {"{{{who}}}", "{{& who}}", "{{=<% %>=}}"}) {
    write("templates/unit.mustache", std::string("<p>") + tag + "</p>");
    EXPECT_EQ(error().code, ErrorCode::kInputRejected) << tag;
    EXPECT_THAT(error().message, HasSubstr("'unit'"));
  }
}

TEST_F(DamagedWeb, WithATemplateInsideItselfIsRefused) {
  write("templates/foot.mustache", "{{> foot}}");
  EXPECT_THAT(error().message, HasSubstr("'foot' includes itself"));
}

TEST_F(DamagedWeb, WithoutALanguageNamesTheFile) {
  fs::remove(web() / "messages" / "ca.json");
  EXPECT_EQ(error().code, ErrorCode::kInputMissing);
  EXPECT_THAT(error().message, HasSubstr("ca.json"));
}

TEST_F(DamagedWeb, WithBrokenJsonNamesTheFile) {
  write("messages/en.json", "{\"name\": ");
  EXPECT_EQ(error().code, ErrorCode::kInputRejected);
  EXPECT_THAT(error().message, HasSubstr("en.json"));
}

TEST_F(DamagedWeb, WithoutATextNamesFileAndKey) {
  replace("messages/ca.json", "\"skip\"", "\"skipped\"");
  EXPECT_THAT(error().message, HasSubstr("ca.json"));
  EXPECT_THAT(error().message, HasSubstr("'skip'"));
}

TEST_F(DamagedWeb, WithATextThatOneLanguageHasAloneNamesTheOthers) {
  replace("messages/es.json", "{", "{\"only_here\": \"x\",");
  EXPECT_THAT(error().message, HasSubstr("ca.json"));
  EXPECT_THAT(error().message, HasSubstr("'only_here'"));
}

TEST_F(DamagedWeb, WithATemplateAskingForATextThatNoneHasNamesIt) {
  replace("templates/foot.mustache", "{{t_foot}}", "{{t_feet}}");
  EXPECT_THAT(error().message, HasSubstr("'feet'"));
}

}  // namespace
}  // namespace dixit::api
