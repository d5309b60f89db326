// The HTTP server: connections, threads and limits around api::Routes.

#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "core/base/result.h"
#include "searchd/api/routes.h"

namespace dixit {

// Limits that no option changes. What is beyond them gets an answer that says so.
inline constexpr std::size_t kMaxBodyBytes = 65'536;        // 413; no request of ours has a body
inline constexpr std::size_t kMaxUriBytes = 8192;           // 414
inline constexpr std::size_t kMaxWaitingConnections = 256;  // 503; those that no thread has taken up yet
inline constexpr unsigned kMaxRequestsPerConnection = 1000;

// Threads, hence connections served at a time. Each holds a connection while it is open, working or not, so this is no
// matter of cores: a browser keeps up to six connections. An idle one is closed as soon as another client waits, so
// more are served than there are threads; only clients that send slowly hold a thread, for five seconds at most.
inline constexpr unsigned kDefaultThreads = 64;
inline constexpr unsigned kMaxThreads = 512;

class Server {
 public:
  struct Options {
    std::string host = "127.0.0.1";  // empty: every address of the machine
    std::uint16_t port = 8080;       // 0: any that is free
    unsigned threads = kDefaultThreads;
    std::function<void(const std::string& line)> log_error;
  };

  // Takes the port, and shares it with nobody. `routes` must outlive the server. Fails with kBusy when another program
  // has it, kBadUsage when there is no such address.
  static Result<std::unique_ptr<Server>> bind(api::Routes& routes, Options options);
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  // The port taken, which matters where any was asked for.
  std::uint16_t port() const;

  // Serves until `stop`; returns when the last request under way is answered. Fails with kInternal when connections
  // can no longer be accepted.
  Status run();

  // Takes no more connections, closes idle ones, and lets `run` return. From any thread, also before `run`; not from a
  // signal handler.
  void stop();

 private:
  class Http;

  explicit Server(std::unique_ptr<Http> http);

  std::unique_ptr<Http> http_;
};

}  // namespace dixit
