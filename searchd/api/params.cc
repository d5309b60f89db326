#include "searchd/api/params.h"

#include <algorithm>
#include <charconv>
#include <chrono>

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

Result<std::string> question_of(const QueryString& query, std::size_t most = kMaxQuestionCharacters) {
  DIXIT_TRY(const std::optional<std::string> text, query.single("q"));
  if (!text) return std::string();
  if (const std::size_t characters = characters_in(*text); characters > most) {
    return bad("q", "'q' has " + std::to_string(characters) + " characters; it may have " + std::to_string(most));
  }
  return *text;
}

Result<text::Language> language_param(const QueryString& query) {
  DIXIT_TRY(const std::optional<std::string> code, query.single("lang"));
  if (!code) return text::kFallbackLanguage;
  if (const std::optional<text::Language> language = text::language_from_code(*code)) return *language;
  return bad("lang", "'lang' is " + shown(*code) + "; it may be es, ca or en");
}

Result<std::size_t> number_param(const QueryString& query, std::string_view name, std::size_t fallback,
                                 std::size_t most) {
  DIXIT_TRY(const std::optional<std::string> digits, query.single(name));
  if (!digits) return fallback;
  std::size_t number = 0;
  const char* const end = digits->data() + digits->size();
  const auto [stop, error] = std::from_chars(digits->data(), end, number);
  if (error == std::errc{} && stop == end && number >= 1 && number <= most) return number;
  return bad(name, "'" + std::string(name) + "' is " + shown(*digits) + "; it may be a number from 1 to " +
                       std::to_string(most));
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
Result<std::string> day_param(const QueryString& query, std::string_view name) {
  DIXIT_TRY(const std::optional<std::string> day, query.single(name));
  if (!day || day->empty()) return std::string();
  if (is_day(*day)) return *day;
  return bad(name, "'" + std::string(name) + "' is " + shown(*day) + "; it may be a day such as 2016-07-07");
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

Result<search::Sort> sort_of(const QueryString& query) {
  DIXIT_TRY(const std::optional<std::string> sort, query.single("sort"));
  if (!sort || *sort == "relevance") return search::Sort::kRelevance;
  if (*sort == "date") return search::Sort::kDate;
  if (*sort == "order") return search::Sort::kOrder;
  return bad("sort", "'sort' is " + shown(*sort) + "; it may be relevance, date or order");
}

Result<bool> fuzzy_of(const QueryString& query) {
  DIXIT_TRY(const std::optional<std::string> fuzzy, query.single("fuzzy"));
  if (!fuzzy || *fuzzy == "auto") return true;
  if (*fuzzy == "off") return false;
  return bad("fuzzy", "'fuzzy' is " + shown(*fuzzy) + "; it may be auto or off");
}

Result<bool> names_of(const QueryString& query) {
  DIXIT_TRY(const std::optional<std::string> names, query.single("names"));
  if (!names || *names == "auto") return true;
  if (*names == "off") return false;
  return bad("names", "'names' is " + shown(*names) + "; it may be auto or off");
}

// The facet called `name`; `param` is to blame where there is none.
Result<schema::Field> facet_named(std::string_view param, std::string_view name) {
  if (const schema::FieldRow* row = schema::find_facet(name)) return row->field;
  std::string known;
  for (const std::string_view facet : schema::facet_names()) known += (known.empty() ? "" : ", ") + std::string(facet);
  return bad(param, "there is no facet " + shown(name), "the facets are " + known);
}

Result<std::vector<schema::Field>> facets_of(const QueryString& query, const std::vector<schema::Field>& fallback) {
  DIXIT_TRY(const std::optional<std::string> list, query.single("facets"));
  if (!list) return fallback;
  std::vector<schema::Field> facets;
  for (std::string_view rest = *list; !rest.empty();) {
    const std::string_view name = rest.substr(0, rest.find(','));
    rest.remove_prefix(std::min(name.size() + 1, rest.size()));
    DIXIT_TRY(const schema::Field facet, facet_named("facets", name));
    if (std::find(facets.begin(), facets.end(), facet) == facets.end()) facets.push_back(facet);
  }
  return facets;
}

// The question and what narrows it: shared by searches and facets.
Result<SearchRequest> narrowed_question(const QueryString& query) {
  SearchRequest request;
  DIXIT_TRY(request.text, question_of(query));
  DIXIT_TRY(request.filters, filters_of(query));
  DIXIT_TRY(request.from, day_param(query, "from"));
  DIXIT_TRY(request.to, day_param(query, "to"));
  if (!request.from.empty() && !request.to.empty() && request.from > request.to) {
    return bad("to", "'to' lies before 'from'");
  }
  DIXIT_TRY(request.fuzzy, fuzzy_of(query));
  DIXIT_TRY(request.names, names_of(query));
  DIXIT_TRY(request.language, language_param(query));
  return request;
}

bool is_one_of(std::string_view name, std::initializer_list<std::string_view> known) {
  return std::find(known.begin(), known.end(), name) != known.end();
}

Error unknown(const std::string& name) {
  return bad(name, "there is no parameter " + shown(name));
}

}  // namespace

Result<std::optional<schema::Field>> facet_param(const QueryString& query, std::string_view name) {
  DIXIT_TRY(const std::optional<std::string> facet, query.single(name));
  if (!facet) return std::optional<schema::Field>();
  DIXIT_TRY(const schema::Field field, facet_named(name, *facet));
  return std::optional(field);
}

Status check_names(const QueryString& query, std::initializer_list<std::string_view> known) {
  for (const Parameter& parameter : query.parameters()) {
    if (!is_one_of(parameter.name, known)) return unknown(parameter.name);
  }
  return Done{};
}

Result<SearchRequest> search_request(const QueryString& query, const std::vector<schema::Field>& facets) {
  for (const Parameter& parameter : query.parameters()) {
    if (is_one_of(parameter.name,
                  {"q", "from", "to", "sort", "group", "page", "per_page", "facets", "fuzzy", "names", "lang"}))
      continue;
    if (schema::find_facet(parameter.name) == nullptr) return unknown(parameter.name);
  }
  DIXIT_TRY(SearchRequest request, narrowed_question(query));
  DIXIT_TRY(request.sort, sort_of(query));
  DIXIT_TRY(request.group, facet_param(query, "group"));
  DIXIT_TRY(request.per_page, number_param(query, "per_page", request.per_page, kMaxPerPage));
  DIXIT_TRY(request.page, number_param(query, "page", 1, kMaxDepth));
  if (request.page * request.per_page > kMaxDepth) {
    return bad("page",
               "page " + std::to_string(request.page) + " of " + std::to_string(request.per_page) +
                   " lies deeper than " + std::to_string(kMaxDepth) + " units",
               "narrow the question");
  }
  DIXIT_TRY(request.facets, facets_of(query, facets));
  return request;
}

Result<FacetRequest> facet_request(const QueryString& query) {
  for (const Parameter& parameter : query.parameters()) {
    if (is_one_of(parameter.name, {"q", "from", "to", "fuzzy", "names", "lang", "prefix"})) continue;
    if (schema::find_facet(parameter.name) == nullptr) return unknown(parameter.name);
  }
  DIXIT_TRY(SearchRequest search, narrowed_question(query));
  DIXIT_TRY(const std::optional<std::string> part, query.single("prefix"));
  return FacetRequest{std::move(search), part.value_or(std::string())};
}

Result<MatrixRequest> matrix_request(const QueryString& query) {
  for (const Parameter& parameter : query.parameters()) {
    if (is_one_of(parameter.name, {"q", "from", "to", "fuzzy", "names", "lang", "rows", "cols"})) continue;
    if (schema::find_facet(parameter.name) == nullptr) return unknown(parameter.name);
  }
  MatrixRequest request;
  DIXIT_TRY(request.search, narrowed_question(query));
  DIXIT_TRY(const std::optional<schema::Field> rows, facet_param(query, "rows"));
  DIXIT_TRY(const std::optional<schema::Field> cols, facet_param(query, "cols"));
  request.rows = rows.value_or(request.rows);
  request.cols = cols.value_or(request.cols);
  if (request.rows == request.cols) return bad("cols", "'rows' and 'cols' are the same facet", "name two of them");
  return request;
}

Result<UnitRequest> unit_request(const QueryString& query) {
  DIXIT_TRY_DONE(check_names(query, {"q", "lang"}));
  UnitRequest request;
  DIXIT_TRY(request.question, question_of(query));
  DIXIT_TRY(request.language, language_param(query));
  return request;
}

Result<SimilarRequest> similar_request(const QueryString& query) {
  DIXIT_TRY_DONE(check_names(query, {"id", "per_page"}));
  SimilarRequest request;
  DIXIT_TRY(std::optional<std::string> id, query.single("id"));
  if (!id || id->empty()) return bad("id", "'id' is missing", "name a unit, as in the 'id' of a hit");
  request.id = std::move(*id);
  DIXIT_TRY(request.per_page, number_param(query, "per_page", request.per_page, kMaxShortList));
  return request;
}

Result<SuggestRequest> suggest_request(const QueryString& query) {
  DIXIT_TRY_DONE(check_names(query, {"q", "per_page", "lang"}));
  SuggestRequest request;
  DIXIT_TRY(request.typed, question_of(query, kMaxTypedCharacters));
  DIXIT_TRY(request.per_page, number_param(query, "per_page", request.per_page, kMaxShortList));
  DIXIT_TRY(request.language, language_param(query));
  return request;
}

text::Language language_of(const QueryString& query) {
  const std::vector<std::string>* codes = query.find("lang");
  if (codes == nullptr) return text::kFallbackLanguage;
  return text::language_from_code(codes->front()).value_or(text::kFallbackLanguage);
}

}  // namespace dixit::api
