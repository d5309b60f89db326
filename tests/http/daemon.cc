#include "tests/http/daemon.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>

namespace dixit::test {
namespace {

constexpr std::string_view kListening = "listening on http://127.0.0.1:";

}  // namespace

Invocation daemon_call(std::vector<std::string> options, std::vector<std::string> environment) {
  Invocation call;
  call.program = DIXIT_BIN_DIR "/dixit-searchd";
  call.arguments = std::move(options);
  call.environment = std::move(environment);
  return call;
}

Daemon::Daemon(const std::filesystem::path& index, std::vector<std::string> options,
               std::vector<std::string> environment) {
  std::vector<std::string> all = {"--index",     index.string(), "--listen",
                                  "127.0.0.1:0", "--web",        DIXIT_SOURCE_DIR "/web"};
  all.insert(all.end(), options.begin(), options.end());
  Invocation call = daemon_call(std::move(all), std::move(environment));
  call.output = folder_ / "out";
  running_ = std::make_unique<Running>(call);
  std::string said;
  const bool listens = wait_until([&] {
    said = std::filesystem::exists(call.output) ? read_file(call.output) : std::string();
    return said.find('\n') != std::string::npos;
  });
  const std::size_t at = said.find(kListening);
  if (!listens || at == std::string::npos) {
    send(SIGKILL);
    ADD_FAILURE() << "the daemon does not listen: " << said << wait().err;
    return;
  }
  port_ = static_cast<std::uint16_t>(std::atoi(said.c_str() + at + kListening.size()));
}

void Daemon::send(int signal) const {
  if (running_->pid() > 0) ::kill(running_->pid(), signal);
}

Connection::Connection(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    ::close(socket_);
    socket_ = -1;
  }
}

Connection::~Connection() {
  if (socket_ >= 0) ::close(socket_);
}

bool Connection::send(std::string_view bytes) const {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

void Connection::send_no_more() const {
  ::shutdown(socket_, SHUT_WR);
}

void Connection::reset() {
  const linger at_once = {1, 0};
  ::setsockopt(socket_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  ::close(socket_);
  socket_ = -1;
}

bool Connection::receive_some(double seconds) {
  pollfd waiting{socket_, POLLIN, 0};
  if (::poll(&waiting, 1, static_cast<int>(seconds * 1000)) <= 0) return false;
  char buffer[1 << 16];
  const ssize_t got = ::recv(socket_, buffer, sizeof buffer, 0);
  if (got <= 0) return false;
  received_.append(buffer, static_cast<std::size_t>(got));
  return true;
}

std::string Connection::receive_all(double seconds) {
  while (receive_some(seconds)) {
  }
  return received_;
}

bool Connection::receive_chunks(std::size_t begin, double seconds, Reply& reply) {
  const auto have = [&](std::size_t bytes) {
    while (received_.size() < bytes) {
      if (!receive_some(seconds)) return false;
    }
    return true;
  };
  for (std::size_t at = begin;;) {
    std::size_t line_end = 0;
    while ((line_end = received_.find("\r\n", at)) == std::string::npos) {
      if (!receive_some(seconds)) return false;
    }
    const std::size_t size = std::strtoul(received_.c_str() + at, nullptr, 16);
    const std::size_t data = line_end + 2;
    if (!have(data + size + 2)) return false;
    reply.body.append(received_, data, size);
    at = data + size + 2;
    if (size > 0) continue;
    received_.erase(0, at);
    return true;
  }
}

Reply Connection::receive(double seconds, bool has_body) {
  std::size_t end = 0;
  while ((end = received_.find("\r\n\r\n")) == std::string::npos) {
    if (!receive_some(seconds)) return {};
  }
  Reply reply;
  std::size_t length = 0;
  for (const std::string& raw : lines_of(std::string_view(received_).substr(0, end))) {
    const std::string line = raw.substr(0, raw.find('\r'));
    if (const std::size_t colon = line.find(": "); colon != std::string::npos) {
      reply.headers[line.substr(0, colon)] = line.substr(colon + 2);
    }
  }
  const int status = std::atoi(received_.c_str() + std::string_view("HTTP/1.1 ").size());
  if (const auto found = reply.headers.find("Content-Length"); found != reply.headers.end() && has_body) {
    length = std::strtoul(found->second.c_str(), nullptr, 10);
  }
  const std::size_t begin = end + 4;
  if (reply.headers.contains("Transfer-Encoding") && has_body) {
    if (!receive_chunks(begin, seconds, reply)) return {};
    reply.status = status;
    return reply;
  }
  while (received_.size() < begin + length) {
    if (!receive_some(seconds)) return {};
  }
  reply.status = status;
  reply.body = received_.substr(begin, length);
  received_.erase(0, begin + length);
  return reply;
}

std::string request(std::string_view target, std::string_view headers) {
  return "GET " + std::string(target) + " HTTP/1.1\r\nHost: test\r\n" + std::string(headers) + "\r\n";
}

Reply get(std::uint16_t port, std::string_view target, std::string_view headers) {
  Connection connection(port);
  connection.send(request(target, "Connection: close\r\n" + std::string(headers)));
  return connection.receive();
}

}  // namespace dixit::test
