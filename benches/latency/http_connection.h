// One keep-alive connection of a client, on a plain socket: what is sent and read costs the measured machine little.

#pragma once

#include <netinet/in.h>

#include <cstddef>
#include <string>
#include <string_view>

namespace dixit::bench {

// For one thread. System calls that fail for reasons other than the server's end the program with an exception.
class HttpConnection {
 public:
  enum class Progress {
    kWaiting,   // for the socket
    kAnswered,  // the whole answer is there
    kClosed,    // by the server, before it answered
  };

  // Begins to connect.
  explicit HttpConnection(const sockaddr_in& server);
  ~HttpConnection() { close(); }
  HttpConnection(const HttpConnection&) = delete;
  HttpConnection& operator=(const HttpConnection&) = delete;

  // Begins to send `request`, a whole one, which must outlive the answer. Connects again where the server has closed.
  Progress ask(std::string_view request);

  // Goes on once the socket can be read or written.
  Progress go_on();

  // Asks and waits for the answer; connects again where the server closes first.
  void ask_and_wait(std::string_view request);

  // Whether the server has closed, or sent what nobody asked for. Only between requests.
  bool is_closed() const;

  void close();

  int socket() const { return socket_; }
  bool wants_to_write() const { return sent_ < request_.size(); }
  int status() const { return status_; }                // of the last answer
  std::size_t connected() const { return connected_; }  // how many times

 private:
  void connect();
  Progress read();

  // Whether `answer_` is whole, by its Content-Length; sets `status_` and `closes_`.
  bool is_whole();

  sockaddr_in server_;
  int socket_ = -1;
  std::string_view request_;
  std::size_t sent_ = 0;
  std::string answer_;
  int status_ = 0;
  bool closes_ = false;  // the last answer says that the server closes behind it
  std::size_t connected_ = 0;
};

}  // namespace dixit::bench
