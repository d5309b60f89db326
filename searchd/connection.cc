#include "searchd/connection.h"

#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <utility>

namespace dixit {
namespace {

constexpr std::size_t kReadBytes = 4096;

// As recv(2), but -1 also where nothing has come yet; then `errno` is EAGAIN.
ssize_t read_some(int socket, std::array<char, kReadBytes>& bytes) {
  ssize_t got = 0;
  do got = ::recv(socket, bytes.data(), bytes.size(), 0);
  while (got < 0 && errno == EINTR);
  return got;
}

}  // namespace

Connection::~Connection() {
  ::close(socket_);
}

bool Connection::receive() {
  std::array<char, kReadBytes> bytes{};
  const ssize_t got = read_some(socket_, bytes);
  if (got <= 0) return got < 0 && errno == EAGAIN;
  const std::size_t before = received_.size();
  received_.append(bytes.data(), static_cast<std::size_t>(got));
  if (!has_request()) find_end(before);
  return true;
}

// A request ends with the first line that is empty but for its CR LF, the form that the HTTP library goes by.
void Connection::find_end(std::size_t from) {
  constexpr std::string_view kEnd = "\n\r\n";
  const std::size_t found = received_.find(kEnd, from - std::min(from, kEnd.size() - 1));
  head_end_ = found == std::string::npos ? 0 : found + kEnd.size();
  if (head_end_ > kMaxHeadBytes) head_end_ = 0;
}

std::string Connection::take_request() {
  std::string request;
  if (head_end_ == received_.size()) {
    request.swap(received_);  // an idle connection keeps no memory
    head_end_ = 0;
    return request;
  }
  request = received_.substr(0, head_end_);
  received_.erase(0, head_end_);
  find_end(0);
  return request;
}

void Connection::put(Answer answer) {
  answer_ = std::move(answer);
  sent_ = 0;
}

bool Connection::go_on() {
  Result<std::string> next = answer_.more();
  if (!next) return false;
  if (next->empty()) answer_.more = nullptr;
  answer_.body = std::move(*next);
  return true;
}

bool Connection::send() {
  std::string& head = answer_.head;
  std::string& body = answer_.body;
  while (unsent_bytes() > 0) {
    const std::size_t of_head = std::min(sent_, head.size());
    const std::size_t of_body = sent_ - of_head;
    std::array<iovec, 2> parts = {
        {{head.data() + of_head, head.size() - of_head}, {body.data() + of_body, body.size() - of_body}}};
    msghdr message = {};
    message.msg_iov = parts.data();
    message.msg_iovlen = parts.size();
    // Without MSG_NOSIGNAL a client that has gone would end the process.
    const ssize_t sent = ::sendmsg(socket_, &message, MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent < 0) return errno == EAGAIN;
    sent_ += static_cast<std::size_t>(sent);
  }
  head = std::string();
  body = std::string();
  sent_ = 0;
  return true;
}

void Connection::end() {
  ::shutdown(socket_, SHUT_WR);
  received_ = std::string();
  head_end_ = 0;
}

bool Connection::forget() {
  constexpr std::size_t kMaxBytes = 1'048'576;
  std::array<char, kReadBytes> bytes{};
  const ssize_t got = read_some(socket_, bytes);
  if (got <= 0) return got < 0 && errno == EAGAIN;
  forgotten_ += static_cast<std::size_t>(got);
  return forgotten_ <= kMaxBytes;
}

}  // namespace dixit
