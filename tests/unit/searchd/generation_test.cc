#include "searchd/search/generation.h"

#include <gtest/gtest.h>

#include <atomic>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include "searchd/search/searcher.h"
#include "tests/support/index_fixture.h"
#include "tests/support/program.h"

namespace dixit::search {
namespace {

using namespace std::chrono_literals;

std::vector<test::Said> numbered(std::size_t count) {
  std::vector<test::Said> all;
  for (std::size_t i = 0; i < count; ++i) all.push_back({.text = "Palabra común número " + std::to_string(i) + "."});
  return all;
}

// Waits until `holds`, or gives up after a time that only a fault needs.
template <typename Condition>
bool eventually(Condition holds) {
  for (int i = 0; i < 500; ++i) {
    if (holds()) return true;
    std::this_thread::sleep_for(10ms);
  }
  return false;
}

TEST(Generation, RefusesAnIndexOfAnotherAnalysisNamingBoth) {
  const test::TempDir folder;
  const auto published = test::publish(folder.path(), numbered(1));
  std::ofstream(published / "lang" / "es" / "stopwords.txt", std::ios::app) << "palabra\n";
  const auto opened = Generation::open({folder.path()});
  ASSERT_FALSE(opened.has_value());
  EXPECT_EQ(opened.error().code, ErrorCode::kIndexMismatch);
  EXPECT_NE(opened.error().message.find("was written by analysis"), std::string::npos);
  EXPECT_NE(opened.error().hint.find("dixit-indexer build"), std::string::npos);
}

TEST(Generation, SaysWhatIsMissing) {
  const test::TempDir folder;
  const auto opened = Generation::open({folder.path() / "nowhere"});
  ASSERT_FALSE(opened.has_value());
  EXPECT_EQ(opened.error().code, ErrorCode::kIndexMissing);
  EXPECT_NE(opened.error().message.find("nowhere"), std::string::npos);
}

TEST(Generation, ServesSeveralIndexesAsOne) {
  const test::TempDir first;
  const test::TempDir second;
  test::publish(first.path(), numbered(2));
  test::publish(second.path(), {{.text = "Palabra de otro informe.", .document = "otro"}});
  Generations generations({first.path(), second.path()}, {});
  ASSERT_TRUE(generations.refresh().has_value());
  SearchRequest request;
  request.text = "palabra";
  EXPECT_EQ(Searcher(generations).search(request).value().total, 3U);
}

TEST(Generation, IsReplacedWhileRequestsUnderWayKeepTheirs) {
  const test::TempDir folder;
  test::publish(folder.path(), numbered(2));
  Generations generations({folder.path()}, {});
  ASSERT_TRUE(generations.refresh().has_value());
  const std::string old_name = generations.current()->name();
  Lease lease = generations.borrow().value();
  test::publish(folder.path(), numbered(3));
  ASSERT_TRUE(generations.refresh().has_value());
  EXPECT_NE(generations.current()->name(), old_name);
  EXPECT_EQ(lease.generation().name(), old_name);
  EXPECT_EQ(lease.database().get_doccount(), 2U);
  EXPECT_EQ(generations.borrow().value().database().get_doccount(), 3U);
}

TEST(Generation, ThatCannotBeOpenedLeavesTheOldOneServing) {
  const test::TempDir folder;
  test::publish(folder.path(), numbered(2));
  std::atomic<int> failures = 0;
  Generations generations({folder.path()}, {.opened = {}, .failed = [&](const Error&) { ++failures; }});
  ASSERT_TRUE(generations.refresh().has_value());
  const std::string old_name = generations.current()->name();
  std::ofstream(folder.path() / "current", std::ios::trunc) << "auto gen-nowhere/shard-00\n";
  generations.watch(5ms);
  EXPECT_TRUE(eventually([&] { return failures > 0; }));
  std::this_thread::sleep_for(50ms);
  EXPECT_EQ(failures, 1) << "one reason is told once";
  EXPECT_EQ(generations.current()->name(), old_name);
  EXPECT_EQ(Searcher(generations).search({}).value().total, 2U);
}

TEST(Generation, WithoutItsWordOrdersIsNotOpened) {
  const test::TempDir folder;
  std::filesystem::remove(test::publish(folder.path(), numbered(2)) / "shard-00" / "word-order");
  Generations generations({folder.path()}, {});
  const Status opened = generations.refresh();
  ASSERT_FALSE(opened.has_value());
  EXPECT_EQ(opened.error().code, ErrorCode::kIndexBroken);
}

TEST(Generation, ThatWasRemovedBeforeAnybodyLookedIsNoFailure) {
  const test::TempDir folder;
  const auto first = test::publish(folder.path(), numbered(1));
  Generations generations({folder.path()}, {});
  ASSERT_TRUE(generations.refresh().has_value());
  const Lease busy = generations.borrow().value();
  test::publish(folder.path(), numbered(2));
  std::filesystem::remove_all(first);
  const Result<Lease> next = generations.borrow();
  ASSERT_TRUE(next.has_value()) << describe(next.error());
  EXPECT_EQ(next->database().get_doccount(), 2U);
  EXPECT_EQ(busy.database().get_doccount(), 1U);
}

TEST(Generation, ChangesUnderLoadWithoutAFailedRequest) {
  const test::TempDir folder;
  test::publish(folder.path(), numbered(1));
  Generations generations({folder.path()}, {});
  ASSERT_TRUE(generations.refresh().has_value());
  generations.watch(1ms);
  const Searcher searcher(generations);
  std::atomic<bool> over = false;
  std::atomic<int> failed = 0;
  std::atomic<int> mixed = 0;
  std::atomic<int> answered = 0;
  std::vector<std::thread> clients;
  for (int i = 0; i < 4; ++i) {
    clients.emplace_back([&] {
      SearchRequest request;
      request.text = "palabra";
      request.per_page = 100;
      while (!over) {
        const Result<SearchResponse> response = searcher.search(request);
        ++answered;
        if (!response) {
          ++failed;
        } else if (response->total != response->hits.size()) {
          ++mixed;
        }
      }
    });
  }
  constexpr std::size_t kGenerations = 8;
  for (std::size_t count = 2; count <= kGenerations; ++count) test::publish(folder.path(), numbered(count));
  EXPECT_TRUE(eventually([&] { return searcher.search({}).value().total == kGenerations; }));
  over = true;
  for (std::thread& client : clients) client.join();
  EXPECT_EQ(failed, 0);
  EXPECT_EQ(mixed, 0) << "every answer is of one generation";
  EXPECT_GT(answered, 0);
}

TEST(Searcher, SaysThatNoIndexIsOpenYet) {
  const test::TempDir folder;
  Generations generations({folder.path()}, {});
  const Result<SearchResponse> response = Searcher(generations).search({});
  ASSERT_FALSE(response.has_value());
  EXPECT_EQ(response.error().code, ErrorCode::kIndexMissing);
  EXPECT_EQ(Searcher(generations).generation(), "");
}

}  // namespace
}  // namespace dixit::search
