// What was made lately, kept within a budget of memory.

#pragma once

#include <cstddef>
#include <iterator>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace dixit::search {

// Values by name. Thread-safe; values are shared, so that one which is dropped lives on with whoever has it.
template <typename Value>
class Cache {
 public:
  // `budget` in bytes; what was asked for longest ago is dropped first. 0 keeps nothing.
  explicit Cache(std::size_t budget) : budget_(budget) {}

  // Null where it is not kept.
  std::shared_ptr<const Value> find(std::string_view name) {
    const std::lock_guard lock(mutex_);
    const auto found = places_.find(name);
    if (found == places_.end()) return nullptr;
    entries_.splice(entries_.begin(), entries_, found->second);
    return found->second->value;
  }

  // Keeps `value`, which takes `bytes`; not if that is more than a quarter of the budget. Another one of that name
  // goes.
  void keep(const std::string& name, std::shared_ptr<const Value> value, std::size_t bytes) {
    constexpr std::size_t kLargestShare = 4;
    bytes += sizeof(Entry) + 2 * name.size();
    if (bytes > budget_ / kLargestShare) return;
    const std::lock_guard lock(mutex_);
    if (const auto same = places_.find(name); same != places_.end()) drop(same->second);
    entries_.push_front({name, std::move(value), bytes});
    places_.emplace(entries_.front().name, entries_.begin());
    used_ += bytes;
    while (used_ > budget_) drop(std::prev(entries_.end()));
  }

  std::size_t used() const {
    const std::lock_guard lock(mutex_);
    return used_;
  }

 private:
  struct Entry {
    std::string name;
    std::shared_ptr<const Value> value;
    std::size_t bytes = 0;
  };
  using Entries = std::list<Entry>;

  void drop(typename Entries::iterator entry) {
    used_ -= entry->bytes;
    places_.erase(entry->name);
    entries_.erase(entry);
  }

  const std::size_t budget_;
  mutable std::mutex mutex_;                                                 // of all below
  Entries entries_;                                                          // the latest first
  std::unordered_map<std::string_view, typename Entries::iterator> places_;  // names lie in `entries_`
  std::size_t used_ = 0;
};

}  // namespace dixit::search
