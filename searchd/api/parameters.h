// The parameters of every path: requests are read by these tables, and /api/v1/openapi.json is printed from them.

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace dixit::api {

inline constexpr std::size_t kMaxQuestionCharacters = 500;
inline constexpr std::size_t kMaxTypedCharacters = 100;  // of a question to be completed
inline constexpr std::size_t kMaxPerPage = 100;

// How many units deep a page may lie: beyond, a question should be narrowed instead, and each further page costs more.
inline constexpr std::size_t kMaxDepth = 10'000;

// The most that lists of related units and of completions may have.
inline constexpr std::size_t kMaxShortList = 20;

// Values of one facet, or ids, in one request.
inline constexpr std::size_t kMaxFilterValues = 200;

enum class Takes : std::uint8_t {
  kText,       // anything
  kChoice,     // one of a few words
  kNumber,     // from 1
  kDay,        // YYYY-MM-DD; empty is as good as absent
  kFacet,      // the name of a facet
  kFacetList,  // several, joined by commas; empty: none
};

struct ParameterRow {
  std::string_view name;
  Takes takes = Takes::kText;
  std::string_view meaning;        // in English, for docs
  std::string_view fallback = {};  // what holds where it is not given; empty: nothing
  std::string_view choices = {};   // of a kChoice, joined by "|"
  std::size_t most = 0;            // the greatest number, or the most characters; 0: no bound
  bool is_needed = false;          // must be given
  bool is_repeatable = false;      // may be given up to kMaxFilterValues times
};

inline constexpr ParameterRow kQuestion{
    .name = "q", .meaning = "the question; empty asks for everything", .most = kMaxQuestionCharacters};
inline constexpr ParameterRow kFrom{.name = "from", .takes = Takes::kDay, .meaning = "first day, inclusive"};
inline constexpr ParameterRow kTo{.name = "to", .takes = Takes::kDay, .meaning = "last day, inclusive"};
inline constexpr ParameterRow kSort{.name = "sort",
                                    .takes = Takes::kChoice,
                                    .meaning = "order of the answers: best, newest or first in the documents first",
                                    .fallback = "relevance",
                                    .choices = "relevance|date|order"};
inline constexpr ParameterRow kFeedSort{
    .name = "sort", .takes = Takes::kChoice, .meaning = kSort.meaning, .fallback = "date", .choices = kSort.choices};
inline constexpr ParameterRow kGroup{
    .name = "group", .takes = Takes::kFacet, .meaning = "of each value of this facet, the first answer stands for all"};
inline constexpr ParameterRow kPage{
    .name = "page", .takes = Takes::kNumber, .meaning = "page of the answers", .fallback = "1", .most = kMaxDepth};
inline constexpr ParameterRow kPerPage{
    .name = "per_page", .takes = Takes::kNumber, .meaning = "answers on a page", .fallback = "10", .most = kMaxPerPage};
inline constexpr ParameterRow kFacets{.name = "facets",
                                      .takes = Takes::kFacetList,
                                      .meaning = "facets to count; empty: none",
                                      .fallback = "city,role,session"};
inline constexpr ParameterRow kFuzzy{.name = "fuzzy",
                                     .takes = Takes::kChoice,
                                     .meaning = "off: no near words, synonyms or translations",
                                     .fallback = "auto",
                                     .choices = "auto|off"};
inline constexpr ParameterRow kNames{.name = "names",
                                     .takes = Takes::kChoice,
                                     .meaning = "off: what somebody said is not told from other questions",
                                     .fallback = "auto",
                                     .choices = "auto|off"};
inline constexpr ParameterRow kLang{.name = "lang",
                                    .takes = Takes::kChoice,
                                    .meaning = "language of labels and messages",
                                    .fallback = "es",
                                    .choices = "es|ca|en"};
inline constexpr ParameterRow kPrefix{.name = "prefix", .meaning = "a part of the label of the values wanted"};
inline constexpr ParameterRow kRows{
    .name = "rows", .takes = Takes::kFacet, .meaning = "facet of the table's rows", .fallback = "city"};
inline constexpr ParameterRow kCols{
    .name = "cols", .takes = Takes::kFacet, .meaning = "facet of the table's columns", .fallback = "session"};
inline constexpr ParameterRow kOpenFacet{
    .name = "facet", .takes = Takes::kFacet, .meaning = "facet of which all values are shown in place of the answers"};
inline constexpr ParameterRow kFind{.name = "find", .meaning = "with facet: a part of the label of the values wanted"};
inline constexpr ParameterRow kLines{.name = "lines",
                                     .takes = Takes::kChoice,
                                     .meaning = "with rows or cols: as many of both as a page can take",
                                     .choices = "all"};
inline constexpr ParameterRow kPageRows{
    .name = "rows", .takes = Takes::kFacet, .meaning = "facet of the rows of a table in place of the answers"};
inline constexpr ParameterRow kPageCols{
    .name = "cols", .takes = Takes::kFacet, .meaning = "facet of the columns of a table in place of the answers"};
inline constexpr ParameterRow kId{.name = "id", .meaning = "a unit, as in the id of a hit", .is_needed = true};
inline constexpr ParameterRow kIds{
    .name = "id", .meaning = "units to export in place of a search's answers", .is_repeatable = true};
inline constexpr ParameterRow kTyped{
    .name = "q", .meaning = "the question as typed so far; empty has no completions", .most = kMaxTypedCharacters};
inline constexpr ParameterRow kFewRelated{.name = "per_page",
                                          .takes = Takes::kNumber,
                                          .meaning = "most units listed",
                                          .fallback = "5",
                                          .most = kMaxShortList};
inline constexpr ParameterRow kFewCompletions{.name = "per_page",
                                              .takes = Takes::kNumber,
                                              .meaning = "most completions listed",
                                              .fallback = "8",
                                              .most = kMaxShortList};
inline constexpr ParameterRow kSuggestFormat{.name = "format",
                                             .takes = Takes::kChoice,
                                             .meaning = "shape of the answer; opensearch is what browsers ask for",
                                             .fallback = "json",
                                             .choices = "json|opensearch"};
inline constexpr ParameterRow kExportFormat{.name = "format",
                                            .takes = Takes::kChoice,
                                            .meaning = "format of the file",
                                            .choices = "jsonl|csv|bibtex|ris",
                                            .is_needed = true};

// What a path takes: `rows`, and where `narrows` every facet by its name, repeatable.
struct ParameterTable {
  std::span<const ParameterRow> rows;
  bool narrows = false;
};

inline constexpr std::array kSearchRows = {kQuestion, kFrom,   kTo,    kSort,  kGroup, kPage,
                                           kPerPage,  kFacets, kFuzzy, kNames, kLang};
inline constexpr std::array kPageViewRows = {kQuestion, kFrom,     kTo,       kSort,  kGroup, kPage,
                                             kPerPage,  kFacets,   kFuzzy,    kNames, kLang,  kOpenFacet,
                                             kFind,     kPageRows, kPageCols, kLines};
inline constexpr std::array kExportRows = {kExportFormat, kIds,   kQuestion, kFrom,  kTo,
                                           kSort,         kGroup, kFuzzy,    kNames, kLang};
inline constexpr std::array kFeedRows = {kQuestion, kFrom, kTo, kFeedSort, kGroup, kFuzzy, kNames, kLang};
inline constexpr std::array kFacetRows = {kQuestion, kFrom, kTo, kFuzzy, kNames, kLang, kPrefix};
inline constexpr std::array kMatrixRows = {kQuestion, kFrom, kTo, kFuzzy, kNames, kLang, kRows, kCols};
inline constexpr std::array kUnitRows = {kQuestion, kLang};
inline constexpr std::array kSimilarRows = {kId, kFewRelated};
inline constexpr std::array kSuggestRows = {kTyped, kFewCompletions, kSuggestFormat, kLang};
inline constexpr std::array kLanguageRows = {kLang};

inline constexpr ParameterTable kSearchParameters{kSearchRows, true};
inline constexpr ParameterTable kPageViewParameters{kPageViewRows, true};
inline constexpr ParameterTable kExportParameters{kExportRows, true};
inline constexpr ParameterTable kFeedParameters{kFeedRows, true};
inline constexpr ParameterTable kFacetParameters{kFacetRows, true};
inline constexpr ParameterTable kMatrixParameters{kMatrixRows, true};
inline constexpr ParameterTable kUnitParameters{kUnitRows};
inline constexpr ParameterTable kSimilarParameters{kSimilarRows};
inline constexpr ParameterTable kSuggestParameters{kSuggestRows};
inline constexpr ParameterTable kLanguageParameters{kLanguageRows};

}  // namespace dixit::api
