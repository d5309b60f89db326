// The HTTP server: a port, its connections, and the threads that answer.

#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "core/base/result.h"
#include "searchd/connections.h"
#include "searchd/http_exchange.h"

namespace dixit {

inline constexpr unsigned kDefaultConnections = 1024;
inline constexpr unsigned kMaxConnections = 65'536;

// Threads, hence requests worked on at a time. Answering is work for the processor, not waiting: more threads than
// cores make nothing faster, but let a quick answer overtake slow ones.
unsigned default_threads();
inline constexpr unsigned kMaxThreads = 512;

class Server {
 public:
  struct Options {
    std::string host = "127.0.0.1";  // empty: every address of the machine
    std::uint16_t port = 8080;       // 0: any that is free
    unsigned threads = default_threads();
    std::size_t connections = kDefaultConnections;  // open at a time; fewer where the system allows fewer files
    Patience patience = {};
    std::function<void(const std::string& line)> log_error = {};
  };

  // Takes the port, and shares it with nobody. Fails with kBusy when another program has it, kBadUsage when there is no
  // such address, kInternal when the system gives no more files.
  static Result<std::unique_ptr<Server>> bind(Service service, Options options);
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  // The port taken, which matters where any was asked for.
  std::uint16_t port() const { return port_; }

  // How many clients are connected now. From any thread.
  std::size_t open_connections() const { return connections_.open(); }

  // Serves until `stop`; returns when the last request under way is answered. Fails with kInternal when not one thread
  // can be started.
  Status run();

  // Takes no more connections, closes quiet ones, and lets `run` return. From any thread, also before `run`; not from a
  // signal handler.
  void stop();

 private:
  Server(Service service, Options options, int listening, std::uint16_t port);

  void answer_requests();

  Service service_;
  Options options_;
  std::uint16_t port_;
  Connections connections_;
};

}  // namespace dixit
