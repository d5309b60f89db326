// The real daemon, and a client that says exactly what a test wants said.

#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/program.h"

namespace dixit::test {

// A running dixit-searchd on a free port.
class Daemon {
 public:
  // Serves `index` with the pages of this source tree; `options` come after these. Waits until it listens.
  explicit Daemon(const std::filesystem::path& index, std::vector<std::string> options = {},
                  std::vector<std::string> environment = {});

  std::uint16_t port() const { return port_; }

  // Sends `signal`; and waits for the end.
  void send(int signal) const;
  Outcome wait() { return running_->wait(); }

 private:
  TempDir folder_;
  std::unique_ptr<Running> running_;
  std::uint16_t port_ = 0;
};

// The call that starts a daemon, for those that are expected to fail.
Invocation daemon_call(std::vector<std::string> options, std::vector<std::string> environment = {});

struct Reply {
  int status = 0;                              // 0: no answer, or a part of one
  std::map<std::string, std::string> headers;  // names as sent; the last of a name
  std::string body;
};

// A TCP connection to the daemon, closed with the object.
class Connection {
 public:
  explicit Connection(std::uint16_t port);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  // False when the other side does not take it any more.
  bool send(std::string_view bytes) const;

  // Tells the other side that no more will be sent; and breaks off without a word.
  void send_no_more() const;
  void reset();

  // The next whole answer, put together where it came in chunks; gives up after `seconds`. `has_body` is false for
  // answers to HEAD.
  Reply receive(double seconds = 10, bool has_body = true);

  // Everything until the other side closes.
  std::string receive_all(double seconds = 10);

  // Waits for some bytes. False when none come for so long, or none can come any more.
  bool receive_some(double seconds);

  // Bytes that have come and belong to no answer yet.
  const std::string& rest() const { return received_; }

 private:
  bool receive_chunks(std::size_t begin, double seconds, Reply& reply);

  int socket_;
  std::string received_;
};

// One request on a connection of its own. `headers` are whole lines with their ends.
Reply get(std::uint16_t port, std::string_view target, std::string_view headers = {});

// A GET request with "Host", on a connection that stays open.
std::string request(std::string_view target, std::string_view headers = {});

}  // namespace dixit::test
