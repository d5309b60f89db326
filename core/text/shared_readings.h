// What the channel has found for words that were printed so, kept for all threads: to look a damaged word up takes
// thousands of times longer than to remember it.

#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/text/noisy_channel.h"

namespace dixit::text {

// For several threads. Bounded: of many words the older ones are forgotten. Answers never depend on what it holds.
class SharedReadings {
 public:
  using Readings = std::shared_ptr<const std::vector<ChannelReading>>;

  // The readings kept under `key`, or those that `find` gives. Two threads may find the same ones at a time.
  template <typename Find>
  Readings get(const std::string& key, Find&& find) {
    Part& part = parts_[std::hash<std::string_view>{}(key) % parts_.size()];
    {
      const std::lock_guard lock(part.mutex);
      if (const auto known = part.readings.find(key); known != part.readings.end()) return known->second;
    }
    Readings found = std::make_shared<const std::vector<ChannelReading>>(find());
    const std::lock_guard lock(part.mutex);
    if (part.readings.size() >= kMaxKept / parts_.size()) part.readings.clear();
    part.readings.emplace(key, found);
    return found;
  }

 private:
  static constexpr std::size_t kMaxKept = 400'000;  // about 200 bytes each

  // Parts have locks of their own, so that threads seldom wait.
  struct Part {
    std::mutex mutex;
    std::unordered_map<std::string, Readings> readings;
  };
  std::array<Part, 64> parts_;
};

}  // namespace dixit::text
