// Which path gives what: the whole HTTP interface, free of any HTTP library.

#pragma once

#include <atomic>
#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/error.h"
#include "searchd/api/http.h"
#include "searchd/api/metrics.h"
#include "searchd/api/pages.h"
#include "searchd/api/query_string.h"
#include "searchd/api/static_files.h"
#include "searchd/search/searcher.h"

namespace dixit::api {

// Thread-safe.
class Routes {
 public:
  struct Options {
    std::vector<std::string> allowed_origins;  // that may read answers from pages of their own, as in header Origin
    std::function<void(const std::string& line)> log_error;
    std::string public_url = {};  // what links that have to be whole begin with; empty: as the client calls us
  };

  Routes(search::Searcher searcher, Pages pages, StaticFiles files, Options options);

  // The answer to `request`; for HEAD the body is what GET would give. Never throws for what a request holds: whatever
  // fails inside is a 500 with an id that the log has too.
  HttpResponse handle(const HttpRequest& request) const;

  // The answer to a request that cannot be handled, with `status` in place of the error's own.
  HttpResponse refuse(const Error& error, int status) const;

  // The paths that are answered, parts that vary in braces: "/u/{id}".
  static std::vector<std::string_view> paths();

  // From now on /metrics tells what `open` says: how many connections there are. Before the first request.
  void tell_connections(std::function<std::size_t()> open) { open_connections_ = std::move(open); }

  // From now on /readyz says no, so that a balancer sends nobody here any more.
  void stop() { stopping_ = true; }

 private:
  struct Call {
    const HttpRequest& request;
    std::string_view path;  // still percent-encoded
    std::string_view rest;  // of it, what stands where the route has braces
    QueryString query;
  };

  struct Row {
    std::string_view path;
    HttpResponse (Routes::*answer)(const Call&) const;
  };

  static std::span<const Row> table();

  // The place of the row that answers `call`, whose `rest` it sets; beyond the end where none does.
  static std::size_t find(Call& call);

  HttpResponse dispatch(std::size_t route, const Call& call) const;

  // In routes_api.cc.
  HttpResponse search(const Call& call) const;
  HttpResponse unit(const Call& call) const;
  HttpResponse facet(const Call& call) const;
  HttpResponse matrix(const Call& call) const;
  HttpResponse similar(const Call& call) const;
  HttpResponse suggest(const Call& call) const;
  HttpResponse export_units(const Call& call) const;
  HttpResponse feed(const Call& call) const;
  HttpResponse opensearch(const Call& call) const;
  HttpResponse openapi(const Call& call) const;

  HttpResponse search_page(const Call& call) const;
  HttpResponse unit_page(const Call& call) const;
  HttpResponse embed_page(const Call& call) const;
  HttpResponse file(const Call& call) const;
  HttpResponse alive(const Call& call) const;
  HttpResponse ready(const Call& call) const;
  HttpResponse metrics(const Call& call) const;

  HttpResponse page(int status, std::string html, const std::string& tag) const;
  HttpResponse problem(const Error& error) const;
  HttpResponse problem(const Error& error, int status) const;
  HttpResponse problem_page(const Call& call, const Error& error) const;
  std::string logged(const Error& error) const;
  void allow_origin(const HttpRequest& request, HttpResponse& response) const;
  std::string site(const Call& call) const;
  std::string tag_of(const Call& call, std::string_view generation) const;

  // That of an answer which has whole addresses of `site` in it; none where there was no time for all of it, since the
  // rest may be there the next time.
  template <typename Response>
  std::string tag_of_whole(const Call& call, const Response& found, const std::string& site = {}) const {
    return found.partial ? std::string() : tag_of(call, found.generation + site);
  }

  search::Searcher searcher_;
  Pages pages_;
  StaticFiles files_;
  Options options_;
  std::function<std::size_t()> open_connections_;
  std::atomic<bool> stopping_ = false;
  mutable Metrics metrics_;
  mutable std::atomic<unsigned> problems_ = 0;  // told so far, for their ids
};

}  // namespace dixit::api
