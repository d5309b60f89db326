#include "searchd/api/replies.h"

#include <utility>

namespace dixit::api {
namespace {

// What an answer must not be used for, whatever a browser makes of it.
constexpr std::string_view kDataPolicy = "default-src 'none'; frame-ancestors 'none'";

}  // namespace

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

void add_tag(HttpResponse& response, std::string_view tag, std::string_view cache_control) {
  if (!tag.empty()) add_header(response, "ETag", tag);
  add_header(response, "Cache-Control", tag.empty() ? "no-store" : cache_control);
}

HttpResponse tagged(std::string_view type, std::string body, std::string_view tag, std::string_view cache_control) {
  HttpResponse response = data(200, type, std::move(body));
  add_tag(response, tag, cache_control);
  return response;
}

HttpResponse not_modified(std::string_view tag, std::string_view cache_control) {
  HttpResponse response;
  response.status = 304;
  add_header(response, "ETag", tag);
  add_header(response, "Cache-Control", cache_control);
  return response;
}

bool is_known(std::string_view if_none_match, std::string_view tag) {
  if (tag.empty()) return false;
  if (if_none_match == "*") return true;
  if (tag.starts_with("W/")) tag.remove_prefix(2);
  return if_none_match.find(tag) != std::string_view::npos;
}

}  // namespace dixit::api
