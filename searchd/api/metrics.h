// What the daemon counts of itself, as Prometheus reads it. Nothing of what anybody asked.

#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/schema/index_meta.h"

namespace dixit::api {

// The generation that is served, as far as it is told.
struct ServedIndex {
  std::string generation;
  schema::IndexMeta meta;
};

// Thread-safe; counting takes a few atomic additions.
class Metrics {
 public:
  // `routes` are the paths to tell apart, which live as long as the program.
  explicit Metrics(std::vector<std::string_view> routes);

  // One request was answered: `route` is a place in the list of routes, beyond its end for what matches none.
  void count_request(std::size_t route, int status, std::chrono::nanoseconds took);

  // A search was answered, with nothing where `hits` is 0.
  void count_search(std::size_t hits);

  // Exports under way, each from here to `end_export`. False where there are `most` already: it may not begin.
  bool begin_export(unsigned most);
  void end_export();

  // All of it in Prometheus's text format, version 0.0.4. `index` is null while none is open.
  std::string to_text(const ServedIndex* index) const;

  static constexpr std::string_view kType = "text/plain; version=0.0.4; charset=utf-8";

 private:
  // Upper ends of the classes of time, in microseconds: a search takes about one millisecond.
  static constexpr std::array<std::uint64_t, 10> kClassEnds = {500,    1'000,   2'500,   5'000,     10'000,
                                                               25'000, 100'000, 250'000, 1'000'000, 5'000'000};
  // Statuses that we answer with; any other is counted as the last.
  static constexpr std::array<int, 12> kStatuses = {200, 304, 400, 404, 405, 408, 413, 414, 416, 431, 503, 500};

  using Counter = std::atomic<std::uint64_t>;

  struct Route {
    std::array<Counter, kStatuses.size()> by_status = {};
    std::array<Counter, kClassEnds.size() + 1> by_time = {};  // each class apart; the last is beyond all ends
    Counter nanoseconds = 0;
  };

  std::vector<std::string_view> names_;
  std::vector<Route> routes_;  // one more than names
  Counter searches_ = 0;
  Counter empty_searches_ = 0;
  std::atomic<unsigned> exports_ = 0;
  std::chrono::system_clock::time_point started_ = std::chrono::system_clock::now();
};

// The metric of connections that are open, to be appended to the others.
std::string connections_text(std::size_t open);

}  // namespace dixit::api
