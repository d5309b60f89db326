// Results, errors, diagnostics, UTF-8 and checksums.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cerrno>
#include <memory>
#include <set>

#include "core/base/diagnostic.h"
#include "core/base/error.h"
#include "core/base/hash.h"
#include "core/base/result.h"
#include "core/base/utf8.h"

namespace dixit {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Pair;

Result<int> half_of(int number) {
  if (number % 2 == 0) return number / 2;
  return Error{ErrorCode::kBadUsage, "odd", "give an even number", {}};
}

Result<int> quarter_of(int number) {
  DIXIT_TRY(const int half, half_of(number));
  return half_of(half);
}

TEST(Result, CarriesTheValueOrTheError) {
  EXPECT_EQ(*quarter_of(12), 3);
  ASSERT_FALSE(quarter_of(6));
  EXPECT_EQ(quarter_of(6).error().message, "odd");
}

TEST(Result, HoldsWhatCanOnlyBeMoved) {
  Result<std::unique_ptr<int>> result = std::make_unique<int>(7);
  const std::unique_ptr<int> taken = std::move(result).value();
  EXPECT_EQ(*taken, 7);
}

TEST(ResultDeathTest, AbortsWhenTheMissingPartIsAskedFor) {
  EXPECT_DEATH(half_of(3).value(), "broken promise");
}

TEST(Error, NamesAreDifferentForEveryCode) {
  std::set<std::string_view> names;
  for (int code = 0; code <= static_cast<int>(ErrorCode::kInternal); ++code) {
    EXPECT_TRUE(names.insert(error_name(static_cast<ErrorCode>(code))).second)
        << error_name(static_cast<ErrorCode>(code));
  }
}

TEST(Error, SaysWhatToDo) {
  const Error error = system_error(ENOSPC, "write", "/var/index");
  EXPECT_EQ(error.code, ErrorCode::kDiskFull);
  EXPECT_THAT(describe(error), HasSubstr("cannot write /var/index"));
  EXPECT_THAT(describe(error), HasSubstr("hint: free some space"));
}

TEST(Diagnostics, AreOrderedByPlaceWhateverTheOrderTheyCameIn) {
  Diagnostics found;
  found.add({Severity::kWarning, "b.code", "two.txt", 1, 0, "later file", {}, {}});
  found.add({Severity::kNote, "a.code", "one.txt", 9, 0, "later line", {}, {}});
  found.add({Severity::kWarning, "a.code", "one.txt", 2, 0, "first", {}, {}});
  std::vector<std::string> messages;
  for (const Diagnostic& diagnostic : found.sorted()) messages.push_back(diagnostic.message);
  EXPECT_THAT(messages, ElementsAre("first", "later line", "later file"));
  EXPECT_EQ(found.count(Severity::kWarning), 2U);
  EXPECT_THAT(found.counts_by_code(), ElementsAre(Pair("a.code", 2), Pair("b.code", 1)));
}

TEST(Diagnostics, KeepTheFirstOfManyOfAKindAndCountThemAll) {
  Diagnostics found;
  const std::size_t many = Diagnostics::kMaxKept + 500;
  for (std::size_t i = 0; i < many; ++i) {
    found.add({Severity::kError, "record.no-text", "a.jsonl", many - i, 0, "no text", "{}", "give it"});
  }
  found.add({Severity::kNote, "text.no-pack", "a.jsonl", 3000, 0, "another kind", {}, {}});
  const std::vector<Diagnostic> kept = found.sorted();
  ASSERT_EQ(kept.size(), Diagnostics::kMaxKept + 2);
  EXPECT_EQ(kept.front().line, 1U);
  EXPECT_EQ(kept[Diagnostics::kMaxKept - 1].line, Diagnostics::kMaxKept);
  EXPECT_EQ(kept[Diagnostics::kMaxKept].message, "and 500 more like this");
  EXPECT_EQ(kept.back().message, "another kind");
  EXPECT_EQ(found.count(Severity::kError), many);
  EXPECT_THAT(found.counts_by_code(), ElementsAre(Pair("record.no-text", many), Pair("text.no-pack", 1)));
}

TEST(Diagnostics, ReadLikeACompilers) {
  EXPECT_EQ(
      format({Severity::kWarning, "segment.unknown-post", "a.txt", 412, 1, "no known post", "María Pérez", "add it"}),
      "a.txt:412:1: warning: no known post [segment.unknown-post]\n    María Pérez\n  hint: add it");
  EXPECT_EQ(format({Severity::kError, "ingest.empty", "a.txt", 0, 0, "no text", {}, {}}),
            "a.txt: error: no text [ingest.empty]");
}

TEST(Utf8, ReadsBackEveryCodePointItWrites) {
  for (char32_t point = 0; point <= 0x10FFFF; point += point < 0x3000 ? 1 : 977) {
    const bool surrogate = point >= 0xD800 && point <= 0xDFFF;
    std::string text;
    append_utf8(text, point);
    const CodePoint read = decode_at(text, 0);
    EXPECT_EQ(read.value, surrogate ? kReplacementCharacter : point);
    EXPECT_EQ(read.size_bytes, text.size());
  }
}

TEST(Utf8, FindsTheFirstBrokenByte) {
  EXPECT_EQ(find_invalid_utf8("ciudad ñ €"), std::nullopt);
  EXPECT_EQ(find_invalid_utf8("a\xC3"), 1U);             // cut off
  EXPECT_EQ(find_invalid_utf8("ab\x80"), 2U);            // stray continuation
  EXPECT_EQ(find_invalid_utf8("\xC0\xAF"), 0U);          // overlong
  EXPECT_EQ(find_invalid_utf8("x\xED\xA0\x80"), 1U);     // surrogate
  EXPECT_EQ(find_invalid_utf8("\xF4\x90\x80\x80"), 0U);  // beyond the last code point
}

TEST(Utf8, NeverCutsACharacterInTwo) {
  EXPECT_EQ(truncate_utf8("año", 2), "a");
  EXPECT_EQ(truncate_utf8("año", 3), "añ");
  EXPECT_EQ(truncate_utf8("año", 9), "año");
  EXPECT_EQ(truncate_utf8("€", 2), "");
}

// Test values of the algorithm's authors.
TEST(Hash, IsFnv1a) {
  EXPECT_EQ(hex(hash_bytes("")), "cbf29ce484222325");
  EXPECT_EQ(hex(hash_bytes("a")), "af63dc4c8601ec8c");
  EXPECT_EQ(hex(hash_bytes("foobar")), "85944171f73967e8");
}

TEST(Hash, GoesOnWhereItStopped) {
  EXPECT_EQ(hash_bytes("bar", hash_bytes("foo")), hash_bytes("foobar"));
}

}  // namespace
}  // namespace dixit
