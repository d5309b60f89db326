// The generation of the index that is served: opening it, lending it to requests, and changing to the next one.

#pragma once

#include <xapian.h>

#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "core/base/data_dir.h"
#include "core/base/result.h"
#include "core/schema/index_meta.h"
#include "core/store/word_orders.h"
#include "core/text/analyzer.h"
#include "core/text/near_words.h"
#include "searchd/query/meanings.h"
#include "searchd/search/columns.h"
#include "searchd/search/completions.h"
#include "searchd/search/documents.h"
#include "searchd/search/postings.h"
#include "searchd/search/subjects.h"
#include "searchd/search/time_limit.h"

namespace dixit::search {

// What one request works with. Neither part may be used by two threads at a time.
struct Worker {
  Xapian::Database database;
  text::Analyzer analyzer;
};

// Immutable but for its idle workers; safe to use from several threads.
class Generation {
 public:
  // Opens what `indexes` publish at this moment, as one, with the lexicons and the channel of the program's data (see
  // Generations). Fails as store::open_index does, where the data lack something, and with kIndexMismatch when the
  // index was written by an analysis other than ours. Shares the thesaurus of `previous`, which may be null, where both
  // were written by the same analysis: to load it takes longer than all else of a small collection.
  static Result<std::shared_ptr<Generation>> open(const std::vector<std::filesystem::path>& indexes,
                                                  const std::filesystem::path& data = default_data_dir(),
                                                  const Generation* previous = nullptr);

  // A worker that no other request has; opens one when all are busy.
  Result<std::unique_ptr<Worker>> borrow();
  void give_back(std::unique_ptr<Worker> worker);

  // Reads the units of a small collection, which the first questions would have to wait for: about 0.1 ms each. Those
  // that cannot be read are passed over.
  void read_ahead(Worker& worker) const;

  const std::string& name() const { return name_; }  // of its folder; several joined by "+"
  const schema::IndexMeta& meta() const { return meta_; }
  const Columns& columns() const { return columns_; }
  Postings& postings() const { return postings_; }
  const store::WordOrders& word_orders() const { return word_orders_; }
  Documents& documents() const { return documents_; }
  Subjects& subjects() const { return subjects_; }
  const std::vector<text::Language>& languages() const { return languages_; }  // of its units
  const text::NearWords& near_words() const { return *near_words_; }
  const query::Meanings& meanings() const { return meanings_; }
  const Completions& completions() const { return *completions_; }

 private:
  Generation(std::vector<std::filesystem::path> shards, std::string name, schema::IndexMeta meta, Columns columns,
             store::WordOrders word_orders, std::shared_ptr<const text::LanguagePacks> packs);

  // More than the cores can keep busy, but few enough that a burst does not hold its files and memory for ever.
  static constexpr std::size_t kMaxIdle = 8;

  // The lists of the few hundred most frequent words of a million units, and of all words of a small collection.
  static constexpr std::size_t kPostingBytes = std::size_t{256} << 20;
  // Some ten thousand units.
  static constexpr std::size_t kDocumentBytes = std::size_t{64} << 20;
  static constexpr std::size_t kSubjectBytes = std::size_t{32} << 20;

  std::vector<std::filesystem::path> shards_;
  std::string name_;
  schema::IndexMeta meta_;
  Columns columns_;
  store::WordOrders word_orders_;
  // What they give does not depend on what they keep.
  mutable Postings postings_{kPostingBytes, columns_};
  mutable Documents documents_{kDocumentBytes};
  mutable Subjects subjects_{kSubjectBytes};
  std::vector<text::Language> languages_;
  std::unique_ptr<const text::NearWords> near_words_;
  query::Meanings meanings_;
  std::unique_ptr<const Completions> completions_;  // refer to the near words
  std::shared_ptr<const text::LanguagePacks> packs_;

  std::mutex mutex_;  // of `idle_`
  std::vector<std::unique_ptr<Worker>> idle_;
};

// A worker for the time of one request, with the generation it belongs to, which stays open as long.
class Lease {
 public:
  Lease(std::shared_ptr<Generation> generation, std::unique_ptr<Worker> worker, TimeLimit time)
      : generation_(std::move(generation)), worker_(std::move(worker)), time_(time) {}
  Lease(Lease&&) noexcept = default;
  Lease& operator=(Lease&&) = delete;
  ~Lease() {
    if (worker_) generation_->give_back(std::move(worker_));
  }

  const Generation& generation() const { return *generation_; }
  const Xapian::Database& database() const { return worker_->database; }
  std::shared_ptr<const Posting> posting(const std::string& term) const {
    return generation_->postings().of(term, worker_->database);
  }
  Result<std::shared_ptr<const schema::StoredDoc>> document(Xapian::docid unit) const {
    return generation_->documents().of(unit, worker_->database);
  }
  // None of a unit that cannot be read, which is told to whoever asks for that.
  std::shared_ptr<const Subjects::Terms> subjects(Xapian::docid unit) const {
    const Result<std::shared_ptr<const schema::StoredDoc>> read = document(unit);
    if (!read) return std::make_shared<const Subjects::Terms>();
    return generation_->subjects().of(unit, **read, *generation_->meanings().thesaurus, worker_->analyzer);
  }
  text::Analyzer& analyzer() { return worker_->analyzer; }
  TimeLimit& time() { return time_; }

 private:
  std::shared_ptr<Generation> generation_;
  std::unique_ptr<Worker> worker_;
  TimeLimit time_;
};

// Serves the published generation, whichever that is. Requests under way finish on the one they began with.
class Generations {
 public:
  // Called from the watching thread.
  struct Events {
    std::function<void(const Generation&)> opened;
    std::function<void(const Error&)> failed;  // the old generation goes on serving; told once for each reason
  };

  // `data` is the folder of the program's run-time data: lexicon/ and lang/ are read from it.
  Generations(std::vector<std::filesystem::path> indexes, Events events,
              std::filesystem::path data = default_data_dir());
  ~Generations();
  Generations(const Generations&) = delete;
  Generations& operator=(const Generations&) = delete;

  // Opens what is published, unless it is open already.
  Status refresh();

  // From now on refreshes by itself, looking every `interval`, until destroyed. At most once.
  void watch(std::chrono::milliseconds interval);

  // Null while nothing is open.
  std::shared_ptr<Generation> current() const;

  // Fails with kIndexMissing while nothing is open.
  Result<Lease> borrow(TimeLimit time = {});

 private:
  void watch_loop(std::chrono::milliseconds interval);

  std::vector<std::filesystem::path> indexes_;
  Events events_;
  std::filesystem::path data_;
  mutable std::mutex mutex_;  // of `current_` and `stopping_`
  std::condition_variable stop_;
  std::shared_ptr<Generation> current_;
  bool stopping_ = false;
  std::mutex refreshing_;  // held while opening, which takes long
  std::thread watcher_;
};

}  // namespace dixit::search
