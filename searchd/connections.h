// All open connections. One thread watches those that wait for their clients, however many; those with a whole request
// stand in a queue, from which worker threads take them. So a client that says nothing, or is slow, holds no thread.

#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

#include "searchd/connection.h"

namespace dixit {

// How long is waited for what.
struct Patience {
  std::chrono::milliseconds quiet{60'000};   // for a request, on a connection that is open and says nothing
  std::chrono::milliseconds request{5'000};  // for all of a request's head, once it has begun
  std::chrono::milliseconds answer{30'000};  // for a client to take an answer, or a piece of one that comes in pieces
  std::chrono::milliseconds goodbye{500};    // for a client to close after the last answer
  std::chrono::milliseconds turn{10'000};    // for a worker, by a whole request; later it is refused, unread
};

// Why a client gets no answer to what it asked. It is told so, and the connection ends.
enum class Refusal { kTooManyClients, kWaitedTooLong, kRequestTooSlow, kAddressTooLong, kHeadTooLong };

class Connections {
 public:
  using Clock = std::chrono::steady_clock;

  struct Options {
    std::size_t most = 1024;  // open at a time; beyond that those give way that have kept us waiting longest
    Patience patience = {};
    std::function<Answer(Refusal)> refuse = {};  // what it is told; from any thread
  };

  // Takes over `listening`, a socket that listens.
  Connections(int listening, Options options);
  ~Connections();
  Connections(const Connections&) = delete;
  Connections& operator=(const Connections&) = delete;

  // Accepts and watches, in the calling thread, until `stop` was called and the last connection is closed.
  void watch();

  // For worker threads: has `answer` called with one connection after the other, in the order in which their requests
  // were whole, until `watch` ends. It takes the request and puts an answer; it must not throw. Answers that come in
  // pieces go to the end of the queue after each.
  void work(const std::function<void(Connection&)>& answer);

  // Accepts no more and closes those that say nothing; requests that have begun are still answered. From any thread.
  void stop();
  bool is_stopping() const { return stopping_; }

  // How many are open now. From any thread.
  std::size_t open() const;

 private:
  // For what a connection waits, in the order in which they give way to others.
  enum class Wait { kGoodbye, kQuiet, kRequest, kAnswer };

  struct Parked {
    std::unique_ptr<Connection> connection;
    Wait wait = Wait::kQuiet;
    Clock::time_point since = {};
  };

  struct Ready {
    std::unique_ptr<Connection> connection;
    Clock::time_point since = {};
  };

  // Of the watching thread.
  void accept_all();
  void proceed(int socket);
  void sweep();

  // Of any thread that has a connection in its hands. `settle` sends what is unsent and finds what comes next.
  void settle(Parked&& parked);
  void park(Parked parked, Wait wait);
  void refuse(Connection& connection, Refusal refusal) const;
  void close(std::unique_ptr<Connection> connection);

  // Closes the parked connection that gives way first; false where none is parked.
  bool make_room();

  bool is_crowded() const;
  bool is_over() const;
  Clock::time_point end_of_patience(const Parked& parked) const;
  Clock::time_point end_of_all() const;  // whatever is still open then is closed; far away unless stopping
  Parked unpark(std::unordered_map<int, Parked>::iterator parked);  // `mutex_` is held

  Options options_;
  int epoll_;
  int wake_;       // an eventfd
  int listening_;  // -1 once stopped; the watching thread's
  std::atomic<bool> stopping_ = false;
  std::atomic<Clock::time_point> stopped_ = Clock::time_point();  // when; written before `stopping_`

  mutable std::mutex mutex_;                // of all below
  std::unordered_map<int, Parked> parked_;  // by socket
  std::deque<Ready> ready_;
  std::condition_variable work_;
  std::size_t open_ = 0;    // parked, ready, and with workers
  std::size_t unsent_ = 0;  // bytes, of the parked
  bool is_over_ = false;
};

}  // namespace dixit
