// Answers given lately: the same few questions are asked again and again.

#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "searchd/search/cache.h"
#include "searchd/search/request.h"
#include "searchd/search/response.h"

namespace dixit::search {

// Thread-safe.
class Responses {
 public:
  // Keeps answers of about `budget` bytes in all.
  explicit Responses(std::size_t budget) : kept_(budget) {}

  // What `request` was answered from the generation of that name; nothing where it is not kept.
  std::optional<SearchResponse> find(const SearchRequest& request, std::string_view generation);

  // Keeps `response` to `request`; not where there was no time for all of it.
  void keep(const SearchRequest& request, const SearchResponse& response);

 private:
  Cache<SearchResponse> kept_;
};

}  // namespace dixit::search
