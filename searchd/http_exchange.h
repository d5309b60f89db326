// A request and its answer as bytes. The HTTP library reads the one and writes the other; it never sees a socket.

#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "core/base/error.h"
#include "searchd/api/http.h"
#include "searchd/connection.h"

namespace dixit {

// Limits that no option changes. What is beyond them gets an answer that says so.
inline constexpr std::size_t kMaxBodyBytes = 65'536;  // 413; no request of ours has a body
inline constexpr std::size_t kMaxUriBytes = 8192;     // 414

// What is served. Called by several threads at a time.
struct Service {
  std::function<api::HttpResponse(const api::HttpRequest&)> answer = {};
  // The answer to what cannot be answered, with a status of its own.
  std::function<api::HttpResponse(const Error&, int status)> refuse = {};
};

// An answer in place of those that a request would get; the last.
Answer last_answer(api::HttpResponse response);

// For one thread.
class HttpExchange {
 public:
  // `service` must outlive it; `quiet` is how long clients are told that they may be silent; once `is_over` holds, each
  // answer is the last of its connection.
  HttpExchange(const Service& service, std::chrono::seconds quiet, std::function<bool()> is_over);
  ~HttpExchange();
  HttpExchange(const HttpExchange&) = delete;
  HttpExchange& operator=(const HttpExchange&) = delete;

  // The answer to `request`, its line and headers with the empty line behind them. A body is not read, so nothing may
  // be read after it: the answer is the last.
  Answer answer(std::string_view request);

 private:
  class Library;
  std::unique_ptr<Library> library_;
};

}  // namespace dixit
