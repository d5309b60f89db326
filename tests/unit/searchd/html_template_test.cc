#include "searchd/api/html_template.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace dixit::api {
namespace {

std::string render(const std::string& source, const PageModel& model, const PageModel& common = {}) {
  Result<HtmlTemplate> compiled = HtmlTemplate::compile({{"page", source}, {"part", "[{{word}}]\n"}}, "page");
  if (!compiled) return describe(compiled.error());
  return compiled->render(common, model);
}

TEST(EscapeHtml, LeavesPlainTextAsItIs) {
  const std::string text = "Financiación, «marca»\n\t– 日本 🏙";
  EXPECT_EQ(escape_html(text), text);
  EXPECT_EQ(escape_html(""), "");
}

TEST(EscapeHtml, WritesMarkupAsReferences) {
  EXPECT_EQ(escape_html("<a b='c'>&\""), "&lt;a b=&#39;c&#39;&gt;&amp;&quot;");
}

TEST(EscapeHtml, ReplacesWhatHtmlDoesNotAllow) {
  using namespace std::string_literals;
  EXPECT_EQ(escape_html("a\0b\x7F\r"s), "a\uFFFDb\uFFFD\uFFFD");
  EXPECT_EQ(escape_html("\xC3<\xE2\x82 é\xFF"), "\uFFFD&lt;\uFFFD\uFFFD é\uFFFD");
}

TEST(HtmlTemplate, TakesTextsFlagsAndLists) {
  PageModel model;
  model.set("word", "uno & dos");
  model.set("none", "");
  model.flag("yes", true);
  model.flag("no", false);
  for (const char* value : {"a", "b"}) model.add("list").set("item", value);
  EXPECT_EQ(render("{{word}}|{{#none}}x{{/none}}{{^none}}-{{/none}}|{{#yes}}y{{/yes}}{{#no}}n{{/no}}|"
                   "{{#list}}{{item}}{{word}};{{/list}}{{^empty}}0{{/empty}}",
                   model),
            "uno &amp; dos|-|y|auno &amp; dos;buno &amp; dos;0");
}

TEST(HtmlTemplate, PutsIncludedTemplatesWithoutTheirLastLineEnd) {
  PageModel model;
  model.set("word", "x");
  EXPECT_EQ(render("  a{{> part}}b", model), "a[x]b");
}

TEST(HtmlTemplate, PrefersThePageToWhatAllPagesShare) {
  PageModel common;
  common.set("word", "common");
  common.set("other", "shared");
  PageModel model;
  model.set("word", "own");
  EXPECT_EQ(render("{{word}} {{other}}", model, common), "own shared");
}

TEST(HtmlTemplate, NamesWhatItTakesOnce) {
  const Result<HtmlTemplate> compiled =
      HtmlTemplate::compile({{"page", "{{b}}{{! note }}{{#a}}{{b}}{{/a}}{{^c}}{{/c}}"}}, "page");
  ASSERT_TRUE(compiled.has_value());
  EXPECT_THAT(compiled->names(), ::testing::ElementsAre("a", "b", "c"));
}

TEST(HtmlTemplate, RefusesWhatIsMalformed) {
  for (const char* source : {"{{#a}}", "{{/a}}", "{{a", "{{#a}}{{/b}}", "{{{a}}}", "{{&a}}", "{{> missing}}"}) {
    EXPECT_FALSE(HtmlTemplate::compile({{"page", source}}, "page").has_value()) << source;
  }
}

}  // namespace
}  // namespace dixit::api
