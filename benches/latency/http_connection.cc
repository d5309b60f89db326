#include "benches/latency/http_connection.h"

#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <stdexcept>
#include <system_error>

namespace dixit::bench {
namespace {

[[noreturn]] void fail(const char* what) {
  throw std::system_error(errno, std::generic_category(), what);
}

bool is_gone(int error) {
  return error == ECONNRESET || error == EPIPE || error == ENOTCONN;
}

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

// The value of a header field; empty where `head` does not have it. `name` is in lower case, with its colon.
std::string_view header(std::string_view head, std::string_view name) {
  const auto at =
      std::search(head.begin(), head.end(), name.begin(), name.end(), [](char a, char b) { return lower(a) == b; });
  if (at == head.end()) return {};
  std::string_view value = head.substr(static_cast<std::size_t>(at - head.begin()) + name.size());
  value = value.substr(0, value.find('\r'));
  value.remove_prefix(std::min(value.find_first_not_of(' '), value.size()));
  return value;
}

}  // namespace

HttpConnection::HttpConnection(const sockaddr_in& server) : server_(server) {
  connect();
}

void HttpConnection::connect() {
  close();
  socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (socket_ < 0) fail("socket");
  const int on = 1;
  setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  // Where the server's queue is full the handshake takes a second: nobody else may wait for it.
  const int connected = ::connect(socket_, reinterpret_cast<const sockaddr*>(&server_), sizeof server_);
  if (connected != 0 && errno != EINPROGRESS) fail("connect");
  closes_ = false;
  ++connected_;
}

void HttpConnection::close() {
  if (socket_ >= 0) ::close(socket_);
  socket_ = -1;
}

bool HttpConnection::is_closed() const {
  char byte = 0;
  return socket_ < 0 || recv(socket_, &byte, 1, MSG_PEEK | MSG_DONTWAIT) >= 0 || is_gone(errno);
}

HttpConnection::Progress HttpConnection::ask(std::string_view request) {
  if (closes_ || is_closed()) connect();
  request_ = request;
  sent_ = 0;
  answer_.clear();
  return go_on();
}

HttpConnection::Progress HttpConnection::go_on() {
  while (wants_to_write()) {
    const ssize_t sent = send(socket_, request_.data() + sent_, request_.size() - sent_, MSG_NOSIGNAL);
    if (sent >= 0) {
      sent_ += static_cast<std::size_t>(sent);
    } else if (errno == EAGAIN) {
      return Progress::kWaiting;
    } else if (is_gone(errno)) {
      return Progress::kClosed;
    } else {
      fail("send");
    }
  }
  return read();
}

HttpConnection::Progress HttpConnection::read() {
  std::array<char, 65536> bytes;
  while (true) {
    const ssize_t got = recv(socket_, bytes.data(), bytes.size(), 0);
    if (got > 0) {
      answer_.append(bytes.data(), static_cast<std::size_t>(got));
      if (is_whole()) return Progress::kAnswered;
    } else if (got == 0 || is_gone(errno)) {
      return Progress::kClosed;
    } else if (errno == EAGAIN) {
      return Progress::kWaiting;
    } else {
      fail("recv");
    }
  }
}

bool HttpConnection::is_whole() {
  const std::size_t end = answer_.find("\r\n\r\n");
  if (end == std::string::npos) return false;
  const std::string_view head = std::string_view(answer_).substr(0, end + 2);
  const std::string_view length = header(head, "\ncontent-length:");
  if (length.empty()) throw std::runtime_error("the server answers without Content-Length");
  status_ = std::atoi(answer_.c_str() + std::min(answer_.find(' '), end));
  closes_ = header(head, "\nconnection:") == "close";
  return answer_.size() >= end + 4 + std::strtoul(length.data(), nullptr, 10);
}

void HttpConnection::ask_and_wait(std::string_view request) {
  Progress progress = ask(request);
  while (progress != Progress::kAnswered) {
    if (progress == Progress::kClosed) {
      closes_ = true;
      progress = ask(request);
      continue;
    }
    pollfd ready = {socket_, static_cast<short>(wants_to_write() ? POLLIN | POLLOUT : POLLIN), 0};
    if (poll(&ready, 1, -1) < 0 && errno != EINTR) fail("poll");
    progress = go_on();
  }
}

}  // namespace dixit::bench
