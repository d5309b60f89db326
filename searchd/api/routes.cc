#include "searchd/api/routes.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <exception>
#include <memory>
#include <optional>
#include <random>
#include <utility>

#include "core/base/hash.h"
#include "core/base/version.h"
#include "searchd/api/page_request.h"
#include "searchd/api/params.h"
#include "searchd/api/problem.h"
#include "searchd/api/replies.h"
#include "searchd/search/generation.h"

namespace dixit::api {
namespace {

constexpr std::string_view kApi = "/api/v1/";
constexpr std::string_view kEmbed = "/embed/";

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

// Whether there was time for all of it.
bool is_whole(const ViewAnswer& view) {
  if (const auto* facet = std::get_if<search::FacetResponse>(&view)) return !facet->partial;
  if (const auto* matrix = std::get_if<search::MatrixResponse>(&view)) return !matrix->partial;
  return true;
}

Error no_such_path(std::string_view path) {
  return Error{ErrorCode::kNotFound, "there is nothing at " + std::string(path), {}, {}};
}

}  // namespace

// In the order in which they are tried. What stands in braces is anything, slashes included.
std::span<const Routes::Row> Routes::table() {
  static constexpr std::array kTable = {
      Row{"/", &Routes::search_page},
      Row{"/u/{id}", &Routes::unit_page},
      Row{"/api/v1/search", &Routes::search},
      Row{"/api/v1/interventions/{id}", &Routes::unit},
      Row{"/api/v1/facets/{name}", &Routes::facet},
      Row{"/api/v1/matrix", &Routes::matrix},
      Row{"/api/v1/similar", &Routes::similar},
      Row{"/api/v1/suggest", &Routes::suggest},
      Row{"/api/v1/export", &Routes::export_units},
      Row{"/feed.atom", &Routes::feed},
      Row{"/opensearch.xml", &Routes::opensearch},
      Row{"/api/v1/openapi.json", &Routes::openapi},
      Row{"/embed/", &Routes::embed_page},
      Row{"/embed/{file}", &Routes::file},
      Row{"/static/{file}", &Routes::file},
      Row{"/healthz", &Routes::alive},
      Row{"/readyz", &Routes::ready},
      Row{"/metrics", &Routes::metrics},
  };
  return kTable;
}

std::vector<std::string_view> Routes::paths() {
  std::vector<std::string_view> paths;
  for (const Row& row : table()) paths.push_back(row.path);
  return paths;
}

std::size_t Routes::find(Call& call) {
  std::size_t place = 0;
  for (const Row& row : table()) {
    const std::size_t brace = row.path.find('{');
    if (brace == std::string_view::npos ? call.path == row.path : call.path.starts_with(row.path.substr(0, brace))) {
      call.rest = call.path.substr(std::min(brace, call.path.size()));
      break;
    }
    ++place;
  }
  return place;
}

Routes::Routes(search::Searcher searcher, Pages pages, StaticFiles files, Options options)
    : searcher_(searcher),
      pages_(std::move(pages)),
      files_(std::move(files)),
      options_(std::move(options)),
      metrics_(paths()) {
  // Ids of different runs differ.
  problems_ = std::random_device{}();
}

HttpResponse Routes::handle(const HttpRequest& request) const {
  const auto start = std::chrono::steady_clock::now();
  const std::string_view target = request.target;
  const std::size_t question_mark = target.find('?');
  const std::string_view raw_query =
      question_mark == std::string_view::npos ? std::string_view() : target.substr(question_mark + 1);
  Call call{request, target.substr(0, question_mark), {}, QueryString::parse(raw_query)};
  const std::size_t route = find(call);
  HttpResponse response;
  try {
    response = dispatch(route, call);
  } catch (const std::exception& failure) {
    response = problem(Error{ErrorCode::kInternal, failure.what(), {}, {}});
  } catch (...) {
    response = problem(Error{ErrorCode::kInternal, "an exception that does not say what it is", {}, {}});
  }
  if (call.path.starts_with(kApi) || call.path.starts_with(kEmbed)) allow_origin(request, response);
  metrics_.count_request(route, response.status, std::chrono::steady_clock::now() - start);
  return response;
}

HttpResponse Routes::dispatch(std::size_t route, const Call& call) const {
  if (call.request.method != "GET" && call.request.method != "HEAD") {
    const Error error{ErrorCode::kNotAllowed, "the method is " + call.request.method, "use GET or HEAD", {}};
    return problem(error, 405);
  }
  if (route == table().size()) return problem(no_such_path(call.path));
  return (this->*table()[route].answer)(call);
}

HttpResponse Routes::search_page(const Call& call) const {
  Result<PageRequest> request = page_request(call.query);
  if (!request) return problem_page(call, request.error());
  request->site = site(call);
  const std::string known = tag_of(call, searcher_.generation() + request->site);
  if (is_known(call.request.if_none_match, known)) return not_modified(known);
  const Result<search::SearchResponse> found = searcher_.search(request->search);
  if (!found) return problem_page(call, found.error());
  const Result<ViewAnswer> view = answer_view(searcher_, *request);
  if (!view) return problem_page(call, view.error());
  metrics_.count_search(found->total);
  HttpResponse response = page(200, pages_.search(*request, *found, *view),
                               is_whole(*view) ? tag_of_whole(call, *found, request->site) : "");
  // There are more searches than a crawler should try; the units have pages of their own.
  if (!is_entrance(*request)) add_header(response, "X-Robots-Tag", "noindex");
  return response;
}

HttpResponse Routes::unit_page(const Call& call) const {
  const Result<UnitRequest> request = unit_request(call.query);
  if (!request) return problem_page(call, request.error());
  const Result<search::UnitView> found = searcher_.unit(decode(call.rest, false), request->question, request->language);
  if (!found) return problem_page(call, found.error());
  const std::string tag = tag_of(call, found->generation + site(call));
  if (is_known(call.request.if_none_match, tag)) return not_modified(tag);
  return page(200, pages_.unit(*found, request->language, request->question, site(call)), tag);
}

HttpResponse Routes::embed_page(const Call& call) const {
  const std::string tag = tag_of(call, kEmbed);  // it shows nothing of an index
  if (is_known(call.request.if_none_match, tag)) return not_modified(tag);
  return page(200, pages_.embed(language_of(call.query)), tag);
}

HttpResponse Routes::file(const Call& call) const {
  constexpr std::string_view kKeepAnHour = "public, max-age=3600";
  const StaticFile* found = files_.find(call.path);
  if (found == nullptr) return problem(no_such_path(call.path));
  if (is_known(call.request.if_none_match, found->tag)) return not_modified(found->tag, kKeepAnHour);
  HttpResponse response = tagged(found->type, found->body, found->tag, kKeepAnHour);
  response.is_kept = true;
  return response;
}

HttpResponse Routes::alive(const Call&) const {
  return plain(200, "ok");
}

HttpResponse Routes::metrics(const Call&) const {
  const std::shared_ptr<const search::Generation> served = searcher_.served();
  const std::optional<ServedIndex> index =
      served ? std::optional(ServedIndex{served->name(), served->meta()}) : std::nullopt;
  std::string text = metrics_.to_text(index ? &*index : nullptr);
  if (open_connections_) text += connections_text(open_connections_());
  HttpResponse response = data(200, Metrics::kType, std::move(text));
  add_header(response, "Cache-Control", "no-store");
  return response;
}

HttpResponse Routes::ready(const Call&) const {
  if (stopping_) return plain(503, "stopping");
  return searcher_.generation().empty() ? plain(503, "no index is open") : plain(200, "ready");
}

HttpResponse Routes::page(int status, std::string html, const std::string& tag) const {
  HttpResponse response = answer(status, kHtmlType, std::move(html));
  add_header(response, "Content-Security-Policy", kPagePolicy);
  add_tag(response, tag);
  return response;
}

HttpResponse Routes::problem(const Error& error) const {
  return problem(error, status_of(error.code));
}

HttpResponse Routes::problem_page(const Call& call, const Error& error) const {
  const int status = status_of(error.code);
  if (status == 500) logged(error);
  HttpResponse response = page(status, pages_.problem(error, status, language_of(call.query)), {});
  add_header(response, "X-Robots-Tag", "noindex");
  return response;
}

HttpResponse Routes::refuse(const Error& error, int status) const {
  metrics_.count_request(table().size(), status, {});
  return problem(error, status);
}

HttpResponse Routes::problem(const Error& error, int status) const {
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
