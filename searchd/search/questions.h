// Questions as they were understood lately, since people page through the answers to one, narrow them and count them.

#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <string_view>

#include "searchd/query/ranking.h"
#include "searchd/search/cache.h"
#include "searchd/search/generation.h"
#include "searchd/search/question.h"
#include "searchd/search/request.h"

namespace dixit::search {

// Thread-safe.
class Questions {
 public:
  // How all questions are to be understood, and how much memory those that are kept may take, and answers to them: half
  // each.
  struct Options {
    query::Ranking ranking = {};
    bool concepts = true;  // false: words mean nothing but themselves, whatever a request asks for
    std::size_t cache_bytes = std::size_t{64} << 20;
    std::chrono::milliseconds time_limit{2000};  // of one request, for reading the index
  };

  explicit Questions(const Options& options) : options_(options), kept_(options.cache_bytes / 2) {}

  // What `request` asks, its filters aside, with units alike where few answer; not where answers are grouped, which is
  // to compare them. What the time of `lease` did not suffice for is left out, and not remembered. Throws what the
  // database throws.
  std::shared_ptr<const Question> ask(const SearchRequest& request, Lease& lease);

  const query::Ranking& ranking() const { return options_.ranking; }
  TimeLimit time() const { return TimeLimit(options_.time_limit); }

 private:
  const Options options_;
  Cache<Question> kept_;
};

}  // namespace dixit::search
