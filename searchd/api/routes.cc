#include "searchd/api/routes.h"

#include <algorithm>
#include <exception>
#include <random>
#include <utility>

#include "core/base/hash.h"
#include "core/base/version.h"
#include "searchd/api/citation.h"
#include "searchd/api/json.h"
#include "searchd/api/links.h"
#include "searchd/api/page_request.h"
#include "searchd/api/params.h"
#include "searchd/api/problem.h"

namespace dixit::api {
namespace {

constexpr std::string_view kRevalidate = "no-cache";  // keep it, but ask whether it still holds
constexpr std::string_view kApi = "/api/v1/";
constexpr std::string_view kEmbed = "/embed/";

// What an answer must not be used for, whatever a browser makes of it.
constexpr std::string_view kDataPolicy = "default-src 'none'; frame-ancestors 'none'";

void add_header(HttpResponse& response, std::string_view name, std::string_view value) {
  response.headers.emplace_back(name, value);
}

HttpResponse answer(int status, std::string_view type, std::string body) {
  HttpResponse response;
  response.status = status;
  response.body = std::move(body);
  add_header(response, "Content-Type", type);
  add_header(response, "X-Content-Type-Options", "nosniff");
  add_header(response, "Referrer-Policy", "same-origin");
  return response;
}

HttpResponse data(int status, std::string_view type, std::string body) {
  HttpResponse response = answer(status, type, std::move(body));
  add_header(response, "Content-Security-Policy", kDataPolicy);
  return response;
}

HttpResponse plain(int status, std::string_view text) {
  HttpResponse response = data(status, "text/plain; charset=utf-8", std::string(text) + "\n");
  add_header(response, "Cache-Control", "no-store");
  return response;
}

// Whether the client has what `tag` names. Weak comparison: W/ does not count.
bool is_known(std::string_view if_none_match, std::string_view tag) {
  if (tag.empty()) return false;
  if (if_none_match == "*") return true;
  if (tag.starts_with("W/")) tag.remove_prefix(2);
  return if_none_match.find(tag) != std::string_view::npos;
}

HttpResponse not_modified(std::string_view tag, std::string_view cache_control) {
  HttpResponse response;
  response.status = 304;
  add_header(response, "ETag", tag);
  add_header(response, "Cache-Control", cache_control);
  return response;
}

bool take_prefix(std::string_view& path, std::string_view prefix) {
  if (!path.starts_with(prefix)) return false;
  path.remove_prefix(prefix.size());
  return true;
}

// What the view of a page shows beside the search.
Result<ViewAnswer> answer_view(const search::Searcher& searcher, const PageRequest& request) {
  if (const auto* whole = std::get_if<WholeFacet>(&request.view)) {
    DIXIT_TRY(search::FacetResponse facet, searcher.facet(whole->field, request.search, whole->part));
    return ViewAnswer(std::move(facet));
  }
  if (const auto* table = std::get_if<WhoTable>(&request.view)) {
    DIXIT_TRY(search::MatrixResponse matrix, searcher.matrix(table->rows, table->cols, request.search));
    return ViewAnswer(std::move(matrix));
  }
  return ViewAnswer();
}

// The reference of a unit as a file to be kept.
HttpResponse reference(CitationFile format, const model::Unit& unit, std::string_view tag) {
  const bool bibtex = format == CitationFile::kBibtex;
  const std::string url = "/u/" + percent_encode(unit.id);
  HttpResponse response =
      data(200, bibtex ? kBibtexType : kRisType, bibtex ? cite_bibtex(unit, url) : cite_ris(unit, url));
  add_header(response, "Content-Disposition",
             "attachment; filename=\"" + citation_key(unit.id) + (bibtex ? ".bib" : ".ris") + "\"");
  add_header(response, "ETag", tag);
  add_header(response, "Cache-Control", kRevalidate);
  return response;
}

Error no_such_path(std::string_view path) {
  return Error{ErrorCode::kNotFound, "there is nothing at " + std::string(path), {}, {}};
}

}  // namespace

struct Routes::Call {
  const HttpRequest& request;
  std::string_view path;  // still percent-encoded
  QueryString query;
};

Routes::Routes(search::Searcher searcher, Pages pages, StaticFiles files, Options options)
    : searcher_(searcher), pages_(std::move(pages)), files_(std::move(files)), options_(std::move(options)) {
  // Ids of different runs differ.
  problems_ = std::random_device{}();
}

HttpResponse Routes::handle(const HttpRequest& request) const {
  const std::string_view target = request.target;
  const std::size_t question_mark = target.find('?');
  const std::string_view raw_query =
      question_mark == std::string_view::npos ? std::string_view() : target.substr(question_mark + 1);
  const Call call{request, target.substr(0, question_mark), QueryString::parse(raw_query)};
  HttpResponse response;
  try {
    response = dispatch(call);
  } catch (const std::exception& failure) {
    response = problem(Error{ErrorCode::kInternal, failure.what(), {}, {}});
  } catch (...) {
    response = problem(Error{ErrorCode::kInternal, "an exception that does not say what it is", {}, {}});
  }
  if (call.path.starts_with(kApi) || call.path.starts_with(kEmbed)) allow_origin(request, response);
  return response;
}

HttpResponse Routes::dispatch(const Call& call) const {
  if (call.request.method != "GET" && call.request.method != "HEAD") {
    return refuse(Error{ErrorCode::kNotAllowed, "the method is " + call.request.method, "use GET or HEAD", {}}, 405);
  }
  std::string_view path = call.path;
  if (path == "/") return search_page(call);
  if (path == "/healthz") return plain(200, "ok");
  if (path == "/readyz") return ready();
  if (take_prefix(path, "/u/")) return unit_page(call, path);
  if (path == kEmbed) return embed_page(call);
  if (path.starts_with(kEmbed) || path.starts_with("/static/")) return file(call);
  if (!take_prefix(path, kApi)) return problem(no_such_path(call.path));
  if (path == "search") return search(call);
  if (path == "matrix") return matrix(call);
  if (path == "similar") return similar(call);
  if (path == "suggest") return suggest(call);
  if (take_prefix(path, "interventions/")) return unit(call, path);
  if (take_prefix(path, "facets/")) return facet(call, path);
  return problem(no_such_path(call.path));
}

HttpResponse Routes::search(const Call& call) const {
  const Result<search::SearchRequest> request = search_request(call.query, search::SearchRequest{}.facets);
  if (!request) return problem(request.error());
  const std::string known = tag_of(call, searcher_.generation());
  if (is_known(call.request.if_none_match, known)) return not_modified(known, kRevalidate);
  const Result<search::SearchResponse> found = searcher_.search(*request);
  if (!found) return problem(found.error());
  return fresh(call, to_json(*found, request->language), found->generation);
}

HttpResponse Routes::unit(const Call& call, std::string_view encoded_id) const {
  const Result<UnitRequest> request = unit_request(call.query);
  if (!request) return problem(request.error());
  const std::string known = tag_of(call, searcher_.generation());
  const Result<search::UnitView> found =
      searcher_.unit(decode(encoded_id, false), request->question, request->language);
  if (!found) return problem(found.error());
  if (is_known(call.request.if_none_match, known)) return not_modified(known, kRevalidate);
  return fresh(call, to_json(*found, request->question), found->generation);
}

HttpResponse Routes::facet(const Call& call, std::string_view name) const {
  const schema::FieldRow* row = schema::find_facet(name);
  if (row == nullptr) {
    return problem(Error{ErrorCode::kNotFound, "there is no facet " + decode(name, false), {}, {}});
  }
  const Result<FacetRequest> request = facet_request(call.query);
  if (!request) return problem(request.error());
  const std::string known = tag_of(call, searcher_.generation());
  if (is_known(call.request.if_none_match, known)) return not_modified(known, kRevalidate);
  const Result<search::FacetResponse> found = searcher_.facet(row->field, request->search, request->part);
  if (!found) return problem(found.error());
  return fresh(call, to_json(*found, request->search.language), found->generation);
}

HttpResponse Routes::matrix(const Call& call) const {
  const Result<MatrixRequest> request = matrix_request(call.query);
  if (!request) return problem(request.error());
  const std::string known = tag_of(call, searcher_.generation());
  if (is_known(call.request.if_none_match, known)) return not_modified(known, kRevalidate);
  const Result<search::MatrixResponse> found = searcher_.matrix(request->rows, request->cols, request->search);
  if (!found) return problem(found.error());
  return fresh(call, to_json(*found, request->search.language), found->generation);
}

HttpResponse Routes::similar(const Call& call) const {
  const Result<SimilarRequest> request = similar_request(call.query);
  if (!request) return problem(request.error());
  const std::string known = tag_of(call, searcher_.generation());
  const Result<search::SimilarResponse> found = searcher_.similar(request->id, request->per_page);
  if (!found) return problem(found.error());
  if (is_known(call.request.if_none_match, known)) return not_modified(known, kRevalidate);
  return fresh(call, to_json(*found), found->generation);
}

HttpResponse Routes::suggest(const Call& call) const {
  const Result<SuggestRequest> request = suggest_request(call.query);
  if (!request) return problem(request.error());
  const std::string known = tag_of(call, searcher_.generation());
  if (is_known(call.request.if_none_match, known)) return not_modified(known, kRevalidate);
  const Result<search::CompletionResponse> found =
      searcher_.complete(request->typed, request->per_page, request->language);
  if (!found) return problem(found.error());
  return fresh(call, to_json(*found, request->language), found->generation);
}

HttpResponse Routes::search_page(const Call& call) const {
  const Result<PageRequest> request = page_request(call.query);
  if (!request) return problem_page(call, request.error());
  const std::string known = tag_of(call, searcher_.generation());
  if (is_known(call.request.if_none_match, known)) return not_modified(known, kRevalidate);
  const Result<search::SearchResponse> found = searcher_.search(request->search);
  if (!found) return problem_page(call, found.error());
  const Result<ViewAnswer> view = answer_view(searcher_, *request);
  if (!view) return problem_page(call, view.error());
  HttpResponse response = page(200, pages_.search(*request, *found, *view), tag_of(call, found->generation));
  // There are more searches than a crawler should try; the units have pages of their own.
  if (!is_entrance(*request)) add_header(response, "X-Robots-Tag", "noindex");
  return response;
}

HttpResponse Routes::unit_page(const Call& call, std::string_view encoded_id) const {
  const Result<UnitPageRequest> request = unit_page_request(call.query);
  if (!request) return problem_page(call, request.error());
  const auto& [question, language] = request->unit;
  const Result<search::UnitView> found = searcher_.unit(decode(encoded_id, false), question, language);
  if (!found) return problem_page(call, found.error());
  const std::string tag = tag_of(call, found->generation);
  if (is_known(call.request.if_none_match, tag)) return not_modified(tag, kRevalidate);
  if (request->cite) return reference(*request->cite, found->unit, tag);
  return page(200, pages_.unit(*found, language, question), tag);
}

HttpResponse Routes::embed_page(const Call& call) const {
  const std::string tag = tag_of(call, kEmbed);  // it shows nothing of an index
  if (is_known(call.request.if_none_match, tag)) return not_modified(tag, kRevalidate);
  return page(200, pages_.embed(language_of(call.query)), tag, kEmbedPolicy);
}

HttpResponse Routes::file(const Call& call) const {
  constexpr std::string_view kKeepAnHour = "public, max-age=3600";
  const StaticFile* found = files_.find(call.path);
  if (found == nullptr) return problem(no_such_path(call.path));
  if (is_known(call.request.if_none_match, found->tag)) return not_modified(found->tag, kKeepAnHour);
  HttpResponse response = data(200, found->type, found->body);
  add_header(response, "ETag", found->tag);
  add_header(response, "Cache-Control", kKeepAnHour);
  return response;
}

HttpResponse Routes::ready() const {
  if (stopping_) return plain(503, "stopping");
  return searcher_.generation().empty() ? plain(503, "no index is open") : plain(200, "ready");
}

HttpResponse Routes::fresh(const Call& call, std::string json, std::string_view generation) const {
  HttpResponse response = data(200, kJsonType, std::move(json));
  add_header(response, "ETag", tag_of(call, generation));
  add_header(response, "Cache-Control", kRevalidate);
  return response;
}

HttpResponse Routes::page(int status, std::string html, const std::string& tag, std::string_view policy) const {
  HttpResponse response = answer(status, kHtmlType, std::move(html));
  add_header(response, "Content-Security-Policy", policy);
  add_header(response, "Cache-Control", kRevalidate);
  if (!tag.empty()) add_header(response, "ETag", tag);
  return response;
}

HttpResponse Routes::problem(const Error& error) const {
  return refuse(error, status_of(error.code));
}

HttpResponse Routes::problem_page(const Call& call, const Error& error) const {
  const int status = status_of(error.code);
  if (status == 500) logged(error);
  HttpResponse response = page(status, pages_.problem(error, status, language_of(call.query)), {});
  add_header(response, "X-Robots-Tag", "noindex");
  return response;
}

HttpResponse Routes::refuse(const Error& error, int status) const {
  const std::string id = status == 500 ? logged(error) : std::string();
  HttpResponse response = data(status, kProblemType, problem_json(error, status, id));
  add_header(response, "Cache-Control", "no-store");
  if (status == 405) add_header(response, "Allow", "GET, HEAD");
  if (status == 503) add_header(response, "Retry-After", "1");
  return response;
}

std::string Routes::logged(const Error& error) const {
  std::string id = hex(hash_bytes(std::to_string(problems_++)));
  if (options_.log_error) options_.log_error("request " + id + ": " + describe(error));
  return id;
}

void Routes::allow_origin(const HttpRequest& request, HttpResponse& response) const {
  const std::vector<std::string>& allowed = options_.allowed_origins;
  if (allowed.empty()) return;
  add_header(response, "Vary", "Origin");
  if (std::find(allowed.begin(), allowed.end(), request.origin) == allowed.end()) return;
  add_header(response, "Access-Control-Allow-Origin", request.origin);
}

std::string Routes::tag_of(const Call& call, std::string_view generation) const {
  if (generation.empty()) return {};
  std::uint64_t hash = hash_bytes(kVersion);
  // Weak: two answers to one request differ in the time they took.
  for (const std::string_view part :
       {std::string_view(files_.revision()), generation, std::string_view(call.request.target)}) {
    hash = hash_bytes(part, hash_bytes("\n", hash));
  }
  return "W/\"" + hex(hash) + '"';
}

}  // namespace dixit::api
