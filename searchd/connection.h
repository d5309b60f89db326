// One client's connection: the bytes that came and those that are to go. Nothing here waits for the client.

#pragma once

#include <cstddef>
#include <functional>
#include <string>

#include "core/base/result.h"

namespace dixit {

// What is to go to a client.
struct Answer {
  std::string head;
  std::string body = {};
  // What follows `body`, some bytes a call; an empty string says that this was all. Where it fails, the answer ends in
  // the middle, and the connection with it. Called by one thread at a time, not always the same.
  std::function<Result<std::string>()> more = {};
  bool is_last = false;  // no request is read behind it
};

// Owns a connected socket that does not block, and closes it. For one thread at a time.
class Connection {
 public:
  // Bytes that the request line and headers may take together.
  static constexpr std::size_t kMaxHeadBytes = 32'768;

  explicit Connection(int socket) : socket_(socket) {}
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  int socket() const { return socket_; }

  // Takes what has come, at most a few kilobytes. False when the client has gone or will send no more; what came before
  // is still there.
  bool receive();

  // Whether a request has come so far that it can be answered: up to the empty line after its headers.
  bool has_request() const { return head_end_ > 0; }
  bool has_begun() const { return !received_.empty(); }  // bytes of a request have come, not necessarily all
  bool has_line() const { return received_.find('\n') != std::string::npos; }
  bool is_too_long() const { return !has_request() && received_.size() > kMaxHeadBytes; }

  // Removes the first request and returns its line and headers. `has_request` must hold.
  std::string take_request();

  // Gives the client an answer, to be sent by `send`.
  void put(Answer answer);

  // Makes the next bytes of an answer that has more, all others being sent. False where that fails.
  bool go_on();
  bool has_more() const { return answer_.more != nullptr; }

  // Sends as much as the client takes of what is made. False when it has gone.
  bool send();

  std::size_t unsent_bytes() const { return answer_.head.size() + answer_.body.size() - sent_; }
  bool is_last() const { return answer_.is_last; }

  // Tells the client that no more will come.
  void end();

  // After `end`: reads and forgets. Closing with unread bytes would reset the connection and could take the answer with
  // it. False when that is no danger any more, or the client sends on and on.
  bool forget();

 private:
  void find_end(std::size_t from);

  int socket_;
  std::string received_;
  std::size_t head_end_ = 0;  // of the first request in `received_`; 0: not there yet
  Answer answer_;
  std::size_t sent_ = 0;  // of its head and body
  std::size_t forgotten_ = 0;
};

}  // namespace dixit
