#include "searchd/api/routes.h"

#include <gtest/gtest.h>

#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "searchd/search/generation.h"
#include "tests/support/index_fixture.h"
#include "tests/support/program.h"

namespace dixit::api {
namespace {

using nlohmann::json;

std::string header(const HttpResponse& response, std::string_view name) {
  std::string values;
  for (const auto& [key, value] : response.headers) {
    if (key == name) values += (values.empty() ? "" : ", ") + value;
  }
  return values;
}

class RoutesTest : public testing::Test {
 protected:
  RoutesTest() {
    test::publish(folder_.path(), test::sample());
    EXPECT_TRUE(generations_.refresh().has_value());
  }

  Routes routes(const search::Searcher::Options& options) {
    return Routes(search::Searcher(generations_, options), Pages::load(DIXIT_SOURCE_DIR "/web").value(),
                  StaticFiles::load(DIXIT_SOURCE_DIR "/web").value(),
                  {.allowed_origins = {"https://a.example", "https://b.example"},
                   .log_error = [this](const std::string& line) { log_.push_back(line); }});
  }

  HttpResponse get(const std::string& target) { return send({.method = "GET", .target = target}); }
  HttpResponse send(const HttpRequest& request) { return routes_.handle(request); }
  json ask(const std::string& target) { return json::parse(get(target).body); }

  test::TempDir folder_;
  std::vector<std::string> log_;
  search::Generations generations_{{folder_.path()}, {}};
  Routes routes_ = routes({});
};

TEST_F(RoutesTest, ShowsAFacetAndATableInPlaceOfTheHits) {
  EXPECT_NE(get("/?facet=speaker&find=salinas").body.find(">Jaime Salinas<"), std::string::npos);
  EXPECT_NE(get("/?rows=city&cols=session").body.find("<table class=\"who\">"), std::string::npos);
  EXPECT_EQ(get("/?rows=colour").status, 400);
}

TEST_F(RoutesTest, CitesUnderTheAddressThatItWasAskedAt) {
  const std::string id = ask("/api/v1/search?per_page=1")["hits"][0]["id"];
  HttpRequest request{.method = "GET", .target = "/u/" + id, .host = "dixit.example"};
  const HttpResponse page = send(request);
  EXPECT_NE(page.body.find(". http://dixit.example/u/" + id + "</p>"), std::string::npos);
  EXPECT_NE(page.body.find("<link rel=\"canonical\" href=\"http://dixit.example/u/" + id + "\">"), std::string::npos);
  request.host = "other.example";
  request.if_none_match = header(page, "ETag");
  EXPECT_EQ(send(request).status, 200) << "another address is another page";
  request.target = "/";
  EXPECT_NE(send(request).body.find(". http://other.example/u/"), std::string::npos);
}

TEST_F(RoutesTest, SearchAnswersAsTheContractSays) {
  const json answer = ask("/api/v1/search?q=financiacion&city=Lima&facets=city");
  EXPECT_EQ(
      answer["query"],
      json::parse(
          R"({"text": "financiacion", "interpreted": "financiacion → recursos económicos, sufragar, cofinanciación…", "said_by": null})"));
  EXPECT_EQ(answer["total"], json::parse(R"({"value": 1, "relation": "eq"})"));
  EXPECT_TRUE(answer["took_ms"].is_number());
  EXPECT_EQ(answer["page"], 1);
  EXPECT_EQ(answer["per_page"], 10);
  EXPECT_EQ(answer["suggestions"], json::array());
  EXPECT_EQ(answer["warnings"], json::array());
  EXPECT_EQ(answer["partial"], false);
  json hit = answer["hits"].at(0);
  EXPECT_GT(hit["score"], 0);
  hit.erase("score");
  EXPECT_EQ(hit, json::parse(R"({
    "id": "informe.1", "url": "/u/informe.1", "kind": "intervention", "title": null,
    "speaker": {"name": "Jaime Salinas", "id": "jaime-salinas"},
    "role": {"text": "concejal y presidente de la Comisión", "class": "concejalía / alcaldía"},
    "organisation": "Municipalidad de Lima", "city": "Lima", "is_moderator": false,
    "session": {"id": "informe/5.1.1", "number": "5.1.1", "title": "Sesión 5.1.1", "date": "2016-07-07"},
    "document": {"id": "informe", "title": "Informe informe"},
    "lines": [10, 15], "page": 1, "language": "es",
    "snippet": [{"text": "Señaló que la "}, {"text": "financiación", "match": "accent"},
                {"text": " de las ciudades es el gran reto. La ciudad necesita recursos propios."}],
    "alike": false})"));
  EXPECT_EQ(answer["facets"], json::parse(R"([{"name": "city", "label": "Ciudad", "exact": true, "values": [
    {"value": "Belo Horizonte", "label": "Belo Horizonte", "count": 1, "selected": false},
    {"value": "El Prat de Llobregat", "label": "El Prat de Llobregat", "count": 1, "selected": false},
    {"value": "Lima", "label": "Lima", "count": 1, "selected": true}]}])"));
}

TEST_F(RoutesTest, WhatAUnitLacksIsNull) {
  const json hit = ask("/api/v1/search?kind=section")["hits"].at(0);
  for (const char* key : {"speaker", "role", "organisation", "city", "session"})
    EXPECT_TRUE(hit.at(key).is_null()) << key;
  EXPECT_EQ(hit["title"], "1. Presentación");
}

TEST_F(RoutesTest, FacetsOfASearchAreCityRoleAndSessionUnlessNamed) {
  const json answer = ask("/api/v1/search");
  ASSERT_EQ(answer["facets"].size(), 3U);
  EXPECT_EQ(answer["facets"][0]["name"], "city");
  EXPECT_EQ(answer["facets"][1]["name"], "role");
  EXPECT_EQ(answer["facets"][2]["name"], "session");
  EXPECT_EQ(ask("/api/v1/search?facets=")["facets"], json::array());
}

TEST_F(RoutesTest, LabelsAreInTheLanguageAskedFor) {
  const json facet = ask("/api/v1/search?facets=kind&lang=en")["facets"].at(0);
  EXPECT_EQ(facet["label"], "Kind");
  EXPECT_EQ(facet["values"].at(0)["value"], "intervention");
  EXPECT_EQ(facet["values"].at(0)["label"], "Intervention");
  EXPECT_EQ(ask("/api/v1/search?facets=city&lang=ca")["facets"].at(0)["label"], "Ciutat");
}

TEST_F(RoutesTest, AUnitComesWholeWithItsNeighboursAndItsPlace) {
  const json unit = ask("/api/v1/interventions/informe.2?q=marca");
  EXPECT_EQ(unit["id"], "informe.2");
  EXPECT_EQ(unit["speaker"], json::parse(R"({"name": "María Luisa Zapata", "id": "maria-luisa-zapata",
                                             "printed": "María Luisa Zapata"})"));
  EXPECT_EQ(unit["runs"].at(1), json::parse(R"({"text": "marca", "match": "exact"})"));
  EXPECT_EQ(unit["source"], json::parse(R"({"document": "informe", "lines": [20, 25], "page": 2})"));
  EXPECT_EQ(unit["neighbours"]["previous"]["id"], "informe.1");
  EXPECT_EQ(unit["neighbours"]["next"]["speaker"], "Sergi Alegre");
  EXPECT_TRUE(ask("/api/v1/interventions/otro.1")["neighbours"]["next"].is_null());
}

TEST_F(RoutesTest, AFacetListsAllItsValues) {
  const json facet = ask("/api/v1/facets/city?q=ciudad&prefix=medellin");
  EXPECT_EQ(facet["name"], "city");
  EXPECT_EQ(facet["values"], json::parse(R"([{"value": "Medellín", "label": "Medellín", "count": 1,
                                              "selected": false}])"));
  EXPECT_EQ(facet["total"]["value"], 3);
}

TEST_F(RoutesTest, ATableHasSharesAndWhatTheyAreOf) {
  json table = ask("/api/v1/matrix?q=ciudad&fuzzy=off&rows=city&cols=session&document=informe&lang=en");
  EXPECT_TRUE(table["took_ms"].is_number());
  table.erase("took_ms");
  EXPECT_EQ(table, json::parse(R"({
    "query": {"text": "ciudad", "interpreted": "ciudad"}, "total": {"value": 3, "relation": "eq"},
    "rows": {"name": "city", "label": "City", "values": [
      {"value": "Belo Horizonte", "label": "Belo Horizonte", "count": 1, "of": 1, "share": 0.333},
      {"value": "Lima", "label": "Lima", "count": 1, "of": 2, "share": 0.333},
      {"value": "Medellín", "label": "Medellín", "count": 1, "of": 1, "share": 0.333}]},
    "cols": {"name": "session", "label": "Session", "values": [
      {"value": "informe/5.1.1", "label": "5.1.1 — Sesión 5.1.1", "count": 2, "of": 2, "share": 0.667},
      {"value": "informe/5.1.3", "label": "5.1.3 — Sesión 5.1.3", "count": 1, "of": 2, "share": 0.333}]},
    "cells": [
      {"row": "Belo Horizonte", "col": "informe/5.1.3", "count": 1, "share": 0.333, "row_share": 1.0},
      {"row": "Lima", "col": "informe/5.1.1", "count": 1, "share": 0.333, "row_share": 1.0},
      {"row": "Medellín", "col": "informe/5.1.1", "count": 1, "share": 0.333, "row_share": 1.0}],
    "without": {"rows": 0, "cols": 0}, "more_rows": 0, "more_cols": 0, "warnings": [], "partial": false})"));
}

TEST_F(RoutesTest, RelatedUnitsAreHits) {
  const json answer = ask("/api/v1/similar?id=informe.2&per_page=2");
  EXPECT_EQ(answer["id"], "informe.2");
  EXPECT_TRUE(answer["took_ms"].is_number());
  ASSERT_FALSE(answer["hits"].empty());
  EXPECT_LE(answer["hits"].size(), 2U);
  const json hit = answer["hits"][0];
  for (const char* key : {"id", "url", "score", "kind", "speaker", "session", "document", "lines", "page", "snippet"}) {
    EXPECT_TRUE(hit.contains(key)) << key;
  }
  EXPECT_NE(hit["id"], "informe.2");
}

TEST_F(RoutesTest, CompletionsSayWhatTheyAreAndWhatToFilterBy) {
  json answer = ask("/api/v1/suggest?q=Lima&lang=ca");
  EXPECT_TRUE(answer["took_ms"].is_number());
  answer.erase("took_ms");
  EXPECT_EQ(answer, json::parse(R"({"query": "Lima", "suggestions": [
    {"text": "Lima", "kind": "city", "label": "Ciutat", "count": 2, "filter": {"city": "Lima"}},
    {"text": "Municipalidad de Lima", "kind": "organisation", "label": "Organització", "count": 1,
     "filter": {"organisation": "Municipalidad de Lima"}},
    {"text": "Lima", "kind": "word", "label": "Paraula", "count": 2}]})"));
  EXPECT_EQ(ask("/api/v1/suggest?q=")["suggestions"], json::array());
  EXPECT_EQ(ask("/api/v1/suggest")["suggestions"], json::array());
}

TEST_F(RoutesTest, ErrorsAreProblems) {
  struct Case {
    const char* target;
    int status;
    const char* code;
    const char* param;
  };
  const std::vector<Case> cases = {
      {"/api/v1/search?foo=1", 400, "bad-request", "foo"},
      {"/api/v1/search?page=0", 400, "bad-request", "page"},
      {"/api/v1/facets/city?page=1", 400, "bad-request", "page"},
      {"/api/v1/matrix?rows=city&cols=city", 400, "bad-request", "cols"},
      {"/api/v1/matrix?rows=nope", 400, "bad-request", "rows"},
      {"/api/v1/similar", 400, "bad-request", "id"},
      {"/api/v1/similar?id=informe.99", 404, "not-found", ""},
      {"/api/v1/similar?id=%00", 404, "not-found", ""},
      {"/api/v1/suggest?q=a&limit=3", 400, "bad-request", "limit"},
      {"/api/v1/interventions/informe.1?x=1", 400, "bad-request", "x"},
      {"/api/v1/interventions/informe.99", 404, "not-found", ""},
      {"/api/v1/interventions/", 404, "not-found", ""},
      {"/api/v1/facets/nope", 404, "not-found", ""},
      {"/api/v1/facets/language", 404, "not-found", ""},
      {"/api/v1/nope", 404, "not-found", ""},
      {"/api/v1/search/", 404, "not-found", ""},
      {"/nope", 404, "not-found", ""},
      {"/static/nope.css", 404, "not-found", ""},
      {"/static/dixit-search.js", 404, "not-found", ""},
      {"/static/embed/dixit-search.js", 404, "not-found", ""},
      {"/embed/dixit.css", 404, "not-found", ""},
      {"/embed/../CMakeLists.txt", 404, "not-found", ""},
      {"/embed", 404, "not-found", ""},
      {"/static/../CMakeLists.txt", 404, "not-found", ""},
      {"/static/%2e%2e/CMakeLists.txt", 404, "not-found", ""},
      {"/static/templates/search.mustache", 404, "not-found", ""},
      {"", 404, "not-found", ""},
      {"*", 404, "not-found", ""},
  };
  for (const auto& [target, status, code, param] : cases) {
    const HttpResponse response = get(target);
    EXPECT_EQ(response.status, status) << target;
    EXPECT_EQ(header(response, "Content-Type"), "application/problem+json; charset=utf-8") << target;
    const json problem = json::parse(response.body);
    EXPECT_EQ(problem["type"], "about:blank");
    EXPECT_EQ(problem["status"], status);
    EXPECT_EQ(problem["code"], code) << target;
    EXPECT_FALSE(problem["title"].get<std::string>().empty());
    EXPECT_FALSE(problem["detail"].get<std::string>().empty());
    EXPECT_EQ(problem.value("param", ""), param) << target;
  }
}

TEST_F(RoutesTest, OnlyGetAndHeadAreAnswered) {
  for (const char* method : {"POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"}) {
    const HttpResponse response = send({.method = method, .target = "/api/v1/search"});
    EXPECT_EQ(response.status, 405) << method;
    EXPECT_EQ(header(response, "Allow"), "GET, HEAD");
    EXPECT_EQ(json::parse(response.body)["code"], "method-not-allowed");
  }
  EXPECT_EQ(send({.method = "HEAD", .target = "/api/v1/search"}).status, 200);
}

TEST_F(RoutesTest, PagesAreHtmlUnderAStrictPolicy) {
  for (const char* target : {"/", "/?q=marca", "/u/informe.1?q=marca"}) {
    const HttpResponse response = get(target);
    EXPECT_EQ(response.status, 200) << target;
    EXPECT_EQ(header(response, "Content-Type"), "text/html; charset=utf-8");
    EXPECT_EQ(header(response, "Content-Security-Policy"), kPagePolicy);
    EXPECT_EQ(header(response, "X-Content-Type-Options"), "nosniff");
    EXPECT_TRUE(response.body.starts_with("<!doctype html>"));
  }
  EXPECT_EQ(header(get("/"), "X-Robots-Tag"), "");
  EXPECT_EQ(header(get("/?q=marca"), "X-Robots-Tag"), "noindex");
}

TEST_F(RoutesTest, ThePageForOtherSitesMayRunOurScripts) {
  for (const char* target : {"/embed/", "/embed/?lang=ca", "/embed/?demo-q=marca"}) {
    const HttpResponse response = get(target);
    EXPECT_EQ(response.status, 200) << target;
    EXPECT_EQ(header(response, "Content-Security-Policy"), kPagePolicy);
    EXPECT_NE(response.body.find("<dixit-search "), std::string::npos);
  }
  EXPECT_NE(get("/embed/?lang=ca").body.find("<html lang=\"ca\">"), std::string::npos);
}

TEST_F(RoutesTest, ErrorsOfPagesArePages) {
  EXPECT_EQ(get("/?foo=1").status, 400);
  EXPECT_EQ(get("/u/nope").status, 404);
  EXPECT_EQ(header(get("/u/nope"), "Content-Type"), "text/html; charset=utf-8");
}

TEST_F(RoutesTest, AnswersAreRevalidatedByTag) {
  for (const char* target : {"/api/v1/search?q=marca", "/api/v1/interventions/informe.1", "/api/v1/facets/city",
                             "/api/v1/matrix?q=marca", "/api/v1/similar?id=informe.1", "/api/v1/suggest?q=mar", "/",
                             "/u/informe.1", "/static/dixit.css", "/embed/", "/embed/dixit-search.js"}) {
    const std::string tag = header(get(target), "ETag");
    ASSERT_FALSE(tag.empty()) << target;
    const HttpResponse same = send({.method = "GET", .target = target, .if_none_match = "\"other\", " + tag});
    EXPECT_EQ(same.status, 304) << target;
    EXPECT_TRUE(same.body.empty());
    EXPECT_EQ(header(same, "ETag"), tag);
    EXPECT_EQ(send({.method = "GET", .target = target, .if_none_match = "\"other\""}).status, 200) << target;
  }
  EXPECT_NE(header(get("/api/v1/search?q=marca"), "ETag"), header(get("/api/v1/search?q=ciudad"), "ETag"));
  const std::string before = header(get("/api/v1/search"), "ETag");
  test::publish(folder_.path(), test::sample());
  ASSERT_TRUE(generations_.refresh().has_value());
  EXPECT_NE(header(get("/api/v1/search"), "ETag"), before) << "another generation";
}

TEST_F(RoutesTest, WhatIsRememberedIsWhatWouldBeAnsweredAnew) {
  search::Searcher::Options options;
  options.cache_bytes = 0;
  const Routes forgetful = routes(options);
  const std::string question = "/api/v1/search?q=qu%C3%A9+dijo+Salinas+de+las+ciudades";
  for (int round = 0; round < 2; ++round) {
    for (const char* more :
         {"", "&page=2&per_page=1", "&per_page=1", "&city=Lima", "&city=Lima&city=Belo+Horizonte", "&session=5.1.1",
          "&role=Lima", "&from=2016-07-08", "&to=2016-07-06", "&sort=order", "&sort=date", "&group=city",
          "&group=speaker", "&facets=", "&facets=city", "&facets=speaker", "&fuzzy=off", "&names=off", "&lang=en"}) {
      json kept = ask(question + more);
      json made = json::parse(forgetful.handle({.method = "GET", .target = question + more}).body);
      for (json* answer : {&kept, &made}) {
        EXPECT_GE((*answer)["took_ms"], 0);
        answer->erase("took_ms");
      }
      EXPECT_EQ(kept, made) << more << ", round " << round;
    }
  }
}

TEST_F(RoutesTest, WhatWasCutShortForTimeIsNotKept) {
  search::Searcher::Options options;
  options.time_limit = std::chrono::milliseconds(0);
  const Routes hurried = routes(options);
  for (const char* target : {"/api/v1/search?q=ciudad", "/api/v1/facets/city?q=ciudad", "/api/v1/matrix?q=ciudad",
                             "/feed.atom?q=ciudad", "/?q=ciudad", "/?q=ciudad&facet=speaker"}) {
    const HttpResponse cut = hurried.handle({.method = "GET", .target = target});
    EXPECT_EQ(cut.status, 200) << target;
    EXPECT_EQ(header(cut, "ETag"), "") << target;
    EXPECT_EQ(header(cut, "Cache-Control"), "no-store") << target;
    EXPECT_NE(header(get(target), "ETag"), "") << target;
  }
  const HttpResponse facet = hurried.handle({.method = "GET", .target = "/api/v1/facets/city?q=ciudad"});
  EXPECT_EQ(json::parse(facet.body)["partial"], true);
  const HttpResponse file = hurried.handle({.method = "GET", .target = "/api/v1/export?q=ciudad&format=csv"});
  EXPECT_EQ(file.status, 503) << "a part would be taken for all";
}

TEST_F(RoutesTest, OriginsAreAllowedByName) {
  const HttpRequest allowed{.method = "GET", .target = "/api/v1/search", .origin = "https://b.example"};
  EXPECT_EQ(header(send(allowed), "Access-Control-Allow-Origin"), "https://b.example");
  EXPECT_EQ(header(send(allowed), "Vary"), "Origin");
  const HttpRequest other{.method = "GET", .target = "/api/v1/search", .origin = "https://c.example"};
  EXPECT_EQ(header(send(other), "Access-Control-Allow-Origin"), "");
  EXPECT_EQ(header(send(other), "Vary"), "Origin");
  const HttpRequest page{.method = "GET", .target = "/", .origin = "https://b.example"};
  EXPECT_EQ(header(send(page), "Access-Control-Allow-Origin"), "") << "pages are for people";
  const HttpRequest script{.method = "GET", .target = "/embed/dixit-search.js", .origin = "https://b.example"};
  EXPECT_EQ(header(send(script), "Access-Control-Allow-Origin"), "https://b.example");
  EXPECT_EQ(header(send(script), "Content-Type"), "text/javascript; charset=utf-8");
}

TEST_F(RoutesTest, HealthIsApartFromReadiness) {
  EXPECT_EQ(get("/healthz").status, 200);
  EXPECT_EQ(get("/readyz").status, 200);
  routes_.stop();
  EXPECT_EQ(get("/healthz").status, 200);
  EXPECT_EQ(get("/readyz").status, 503);
  EXPECT_EQ(get("/api/v1/search").status, 200) << "requests under way are still answered";
}

TEST(RoutesWithoutIndex, SayThatThereIsNoneYet) {
  const test::TempDir folder;
  search::Generations generations({folder.path()}, {});
  const Routes routes(search::Searcher(generations), Pages::load(DIXIT_SOURCE_DIR "/web").value(),
                      StaticFiles::load(DIXIT_SOURCE_DIR "/web").value(), {});
  EXPECT_EQ(routes.handle({.method = "GET", .target = "/readyz"}).status, 503);
  EXPECT_EQ(routes.handle({.method = "GET", .target = "/"}).status, 503);
  const HttpResponse response = routes.handle({.method = "GET", .target = "/api/v1/search"});
  EXPECT_EQ(response.status, 503);
  EXPECT_EQ(header(response, "Retry-After"), "1");
  EXPECT_EQ(json::parse(response.body)["code"], "index-missing");
}

TEST_F(RoutesTest, WhatFailsInsideIsToldToTheLogOnly) {
  const Error secret{ErrorCode::kIndexBroken, "the disk of /secret/path is gone", {}, {}};
  const HttpResponse response = routes_.refuse(secret, 500);
  const json problem = json::parse(response.body);
  EXPECT_EQ(response.body.find("secret"), std::string::npos);
  ASSERT_EQ(log_.size(), 1U);
  EXPECT_NE(log_[0].find("/secret/path"), std::string::npos);
  EXPECT_NE(log_[0].find(problem["request_id"].get<std::string>()), std::string::npos) << "the id joins the two";
}

TEST_F(RoutesTest, AnswersAreValidUtf8WhateverIsAsked) {
  for (const char* q :
       {"%FF%FE", "%C3", "%00", "%ED%A0%80", "%F4%90%80%80", "%", "%E2%80%AE", "%F0%9F%98%80", "%E2%80%8F"}) {
    const HttpResponse response = get("/api/v1/search?q=" + std::string(q));
    EXPECT_EQ(response.status, 200) << q;
    EXPECT_TRUE(json::accept(response.body)) << q;
    EXPECT_EQ(get("/?q=" + std::string(q)).status, 200) << q;
    for (const char* path : {"/api/v1/matrix?q=", "/api/v1/suggest?q=", "/api/v1/suggest?q=marca+"}) {
      const HttpResponse other = get(path + std::string(q));
      EXPECT_EQ(other.status, 200) << path << q;
      EXPECT_TRUE(json::accept(other.body)) << path << q;
    }
    EXPECT_EQ(get("/api/v1/similar?id=" + std::string(q)).status, 404) << q;
    EXPECT_EQ(get("/api/v1/interventions/" + std::string(q)).status, 404) << q;
  }
}

}  // namespace
}  // namespace dixit::api
