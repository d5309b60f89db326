// How long the index may be read for one request.

#pragma once

#include <chrono>

namespace dixit::search {

class TimeLimit {
 public:
  // Never over.
  TimeLimit() = default;

  // From now on.
  explicit TimeLimit(std::chrono::milliseconds time) : end_(Clock::now() + time) {}

  // Whether there is no time left; stays so. About 20 ns.
  bool is_over() {
    is_over_ = is_over_ || Clock::now() >= end_;
    return is_over_;
  }

  // Whether somebody was told that it is over, and thus left something out.
  bool was_over() const { return is_over_; }

 private:
  using Clock = std::chrono::steady_clock;

  Clock::time_point end_ = Clock::time_point::max();
  bool is_over_ = false;
};

}  // namespace dixit::search
