#include "searchd/socket_io.h"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace dixit {

using std::chrono::milliseconds;

SocketIo::~SocketIo() {
  ::shutdown(socket_, SHUT_RDWR);
  ::close(socket_);
}

// poll() instead of httplib's select(), which knows no descriptor beyond 1023.
bool SocketIo::wait(short events, Clock::time_point until) const {
  for (;;) {
    const auto left = std::chrono::ceil<milliseconds>(until - Clock::now()).count();
    pollfd waiting{socket_, events, 0};
    const int ready = ::poll(&waiting, 1, static_cast<int>(std::max<long>(left, 0)));
    if (ready > 0) return true;
    if (ready == 0 || errno != EINTR) return false;
  }
}

bool SocketIo::wait_for_request(milliseconds patience, const std::function<bool()>& give_up) {
  constexpr milliseconds kSlice{20};
  const Clock::time_point end = Clock::now() + patience;
  for (;;) {
    if (begin_ < end_ || wait(POLLIN, std::min(Clock::now() + kSlice, end))) return true;
    if (Clock::now() >= end || give_up()) return false;
  }
}

void SocketIo::begin_request(milliseconds patience) {
  deadline_ = Clock::now() + patience;
  head_bytes_ = 0;
  has_line_ = false;
}

bool SocketIo::fill() {
  while (wait(POLLIN, deadline_)) {
    const ssize_t got = ::recv(socket_, buffer_.data(), buffer_.size(), 0);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return false;
    begin_ = 0;
    end_ = static_cast<std::size_t>(got);
    return true;
  }
  return false;
}

ssize_t SocketIo::read(char* bytes, std::size_t size) {
  if (is_too_long() || (begin_ == end_ && !fill())) return -1;
  const std::size_t count = std::min(size, end_ - begin_);
  std::memcpy(bytes, buffer_.data() + begin_, count);
  has_line_ = has_line_ || std::find(bytes, bytes + count, '\n') != bytes + count;
  begin_ += count;
  head_bytes_ += count;
  return static_cast<ssize_t>(count);
}

ssize_t SocketIo::write(const char* bytes, std::size_t size) {
  const Clock::time_point until = Clock::now() + kWritePatience;
  for (;;) {
    // Without MSG_NOSIGNAL a client that has gone would end the process.
    const ssize_t sent = ::send(socket_, bytes, size, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent >= 0) return sent;
    if (errno == EINTR) continue;
    if (errno != EAGAIN || !wait(POLLOUT, until)) return -1;
  }
}

void SocketIo::close_gently() {
  constexpr std::size_t kMaxBytes = 1'048'576;
  constexpr milliseconds kPatience{500};
  ::shutdown(socket_, SHUT_WR);
  deadline_ = Clock::now() + kPatience;
  for (std::size_t read = 0; read < kMaxBytes && fill();) read += end_;
}

}  // namespace dixit
