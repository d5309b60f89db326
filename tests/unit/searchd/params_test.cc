#include "searchd/api/params.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "searchd/api/query_string.h"

namespace dixit::api {
namespace {

using schema::Field;

const std::vector<Field> kDefaultFacets = {Field::kCity};

search::SearchRequest good(std::string_view raw) {
  return search_request(QueryString::parse(raw), kDefaultFacets).value();
}

// The parameter to blame for `raw`, or what was made of it.
std::string blamed(std::string_view raw) {
  const auto request = search_request(QueryString::parse(raw), kDefaultFacets);
  if (request) return "accepted";
  EXPECT_EQ(request.error().code, ErrorCode::kBadRequest) << raw;
  EXPECT_FALSE(request.error().message.empty()) << raw;
  return request.error().param;
}

TEST(Decode, UndoesPercentEncodingAndNeverFails) {
  EXPECT_EQ(decode("Medell%C3%ADn", true), "Medellín");
  EXPECT_EQ(decode("a+b%2Bc", true), "a b+c");
  EXPECT_EQ(decode("a+b", false), "a+b");
  EXPECT_EQ(decode("50%", true), "50%");
  EXPECT_EQ(decode("%zz%4", true), "%zz%4");
  EXPECT_EQ(decode("%FF%C3", true), "\uFFFD\uFFFD") << "not UTF-8";
  EXPECT_EQ(decode("a%00b%0Ac", true), "a b c") << "control characters";
}

TEST(QueryString, KeepsRepeatedParametersInOrder) {
  const QueryString query = QueryString::parse("city=Lima&q=&city=Quito&&x&=y");
  ASSERT_NE(query.find("city"), nullptr);
  EXPECT_EQ(*query.find("city"), (std::vector<std::string>{"Lima", "Quito"}));
  EXPECT_EQ(*query.find("q"), std::vector<std::string>{""});
  EXPECT_EQ(*query.find("x"), std::vector<std::string>{""});
  EXPECT_EQ(*query.find(""), std::vector<std::string>{"y"});
  EXPECT_EQ(query.find("none"), nullptr);
  EXPECT_FALSE(query.single("city").has_value());
  EXPECT_EQ(query.single("none").value(), std::nullopt);
}

TEST(QueryString, LeavesOutAndExchanges) {
  const QueryString query = QueryString::parse("city=Lima&from=a&to=b");
  EXPECT_EQ(query.without({"city", "to"}).parameters().size(), 1U);
  EXPECT_EQ(query.swapped("from", "to").single("from").value(), "b");
  EXPECT_EQ(query.swapped("from", "to").single("to").value(), "a");
  EXPECT_EQ(query.swapped("from", "none").single("from").value(), "a") << "only one of them is given";
}

TEST(Params, HaveDefaults) {
  const search::SearchRequest request = good("");
  EXPECT_EQ(request.text, "");
  EXPECT_TRUE(request.filters.empty());
  EXPECT_EQ(request.page, 1U);
  EXPECT_EQ(request.per_page, 10U);
  EXPECT_EQ(request.sort, search::Sort::kRelevance);
  EXPECT_EQ(request.facets, kDefaultFacets);
  EXPECT_TRUE(request.fuzzy);
  EXPECT_EQ(request.language, text::Language::kSpanish);
}

TEST(Params, AreReadInFull) {
  const search::SearchRequest request = good(
      "q=marca+ciudad&city=Lima&city=Medell%C3%ADn&session=5.1.3&kind=theme&year=2016&from=2016-01-01"
      "&to=2016-02-29&sort=date&page=3&per_page=50&facets=role,speaker,role&fuzzy=off&lang=ca");
  EXPECT_EQ(request.text, "marca ciudad");
  EXPECT_EQ(request.filters.at(Field::kCity), (std::vector<std::string>{"Lima", "Medellín"}));
  EXPECT_EQ(request.filters.at(Field::kSession), std::vector<std::string>{"5.1.3"});
  EXPECT_EQ(request.filters.size(), 4U);
  EXPECT_EQ(request.from, "2016-01-01");
  EXPECT_EQ(request.to, "2016-02-29");
  EXPECT_EQ(request.sort, search::Sort::kDate);
  EXPECT_EQ(request.page, 3U);
  EXPECT_EQ(request.per_page, 50U);
  EXPECT_EQ(request.facets, (std::vector<Field>{Field::kRole, Field::kSpeaker}));
  EXPECT_FALSE(request.fuzzy);
  EXPECT_EQ(request.language, text::Language::kCatalan);
}

TEST(Params, ThatAFormLeavesEmptyCountAsAbsent) {
  const search::SearchRequest request = good("q=&city=&from=&to=");
  EXPECT_TRUE(request.filters.empty());
  EXPECT_EQ(request.from, "");
  EXPECT_TRUE(good("facets=").facets.empty()) << "but no facets are no facets";
}

TEST(Params, NameWhatIsWrong) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"foo=1", "foo"},
      {"q=a&q=b", "q"},
      {"page=0", "page"},
      {"page=-1", "page"},
      {"page=1.5", "page"},
      {"page=x", "page"},
      {"page=", "page"},
      {"page=99999999999999999999", "page"},
      {"page=1&page=2", "page"},
      {"per_page=0", "per_page"},
      {"per_page=101", "per_page"},
      {"page=1001", "page"},
      {"page=101&per_page=100", "page"},
      {"sort=up", "sort"},
      {"lang=fr", "lang"},
      {"fuzzy=on", "fuzzy"},
      {"names=on", "names"},
      {"facets=city,nope", "facets"},
      {"facets=language", "facets"},
      {"language=es", "language"},
      {"kind=speech", "kind"},
      {"year=16", "year"},
      {"year=dos", "year"},
      {"from=2016", "from"},
      {"from=2016-02-30", "from"},
      {"from=2016-13-01", "from"},
      {"from=2016-1-1", "from"},
      {"to=yesterday", "to"},
      {"from=2016-07-08&to=2016-07-07", "to"},
      {"prefix=a", "prefix"},
  };
  for (const auto& [raw, param] : cases) EXPECT_EQ(blamed(raw), param) << raw;
  EXPECT_EQ(blamed("page=100&per_page=100"), "accepted");
  EXPECT_EQ(blamed("page=1000"), "accepted");
}

TEST(Params, CountCharactersNotBytes) {
  std::string question = "q=";
  for (int i = 0; i < 500; ++i) question += "%C3%B1";
  EXPECT_EQ(blamed(question), "accepted");
  EXPECT_EQ(blamed(question + "a"), "q");
}

TEST(Params, BoundTheNumberOfValues) {
  std::string raw;
  for (std::size_t i = 0; i <= kMaxFilterValues; ++i) raw += "&city=" + std::to_string(i);
  EXPECT_EQ(blamed(raw), "city");
}

TEST(Params, OfAFacetTakeAPrefixInPlaceOfPages) {
  const FacetRequest request = facet_request(QueryString::parse("q=marca&prefix=med&city=Lima")).value();
  EXPECT_EQ(request.part, "med");
  EXPECT_EQ(request.search.text, "marca");
  EXPECT_EQ(facet_request(QueryString::parse("page=1")).error().param, "page");
}

TEST(Params, OfAUnitAreTheQuestionAndTheLanguage) {
  const UnitRequest request = unit_request(QueryString::parse("q=marca&lang=en")).value();
  EXPECT_EQ(request.question, "marca");
  EXPECT_EQ(request.language, text::Language::kEnglish);
  EXPECT_EQ(unit_request(QueryString::parse("city=Lima")).error().param, "city");
}

// The parameter to blame for a request that `read` refuses, or what was made of it.
template <typename Read>
std::string blamed_by(Read read, std::string_view raw) {
  const auto request = read(QueryString::parse(raw));
  if (request) return "accepted";
  EXPECT_EQ(request.error().code, ErrorCode::kBadRequest) << raw;
  return request.error().param;
}

TEST(Params, OfATableNameTwoFacets) {
  const MatrixRequest request = matrix_request(QueryString::parse("q=marca&rows=speaker&cols=year&city=Lima")).value();
  EXPECT_EQ(request.search.text, "marca");
  EXPECT_EQ(request.search.filters.at(Field::kCity), std::vector<std::string>{"Lima"});
  EXPECT_EQ(request.rows, Field::kSpeaker);
  EXPECT_EQ(request.cols, Field::kYear);
  const MatrixRequest least = matrix_request(QueryString::parse("")).value();
  EXPECT_EQ(least.rows, Field::kCity);
  EXPECT_EQ(least.cols, Field::kSession);
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"rows=nope", "rows"},      {"rows=", "rows"},        {"rows=language", "rows"}, {"rows=city&rows=role", "rows"},
      {"cols=date", "cols"},      {"rows=session", "cols"}, {"cols=city", "cols"},     {"rows=role&cols=role", "cols"},
      {"page=1", "page"},         {"sort=date", "sort"},    {"facets=city", "facets"}, {"per_page=5", "per_page"},
      {"from=yesterday", "from"}, {"fuzzy=on", "fuzzy"},    {"kind=speech", "kind"},   {"lang=fr", "lang"}};
  for (const auto& [raw, param] : cases) EXPECT_EQ(blamed_by(matrix_request, raw), param) << raw;
  EXPECT_EQ(blamed_by(matrix_request, "rows=session&cols=city"), "accepted");
}

TEST(Params, OfRelatedUnitsNameOne) {
  const SimilarRequest request = similar_request(QueryString::parse("id=informe.1&per_page=20")).value();
  EXPECT_EQ(request.id, "informe.1");
  EXPECT_EQ(request.per_page, 20U);
  EXPECT_EQ(similar_request(QueryString::parse("id=a")).value().per_page, 5U);
  const std::vector<std::pair<std::string, std::string>> cases = {{"", "id"},
                                                                  {"id=", "id"},
                                                                  {"id=a&id=b", "id"},
                                                                  {"id=a&per_page=21", "per_page"},
                                                                  {"id=a&per_page=0", "per_page"},
                                                                  {"id=a&q=b", "q"},
                                                                  {"id=a&city=Lima", "city"}};
  for (const auto& [raw, param] : cases) EXPECT_EQ(blamed_by(similar_request, raw), param) << raw;
}

TEST(Params, OfCompletionsAreShort) {
  const SuggestRequest request = suggest_request(QueryString::parse("q=agenda+urb&per_page=3&lang=ca")).value();
  EXPECT_EQ(request.typed, "agenda urb");
  EXPECT_EQ(request.per_page, 3U);
  EXPECT_EQ(request.language, text::Language::kCatalan);
  EXPECT_EQ(suggest_request(QueryString::parse("")).value().per_page, 8U);
  EXPECT_EQ(suggest_request(QueryString::parse("")).value().typed, "");
  const std::vector<std::pair<std::string, std::string>> cases = {{"q=" + std::string(101, 'a'), "q"},
                                                                  {"q=a&q=b", "q"},
                                                                  {"per_page=21", "per_page"},
                                                                  {"per_page=x", "per_page"},
                                                                  {"lang=fr", "lang"},
                                                                  {"page=1", "page"},
                                                                  {"city=Lima", "city"}};
  for (const auto& [raw, param] : cases) EXPECT_EQ(blamed_by(suggest_request, raw), param) << raw;
  EXPECT_EQ(blamed_by(suggest_request, "q=" + std::string(100, 'a')), "accepted");
}

}  // namespace
}  // namespace dixit::api
