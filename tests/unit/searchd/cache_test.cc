#include "searchd/search/cache.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <thread>
#include <vector>

namespace dixit::search {
namespace {

constexpr std::size_t kLarge = 1000;  // beside which the cost of keeping is small

void keep(Cache<std::string>& cache, const std::string& name, const std::string& value, std::size_t bytes = kLarge) {
  cache.keep(name, std::make_shared<const std::string>(value), bytes);
}

TEST(Cache, GivesWhatWasKept) {
  Cache<std::string> cache(10 * kLarge);
  EXPECT_EQ(cache.find("a"), nullptr);
  keep(cache, "a", "one");
  ASSERT_NE(cache.find("a"), nullptr);
  EXPECT_EQ(*cache.find("a"), "one");
  keep(cache, "a", "two");
  EXPECT_EQ(*cache.find("a"), "two");
}

TEST(Cache, DropsWhatWasAskedForLongestAgo) {
  Cache<std::string> cache(6 * kLarge);
  for (const char* name : {"a", "b", "c", "d", "e"}) keep(cache, name, name);
  EXPECT_NE(cache.find("a"), nullptr);
  for (const char* name : {"f", "g"}) keep(cache, name, name);
  EXPECT_NE(cache.find("a"), nullptr) << "it was asked for";
  EXPECT_EQ(cache.find("b"), nullptr);
  EXPECT_EQ(cache.find("c"), nullptr);
  EXPECT_NE(cache.find("g"), nullptr);
  EXPECT_LE(cache.used(), 6 * kLarge);
}

TEST(Cache, DoesNotGiveItselfUpForOneLargeValue) {
  Cache<std::string> cache(8 * kLarge);
  keep(cache, "a", "small");
  keep(cache, "b", "large", 7 * kLarge);
  EXPECT_NE(cache.find("a"), nullptr);
  EXPECT_EQ(cache.find("b"), nullptr);
}

TEST(Cache, KeepsNothingWithoutABudget) {
  Cache<std::string> cache(0);
  keep(cache, "a", "one", 0);
  EXPECT_EQ(cache.find("a"), nullptr);
  EXPECT_EQ(cache.used(), 0U);
}

TEST(Cache, WhatIsDroppedLivesOnWithWhoeverHasIt) {
  Cache<std::string> cache(5 * kLarge);
  keep(cache, "a", "one");
  const std::shared_ptr<const std::string> held = cache.find("a");
  for (int i = 0; i < 10; ++i) keep(cache, std::to_string(i), "other");
  EXPECT_EQ(cache.find("a"), nullptr);
  EXPECT_EQ(*held, "one");
}

TEST(Cache, IsSharedByThreads) {
  Cache<std::string> cache(20 * kLarge);
  std::vector<std::thread> threads;
  for (int thread = 0; thread < 4; ++thread) {
    threads.emplace_back([&] {
      for (int i = 0; i < 2000; ++i) {
        const std::string name = std::to_string(i % 40);
        const auto kept = cache.find(name);
        EXPECT_TRUE(kept == nullptr || *kept == name);
        keep(cache, name, name);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_LE(cache.used(), 20 * kLarge);
}

}  // namespace
}  // namespace dixit::search
