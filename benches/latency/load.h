// Many clients at a time, as a server meets them.

#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "benches/latency/http_connection.h"

namespace dixit::bench {

struct LoadOptions {
  std::size_t connections = 1;  // kept alive
  // Requests a second, arriving when they will (Poisson) and not when the server has time. One that finds all
  // connections busy waits, and the wait counts: latency begins when a request was meant to be sent. 0: every
  // connection asks again as soon as it is answered, for measuring throughput; then latency begins with sending.
  double rate = 0;
  std::chrono::duration<double> time{5};
  std::uint64_t seed = 1;
};

struct LoadFigures {
  std::vector<std::int64_t> latencies_us;  // of answers
  std::vector<std::size_t> answers;        // of each connection
  std::map<int, std::size_t> statuses;     // how often each HTTP status
  std::size_t unanswered = 0;              // asked in time, not answered when the time was over
  std::size_t reconnects = 0;              // the server had closed
  double seconds = 0;
};

// Has every client ask once, then asks `server` for `requests`, picked at random, from one thread. Answers that come
// when the time is over count up to two seconds later, so that slow ones are not left out.
LoadFigures run_load(const sockaddr_in& server, const std::vector<std::string>& requests, const LoadOptions& options);

}  // namespace dixit::bench
