#include "searchd/api/params.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <optional>
#include <utility>

#include "core/model/unit.h"

namespace dixit::api {
namespace {

using search::SearchRequest;

Error bad(std::string_view param, std::string message, std::string hint = {}) {
  return Error{ErrorCode::kBadRequest, std::move(message), std::move(hint), std::string(param)};
}

// A value as a message shows it: not all of a long one.
std::string shown(std::string_view value) {
  constexpr std::size_t kMaxBytes = 40;
  if (value.size() <= kMaxBytes) return "'" + std::string(value) + "'";
  return "'" + std::string(value.substr(0, kMaxBytes)) + "…'";
}

std::size_t characters_in(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

Result<std::string> text_of(const QueryString& query, const ParameterRow& row) {
  DIXIT_TRY(const std::optional<std::string> text, query.single(row.name));
  const std::string name = "'" + std::string(row.name) + "'";
  if (row.is_needed && (!text || text->empty())) return bad(row.name, name + " is missing", std::string(row.meaning));
  if (!text) return std::string();
  if (const std::size_t characters = characters_in(*text); row.most > 0 && characters > row.most) {
    return bad(row.name,
               name + " has " + std::to_string(characters) + " characters; it may have " + std::to_string(row.most));
  }
  return *text;
}

// "relevance, date or order"
std::string listed(std::string_view choices) {
  std::string list;
  for (std::size_t at = 0; at < choices.size(); ++at) list += choices[at] == '|' ? ", " : std::string(1, choices[at]);
  if (const std::size_t last = list.rfind(", "); last != std::string::npos) list.replace(last, 2, " or ");
  return list;
}

// The place of the word given among the row's choices.
Result<std::size_t> choice_of(const QueryString& query, const ParameterRow& row) {
  DIXIT_TRY(const std::optional<std::string> given, query.single(row.name));
  const std::string name = "'" + std::string(row.name) + "'";
  if (!given && row.is_needed) return bad(row.name, name + " is missing", "it may be " + listed(row.choices));
  const std::string_view word = given ? std::string_view(*given) : row.fallback;
  std::size_t place = 0;
  for (std::string_view rest = row.choices; !rest.empty(); ++place) {
    const std::string_view choice = rest.substr(0, rest.find('|'));
    if (choice == word) return place;
    rest.remove_prefix(std::min(choice.size() + 1, rest.size()));
  }
  return bad(row.name, name + " is " + shown(word) + "; it may be " + listed(row.choices));
}

Result<bool> is_on(const QueryString& query, const ParameterRow& row) {
  DIXIT_TRY(const std::size_t choice, choice_of(query, row));
  return choice == 0;
}

Result<text::Language> language_param(const QueryString& query) {
  DIXIT_TRY(const std::size_t choice, choice_of(query, kLang));
  return text::kLanguages[choice];
}

std::optional<std::size_t> to_number(std::string_view digits) {
  std::size_t number = 0;
  const char* const end = digits.data() + digits.size();
  const auto [stop, error] = std::from_chars(digits.data(), end, number);
  return error == std::errc{} && stop == end ? std::optional(number) : std::nullopt;
}

Result<std::size_t> number_param(const QueryString& query, const ParameterRow& row) {
  DIXIT_TRY(const std::optional<std::string> digits, query.single(row.name));
  const std::optional<std::size_t> number = to_number(digits ? std::string_view(*digits) : row.fallback);
  if (number && *number >= 1 && *number <= row.most) return *number;
  return bad(row.name, "'" + std::string(row.name) + "' is " + shown(digits.value_or("")) +
                           "; it may be a number from 1 to " + std::to_string(row.most));
}

bool is_day(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  const auto number = [&](std::size_t at, std::size_t length) {
    int value = -1;
    const auto [stop, error] = std::from_chars(text.data() + at, text.data() + at + length, value);
    return error == std::errc{} && stop == text.data() + at + length ? value : -1;
  };
  const int year = number(0, 4);
  const int month = number(5, 2);
  const int day = number(8, 2);
  if (year < 0 || month < 0 || day < 0) return false;
  return std::chrono::year_month_day(std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                                     std::chrono::day(static_cast<unsigned>(day)))
      .ok();
}

// Empty is as good as absent: a form sends all of its fields.
Result<std::string> day_param(const QueryString& query, const ParameterRow& row) {
  DIXIT_TRY(const std::optional<std::string> day, query.single(row.name));
  if (!day || day->empty()) return std::string();
  if (is_day(*day)) return *day;
  return bad(row.name, "'" + std::string(row.name) + "' is " + shown(*day) + "; it may be a day such as 2016-07-07");
}

Status check_filter_value(const schema::FieldRow& row, const std::string& value) {
  if (row.field == schema::Field::kKind && !model::unit_kind_from_name(value)) {
    return bad(row.name, "'kind' is " + shown(value) + "; it may be intervention, theme, debate or section");
  }
  const bool is_year = value.size() == 4 && value.find_first_not_of("0123456789") == std::string::npos;
  if (row.field == schema::Field::kYear && !is_year) {
    return bad(row.name, "'year' is " + shown(value) + "; it may be a year such as 2016");
  }
  return Done{};
}

Result<search::Filters> filters_of(const QueryString& query) {
  search::Filters filters;
  for (const schema::FieldRow& row : schema::field_table()) {
    const std::vector<std::string>* values = row.facet ? query.find(row.name) : nullptr;
    if (values == nullptr) continue;
    if (values->size() > kMaxFilterValues) {
      return bad(row.name,
                 "'" + std::string(row.name) + "' is given more than " + std::to_string(kMaxFilterValues) + " times");
    }
    for (const std::string& value : *values) {
      if (value.empty()) continue;
      DIXIT_TRY_DONE(check_filter_value(row, value));
      filters[row.field].push_back(value);
    }
  }
  return filters;
}

Result<search::Sort> sort_of(const QueryString& query, const ParameterRow& row) {
  constexpr std::array kSorts = {search::Sort::kRelevance, search::Sort::kDate, search::Sort::kOrder};
  DIXIT_TRY(const std::size_t choice, choice_of(query, row));
  return kSorts[choice];
}

// The facet called `name`; `param` is to blame where there is none.
Result<schema::Field> facet_named(std::string_view param, std::string_view name) {
  if (const schema::FieldRow* row = schema::find_facet(name)) return row->field;
  std::string known;
  for (const std::string_view facet : schema::facet_names()) known += (known.empty() ? "" : ", ") + std::string(facet);
  return bad(param, "there is no facet " + shown(name), "the facets are " + known);
}

Result<schema::Field> facet_param(const QueryString& query, const ParameterRow& row) {
  DIXIT_TRY(const std::optional<std::string> name, query.single(row.name));
  return facet_named(row.name, name ? std::string_view(*name) : row.fallback);
}

Result<std::vector<schema::Field>> facets_of(const QueryString& query, const std::vector<schema::Field>& fallback) {
  DIXIT_TRY(const std::optional<std::string> list, query.single(kFacets.name));
  if (!list) return fallback;
  std::vector<schema::Field> facets;
  for (std::string_view rest = *list; !rest.empty();) {
    const std::string_view name = rest.substr(0, rest.find(','));
    rest.remove_prefix(std::min(name.size() + 1, rest.size()));
    DIXIT_TRY(const schema::Field facet, facet_named(kFacets.name, name));
    if (std::find(facets.begin(), facets.end(), facet) == facets.end()) facets.push_back(facet);
  }
  return facets;
}

// The question and what narrows it: shared by searches and facets.
Result<SearchRequest> narrowed_question(const QueryString& query) {
  SearchRequest request;
  DIXIT_TRY(request.text, text_of(query, kQuestion));
  DIXIT_TRY(request.filters, filters_of(query));
  DIXIT_TRY(request.from, day_param(query, kFrom));
  DIXIT_TRY(request.to, day_param(query, kTo));
  if (!request.from.empty() && !request.to.empty() && request.from > request.to) {
    return bad(kTo.name, "'to' lies before 'from'");
  }
  DIXIT_TRY(request.fuzzy, is_on(query, kFuzzy));
  DIXIT_TRY(request.names, is_on(query, kNames));
  DIXIT_TRY(request.language, language_param(query));
  return request;
}

// The same in an order, which `sort` asks for.
Result<SearchRequest> ordered_question(const QueryString& query, const ParameterRow& sort) {
  DIXIT_TRY(SearchRequest request, narrowed_question(query));
  DIXIT_TRY(request.sort, sort_of(query, sort));
  DIXIT_TRY(request.group, facet_given(query, kGroup));
  return request;
}

// Passes where `query` has no parameter but those of `table`.
Status check_names(const QueryString& query, const ParameterTable& table) {
  for (const Parameter& parameter : query.parameters()) {
    const bool is_known = std::any_of(table.rows.begin(), table.rows.end(),
                                      [&](const ParameterRow& row) { return row.name == parameter.name; });
    if (is_known || (table.narrows && schema::find_facet(parameter.name) != nullptr)) continue;
    return bad(parameter.name, "there is no parameter " + shown(parameter.name));
  }
  return Done{};
}

// Passes where `query` asks for units by their ids, and for nothing that would narrow or order them.
Status check_ids(const QueryString& query, const std::vector<std::string>& ids) {
  if (ids.size() > kMaxFilterValues) {
    return bad(kIds.name, "'id' is given more than " + std::to_string(kMaxFilterValues) + " times");
  }
  for (const Parameter& parameter : query.parameters()) {
    if (parameter.name == kIds.name || parameter.name == kExportFormat.name || parameter.name == kLang.name) continue;
    return bad(parameter.name, "'id' names what to export, so that " + shown(parameter.name) + " has nothing to say",
               "leave one of the two out");
  }
  return Done{};
}

}  // namespace

Result<SearchRequest> search_request(const QueryString& query, const std::vector<schema::Field>& facets) {
  DIXIT_TRY_DONE(check_names(query, kSearchParameters));
  DIXIT_TRY(SearchRequest request, ordered_question(query, kSort));
  DIXIT_TRY(request.per_page, number_param(query, kPerPage));
  DIXIT_TRY(request.page, number_param(query, kPage));
  if (request.page * request.per_page > kMaxDepth) {
    return bad(kPage.name,
               "page " + std::to_string(request.page) + " of " + std::to_string(request.per_page) +
                   " lies deeper than " + std::to_string(kMaxDepth) + " units",
               "narrow the question");
  }
  DIXIT_TRY(request.facets, facets_of(query, facets));
  return request;
}

Result<FacetRequest> facet_request(const QueryString& query) {
  DIXIT_TRY_DONE(check_names(query, kFacetParameters));
  DIXIT_TRY(SearchRequest search, narrowed_question(query));
  DIXIT_TRY(std::string part, text_of(query, kPrefix));
  return FacetRequest{std::move(search), std::move(part)};
}

Result<MatrixRequest> matrix_request(const QueryString& query) {
  DIXIT_TRY_DONE(check_names(query, kMatrixParameters));
  MatrixRequest request;
  DIXIT_TRY(request.search, narrowed_question(query));
  DIXIT_TRY(request.rows, facet_param(query, kRows));
  DIXIT_TRY(request.cols, facet_param(query, kCols));
  if (request.rows == request.cols) return bad(kCols.name, "'rows' and 'cols' are the same facet", "name two of them");
  return request;
}

Result<UnitRequest> unit_request(const QueryString& query) {
  DIXIT_TRY_DONE(check_names(query, kUnitParameters));
  UnitRequest request;
  DIXIT_TRY(request.question, text_of(query, kQuestion));
  DIXIT_TRY(request.language, language_param(query));
  return request;
}

Result<SimilarRequest> similar_request(const QueryString& query) {
  DIXIT_TRY_DONE(check_names(query, kSimilarParameters));
  SimilarRequest request;
  DIXIT_TRY(request.id, text_of(query, kId));
  DIXIT_TRY(request.per_page, number_param(query, kFewRelated));
  return request;
}

Result<SuggestRequest> suggest_request(const QueryString& query) {
  DIXIT_TRY_DONE(check_names(query, kSuggestParameters));
  SuggestRequest request;
  DIXIT_TRY(request.typed, text_of(query, kTyped));
  DIXIT_TRY(request.per_page, number_param(query, kFewCompletions));
  DIXIT_TRY(const std::size_t format, choice_of(query, kSuggestFormat));
  request.for_browsers = format == 1;
  DIXIT_TRY(request.language, language_param(query));
  return request;
}

Result<ExportRequest> export_request(const QueryString& query) {
  constexpr std::array kFormats = {ExportFormat::kJsonLines, ExportFormat::kCsv, ExportFormat::kBibtex,
                                   ExportFormat::kRis};
  DIXIT_TRY_DONE(check_names(query, kExportParameters));
  ExportRequest request;
  DIXIT_TRY(const std::size_t format, choice_of(query, kExportFormat));
  request.format = kFormats[format];
  if (const std::vector<std::string>* ids = query.find(kIds.name)) {
    DIXIT_TRY_DONE(check_ids(query, *ids));
    request.ids = *ids;
  }
  DIXIT_TRY(request.search, ordered_question(query, kSort));
  return request;
}

Result<SearchRequest> feed_request(const QueryString& query) {
  DIXIT_TRY_DONE(check_names(query, kFeedParameters));
  DIXIT_TRY(SearchRequest request, ordered_question(query, kFeedSort));
  request.facets.clear();
  return request;
}

Status no_parameters(const QueryString& query) {
  return check_names(query, {});
}

Result<text::Language> language_request(const QueryString& query) {
  DIXIT_TRY_DONE(check_names(query, kLanguageParameters));
  return language_param(query);
}

Result<std::optional<schema::Field>> facet_given(const QueryString& query, const ParameterRow& row) {
  DIXIT_TRY(const std::optional<std::string> name, query.single(row.name));
  if (!name) return std::optional<schema::Field>();
  DIXIT_TRY(const schema::Field facet, facet_named(row.name, *name));
  return std::optional(facet);
}

text::Language language_of(const QueryString& query) {
  const std::vector<std::string>* codes = query.find("lang");
  if (codes == nullptr) return text::kFallbackLanguage;
  return text::language_from_code(codes->front()).value_or(text::kFallbackLanguage);
}

}  // namespace dixit::api
