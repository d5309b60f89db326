// What the pages say, in one language: texts from web/messages, numbers and dates as that language writes them.

#pragma once

#include <array>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "core/base/result.h"

namespace dixit::api {

// The texts that the code itself asks for; templates ask for others.
inline constexpr auto kMessageKeys = std::to_array<std::string_view>({"name",
                                                                      "tagline",
                                                                      "moderation",
                                                                      "filters",
                                                                      "filters_chosen",
                                                                      "filter_from",
                                                                      "filter_to",
                                                                      "filter_fuzzy",
                                                                      "filter_fuzzy_off",
                                                                      "show_all",
                                                                      "percent",
                                                                      "table_caption",
                                                                      "table_cut",
                                                                      "table_without",
                                                                      "whole_cut",
                                                                      "whole_none",
                                                                      "whole_one",
                                                                      "whole_other",
                                                                      "whole_title",
                                                                      "sort",
                                                                      "sort_relevance",
                                                                      "sort_date",
                                                                      "sort_order",
                                                                      "group",
                                                                      "group_none",
                                                                      "group_speaker",
                                                                      "group_session",
                                                                      "rest_of_group",
                                                                      "page",
                                                                      "intro",
                                                                      "example_1",
                                                                      "example_2",
                                                                      "example_3",
                                                                      "heading_everything",
                                                                      "heading_question",
                                                                      "heading_filtered",
                                                                      "status_one",
                                                                      "status_other",
                                                                      "shown",
                                                                      "partial",
                                                                      "line",
                                                                      "lines",
                                                                      "place",
                                                                      "kind_intervention",
                                                                      "kind_theme",
                                                                      "kind_debate",
                                                                      "kind_section",
                                                                      "match_exact",
                                                                      "match_accent",
                                                                      "match_stem",
                                                                      "match_ocr",
                                                                      "match_synonym",
                                                                      "match_translation",
                                                                      "aloud_accent",
                                                                      "aloud_stem",
                                                                      "aloud_ocr",
                                                                      "aloud_synonym",
                                                                      "aloud_translation",
                                                                      "back",
                                                                      "back_home",
                                                                      "source",
                                                                      "date",
                                                                      "as_printed",
                                                                      "as_read",
                                                                      "printed_as",
                                                                      "cite_session",
                                                                      "embed_title",
                                                                      "problem_400",
                                                                      "problem_400_why",
                                                                      "problem_404",
                                                                      "problem_404_why",
                                                                      "problem_busy",
                                                                      "problem_busy_why",
                                                                      "problem_other",
                                                                      "problem_other_why",
                                                                      "number_separator",
                                                                      "decimal_separator",
                                                                      "date_day",
                                                                      "date_month"});

// The name of one of them. Any other name does not compile.
class MessageKey {
 public:
  // NOLINTNEXTLINE(google-explicit-constructor): call sites read as text("name")
  consteval MessageKey(const char* name) : name_(name) {
    bool known = false;
    for (const std::string_view key : kMessageKeys) known = known || key == name_;
    if (!known) throw "not in kMessageKeys";
  }

  std::string_view name() const { return name_; }

 private:
  std::string_view name_;
};

// Immutable once loaded, hence free to use from any thread.
class Messages {
 public:
  // Values for the {name}s of a text.
  using Values = std::initializer_list<std::pair<std::string_view, std::string_view>>;

  // Reads a JSON object of texts. Fails with kInputMissing or kInputUnreadable where it cannot be read, and with
  // kInputRejected where it is no such object or lacks one of `kMessageKeys` or a month; the message names file and
  // key.
  static Result<Messages> load(const std::filesystem::path& file);

  const std::string& text(MessageKey key) const;

  // The same with every {name} replaced by its value; others stay as they are.
  std::string fill(MessageKey key, Values values) const;

  // 12345 -> "12 345", "12.345", "12,345". Four digits stay together.
  std::string number(std::size_t value) const;

  // Milliseconds with one decimal below ten, none above: "0,4", "12".
  std::string milliseconds(double value) const;

  // An ISO date in words, as exact as it is: "2016-07-07" -> "7 de julio de 2016", "2016" -> "2016". What is no date
  // comes back as it is.
  std::string date(std::string_view iso) const;

  // All texts by key.
  const std::map<std::string, std::string, std::less<>>& all() const { return all_; }

 private:
  const std::string& at(std::string_view key) const;

  std::map<std::string, std::string, std::less<>> all_;
};

}  // namespace dixit::api
