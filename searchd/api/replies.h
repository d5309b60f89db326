// Answers of every kind that routes give, with the headers that belong to each.

#pragma once

#include <string>
#include <string_view>

#include "searchd/api/http.h"

namespace dixit::api {

inline constexpr std::string_view kRevalidate = "no-cache";  // keep it, but ask whether it still holds

void add_header(HttpResponse& response, std::string_view name, std::string_view value);

// `body` of the media type `type`, for people to look at: the policy of a page is for its maker to add.
HttpResponse answer(int status, std::string_view type, std::string body);

// `body` for programs, under a policy by which no browser makes anything of it.
HttpResponse data(int status, std::string_view type, std::string body);

// A word for whoever watches the daemon, never kept.
HttpResponse plain(int status, std::string_view text);

// Says of `response` that it may be kept until `tag` changes; not at all where it is empty.
void add_tag(HttpResponse& response, std::string_view tag, std::string_view cache_control = kRevalidate);

// Data with its tag.
HttpResponse tagged(std::string_view type, std::string body, std::string_view tag,
                    std::string_view cache_control = kRevalidate);

// What a client is told that has it already.
HttpResponse not_modified(std::string_view tag, std::string_view cache_control = kRevalidate);

// Whether a client that sent `if_none_match` has what `tag` names. Weak comparison: W/ does not count.
bool is_known(std::string_view if_none_match, std::string_view tag);

}  // namespace dixit::api
