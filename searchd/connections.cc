#include "searchd/connections.h"

#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <system_error>
#include <tuple>
#include <utility>
#include <vector>

namespace dixit {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kTick{100};  // how late an end of patience may be noticed

// All that clients who do not read may keep in memory.
constexpr std::size_t kMaxUnsentBytes = 64 << 20;

int must(int result, const char* call) {
  if (result < 0) throw std::system_error(errno, std::generic_category(), call);
  return result;
}

// EPOLLONESHOT: what is reported is nobody's business but the thread's that takes it, until it is watched again.
int watch_socket(int epoll, int action, int socket, std::uint32_t events) {
  epoll_event event = {};
  event.events = events | EPOLLONESHOT;
  event.data.fd = socket;
  return ::epoll_ctl(epoll, action, socket, &event);
}

}  // namespace

Connections::Connections(int listening, Options options)
    : options_(std::move(options)),
      epoll_(must(::epoll_create1(EPOLL_CLOEXEC), "epoll_create1")),
      wake_(must(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK), "eventfd")),
      listening_(listening) {
  epoll_event woken = {};
  woken.events = EPOLLIN;
  woken.data.fd = wake_;
  must(::epoll_ctl(epoll_, EPOLL_CTL_ADD, wake_, &woken), "epoll_ctl");
  must(watch_socket(epoll_, EPOLL_CTL_ADD, listening_, EPOLLIN), "epoll_ctl");
}

Connections::~Connections() {
  if (listening_ >= 0) ::close(listening_);
  ::close(wake_);
  ::close(epoll_);
}

void Connections::watch() {
  std::array<epoll_event, 64> events{};
  Clock::time_point swept = Clock::now();
  while (!is_over()) {
    const int ready = ::epoll_wait(epoll_, events.data(), static_cast<int>(events.size()), kTick.count());
    for (int i = 0; i < ready; ++i) {
      const int socket = events[static_cast<std::size_t>(i)].data.fd;
      if (socket == wake_) {
        eventfd_t ignored = 0;
        ::eventfd_read(wake_, &ignored);
      } else if (socket == listening_) {
        accept_all();
      } else {
        proceed(socket);
      }
    }
    const bool stops = stopping_ && listening_ >= 0;
    if (stops) {
      accept_all();  // those that came before
      ::close(std::exchange(listening_, -1));
    }
    if (stops || Clock::now() >= swept + kTick) {
      sweep();
      swept = Clock::now();
    }
  }
  {
    const std::lock_guard lock(mutex_);
    is_over_ = true;
  }
  work_.notify_all();
}

void Connections::work(const std::function<void(Connection&)>& answer) {
  for (;;) {
    Ready ready;
    {
      std::unique_lock lock(mutex_);
      work_.wait(lock, [this] { return is_over_ || !ready_.empty(); });
      if (ready_.empty()) return;
      ready = std::move(ready_.front());
      ready_.pop_front();
    }
    Connection& connection = *ready.connection;
    const Clock::time_point now = Clock::now();
    if (connection.has_more()) {
      if (now >= end_of_all() || !connection.go_on()) {
        close(std::move(ready.connection));
        continue;
      }
    } else if (now - ready.since > options_.patience.turn) {
      refuse(connection, Refusal::kWaitedTooLong);
    } else {
      answer(connection);
    }
    settle({std::move(ready.connection), Wait::kQuiet, Clock::now()});
  }
}

void Connections::stop() {
  stopped_ = Clock::now();
  stopping_ = true;
  ::eventfd_write(wake_, 1);
}

void Connections::accept_all() {
  constexpr int kAtATime = 64;  // others wait meanwhile
  for (int i = 0; i < kAtATime; ++i) {
    const int socket = ::accept4(listening_, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (socket < 0) {
      if (errno == EAGAIN) break;
      const bool lacks_descriptors = errno == EMFILE || errno == ENFILE;
      if (errno == EINTR || errno == ECONNABORTED || (lacks_descriptors && make_room())) continue;
      return;  // `sweep` listens again: to try at once would only keep the processor busy
    }
    if (watch_socket(epoll_, EPOLL_CTL_ADD, socket, 0) != 0) {
      ::close(socket);
      continue;
    }
    {
      const std::lock_guard lock(mutex_);
      ++open_;
    }
    Parked parked{std::make_unique<Connection>(socket), Wait::kQuiet, Clock::now()};
    while (is_crowded()) {
      if (make_room()) continue;
      refuse(*parked.connection, Refusal::kTooManyClients);
      break;
    }
    settle(std::move(parked));
  }
  watch_socket(epoll_, EPOLL_CTL_MOD, listening_, EPOLLIN);
}

void Connections::proceed(int socket) {
  Parked parked;
  {
    const std::lock_guard lock(mutex_);
    const auto found = parked_.find(socket);
    if (found == parked_.end()) return;  // closed since it was reported
    parked = unpark(found);
  }
  Connection& connection = *parked.connection;
  switch (parked.wait) {
    case Wait::kGoodbye:
      if (!connection.forget()) return close(std::move(parked.connection));
      return park(std::move(parked), Wait::kGoodbye);
    case Wait::kQuiet:
    case Wait::kRequest:
      if (!connection.receive()) return close(std::move(parked.connection));
      break;
    case Wait::kAnswer: break;
  }
  settle(std::move(parked));
}

void Connections::settle(Parked&& parked) {
  Connection& connection = *parked.connection;
  if (connection.is_too_long() && !connection.is_last()) {
    refuse(connection, connection.has_line() ? Refusal::kHeadTooLong : Refusal::kAddressTooLong);
  }
  if (!connection.send()) return close(std::move(parked.connection));
  if (connection.unsent_bytes() > 0) return park(std::move(parked), Wait::kAnswer);
  if (connection.is_last() && !connection.has_more()) {
    connection.end();
    return park(std::move(parked), Wait::kGoodbye);
  }
  if (connection.has_more() || connection.has_request()) {
    {
      const std::lock_guard lock(mutex_);
      ready_.push_back({std::move(parked.connection), Clock::now()});
    }
    return work_.notify_one();
  }
  if (connection.has_begun()) return park(std::move(parked), Wait::kRequest);
  if (stopping_) return close(std::move(parked.connection));
  park(std::move(parked), Wait::kQuiet);
}

void Connections::park(Parked parked, Wait wait) {
  if (parked.wait != wait) parked.since = Clock::now();
  parked.wait = wait;
  const int socket = parked.connection->socket();
  std::vector<Parked> given_up;
  {
    const std::lock_guard lock(mutex_);
    unsent_ += parked.connection->unsent_bytes();
    parked_[socket] = std::move(parked);
    watch_socket(epoll_, EPOLL_CTL_MOD, socket, wait == Wait::kAnswer ? EPOLLOUT : EPOLLIN);
    while (unsent_ > kMaxUnsentBytes) {
      given_up.push_back(unpark(std::min_element(parked_.begin(), parked_.end(), [](const auto& a, const auto& b) {
        return std::tuple(a.second.wait != Wait::kAnswer, a.second.since) <
               std::tuple(b.second.wait != Wait::kAnswer, b.second.since);
      })));
    }
  }
  for (Parked& one : given_up) close(std::move(one.connection));
}

Connections::Parked Connections::unpark(std::unordered_map<int, Parked>::iterator parked) {
  Parked taken = std::move(parked->second);
  parked_.erase(parked);
  unsent_ -= taken.connection->unsent_bytes();
  return taken;
}

bool Connections::make_room() {
  Parked first;
  {
    const std::lock_guard lock(mutex_);
    const auto found = std::min_element(parked_.begin(), parked_.end(), [](const auto& a, const auto& b) {
      return std::tuple(a.second.wait, a.second.since) < std::tuple(b.second.wait, b.second.since);
    });
    if (found == parked_.end()) return false;
    first = unpark(found);
  }
  close(std::move(first.connection));
  return true;
}

void Connections::sweep() {
  const Clock::time_point now = Clock::now();
  std::vector<int> stale;
  std::vector<Parked> expired;
  {
    const std::lock_guard lock(mutex_);
    for (auto at = parked_.begin(); at != parked_.end();) {
      const auto next = std::next(at);
      if (now >= end_of_patience(at->second)) {
        expired.push_back(unpark(at));
      } else if (stopping_ && at->second.wait == Wait::kQuiet) {
        stale.push_back(at->first);
      }
      at = next;
    }
  }
  for (Parked& parked : expired) {
    if (parked.wait != Wait::kRequest) {
      close(std::move(parked.connection));
      continue;
    }
    refuse(*parked.connection, Refusal::kRequestTooSlow);
    settle(std::move(parked));
  }
  for (const int socket : stale) proceed(socket);  // a request that has come by now is answered
  if (listening_ >= 0) watch_socket(epoll_, EPOLL_CTL_MOD, listening_, EPOLLIN);
}

Connections::Clock::time_point Connections::end_of_patience(const Parked& parked) const {
  const Patience& patience = options_.patience;
  milliseconds time{};
  switch (parked.wait) {
    case Wait::kGoodbye: time = patience.goodbye; break;
    case Wait::kQuiet: time = patience.quiet; break;
    case Wait::kRequest: time = patience.request; break;
    case Wait::kAnswer: time = patience.answer; break;
  }
  return std::min(parked.since + time, end_of_all());
}

Connections::Clock::time_point Connections::end_of_all() const {
  return stopping_ ? stopped_.load() + options_.patience.request : Clock::time_point::max();
}

void Connections::refuse(Connection& connection, Refusal refusal) const {
  connection.put(options_.refuse(refusal));
}

void Connections::close(std::unique_ptr<Connection> connection) {
  connection.reset();  // not under the lock: with it may go whatever its answer was made from
  {
    const std::lock_guard lock(mutex_);
    --open_;
  }
  if (stopping_) ::eventfd_write(wake_, 1);
}

bool Connections::is_crowded() const {
  const std::lock_guard lock(mutex_);
  return open_ > options_.most;
}

std::size_t Connections::open() const {
  const std::lock_guard lock(mutex_);
  return open_;
}

bool Connections::is_over() const {
  const std::lock_guard lock(mutex_);
  return listening_ < 0 && open_ == 0;
}

}  // namespace dixit
