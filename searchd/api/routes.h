// Which path gives what: the whole HTTP interface, free of any HTTP library.

#pragma once

#include <atomic>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "searchd/api/http.h"
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
  };

  Routes(search::Searcher searcher, Pages pages, StaticFiles files, Options options);

  // The answer to `request`; for HEAD the body is what GET would give. Never throws for what a request holds: whatever
  // fails inside is a 500 with an id that the log has too.
  HttpResponse handle(const HttpRequest& request) const;

  // The answer to a request that cannot be handled, with `status` in place of the error's own.
  HttpResponse refuse(const Error& error, int status) const;

  // From now on /readyz says no, so that a balancer sends nobody here any more.
  void stop() { stopping_ = true; }

 private:
  struct Call;

  HttpResponse dispatch(const Call& call) const;
  HttpResponse search(const Call& call) const;
  HttpResponse unit(const Call& call, std::string_view encoded_id) const;
  HttpResponse facet(const Call& call, std::string_view name) const;
  HttpResponse matrix(const Call& call) const;
  HttpResponse similar(const Call& call) const;
  HttpResponse suggest(const Call& call) const;
  HttpResponse search_page(const Call& call) const;
  HttpResponse unit_page(const Call& call, std::string_view encoded_id) const;
  HttpResponse embed_page(const Call& call) const;
  HttpResponse file(const Call& call) const;
  HttpResponse ready() const;

  HttpResponse fresh(const Call& call, std::string json, std::string_view generation) const;
  HttpResponse page(int status, std::string html, const std::string& tag, std::string_view policy = kPagePolicy) const;
  HttpResponse problem(const Error& error) const;
  HttpResponse problem_page(const Call& call, const Error& error) const;
  std::string logged(const Error& error) const;
  void allow_origin(const HttpRequest& request, HttpResponse& response) const;
  std::string tag_of(const Call& call, std::string_view generation) const;

  search::Searcher searcher_;
  Pages pages_;
  StaticFiles files_;
  Options options_;
  std::atomic<bool> stopping_ = false;
  mutable std::atomic<unsigned> problems_ = 0;  // told so far, for their ids
};

}  // namespace dixit::api
