// Reading requests from a connection and writing answers to it, within bounds of time and size that a slow or hostile
// client cannot stretch.

#pragma once

#include <sys/types.h>

#include <array>
#include <chrono>
#include <cstddef>
#include <functional>
#include <string_view>

namespace dixit {

// Owns a connected socket and closes it. For one thread.
class SocketIo {
 public:
  using Clock = std::chrono::steady_clock;

  // Bytes that the request line and headers may take together.
  static constexpr std::size_t kMaxHeadBytes = 32'768;

  explicit SocketIo(int socket) : socket_(socket) {}
  ~SocketIo();
  SocketIo(const SocketIo&) = delete;
  SocketIo& operator=(const SocketIo&) = delete;

  int socket() const { return socket_; }

  // Waits for the first byte of a request. False when `patience` is over, the client has gone, or `give_up` says so,
  // which is asked every few milliseconds; what has arrived by then is still there to be read.
  bool wait_for_request(std::chrono::milliseconds patience, const std::function<bool()>& give_up);

  // From now on a request is read, which may take `patience` in all, however the client spreads its bytes.
  void begin_request(std::chrono::milliseconds patience);

  // As recv(2), but -1 also past the time or size of the request.
  ssize_t read(char* bytes, std::size_t size);

  // As send(2); each call may take `kWritePatience`.
  ssize_t write(const char* bytes, std::size_t size);

  // What stopped the reading.
  bool is_too_long() const { return head_bytes_ > kMaxHeadBytes; }
  bool is_in_first_line() const { return !has_line_; }

  // Tells the client that no more will come, and reads what it is still sending, a little: closing with unread bytes
  // would reset the connection and could take the answer with it.
  void close_gently();

 private:
  static constexpr std::chrono::seconds kWritePatience{5};

  bool wait(short events, Clock::time_point until) const;
  bool fill();

  int socket_;
  Clock::time_point deadline_;
  std::array<char, 4096> buffer_{};
  std::size_t begin_ = 0;  // of what is buffered and not read
  std::size_t end_ = 0;
  std::size_t head_bytes_ = 0;
  bool has_line_ = false;
};

}  // namespace dixit
