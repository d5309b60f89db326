#include "searchd/server.h"

#include <httplib.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <condition_variable>
#include <cstring>
#include <deque>
#include <exception>
#include <mutex>
#include <optional>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

#include "searchd/api/problem.h"
#include "searchd/chunked_body.h"
#include "searchd/socket_io.h"

namespace dixit {
namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;

constexpr milliseconds kFirstPatience = 5s;    // for a new connection to begin a request
constexpr milliseconds kIdlePatience = 2s;     // between two requests on one
constexpr milliseconds kRequestPatience = 5s;  // for all of a request's head
constexpr int kBacklog = 511;                  // connections that the kernel keeps for us

static_assert(kMaxUriBytes == CPPHTTPLIB_REQUEST_URI_MAX_LENGTH, "httplib was compiled with its own limit");

// Below this gzip costs more than it saves.
constexpr std::size_t kMinGzipBytes = 1024;

// Set by us on a request whose client takes gzip.
constexpr const char* kTakesGzip = "dixit-takes-gzip";

// httplib's view of a connection.
class Stream : public httplib::Stream {
 public:
  explicit Stream(SocketIo& io) : io_(io) {}

  bool is_readable() const override { return true; }
  bool is_writable() const override { return true; }
  ssize_t read(char* bytes, std::size_t size) override { return io_.read(bytes, size); }
  ssize_t write(const char* bytes, std::size_t size) override { return io_.write(bytes, size); }
  socket_t socket() const override { return 0; }  // httplib asks only whether select() could take it
  // Addresses are personal data; nothing here needs them.
  void get_remote_ip_and_port(std::string&, int&) const override {}
  void get_local_ip_and_port(std::string&, int&) const override {}

 private:
  SocketIo& io_;
};

// Threads that take up connections in the order of their arrival.
class Workers : public httplib::TaskQueue {
 public:
  explicit Workers(unsigned threads) {
    const std::lock_guard lock(mutex_);
    try {
      for (unsigned i = 0; i < threads; ++i) threads_.emplace_back([this] { work(); });
    } catch (const std::system_error&) {
      if (threads_.empty()) throw;  // otherwise fewer will do
    }
    idle_ = threads_.size();
  }

  void enqueue(std::function<void()> job) override {
    {
      const std::lock_guard lock(mutex_);
      if (jobs_.size() < kMaxWaitingConnections) {
        jobs_.push_back(std::move(job));
        is_crowded_ = jobs_.size() > idle_;
        job = nullptr;
      }
    }
    if (!job) {
      wake_.notify_one();
      return;
    }
    // httplib knows no way to turn a connection down: the job is run here and told to be short.
    refusing = true;
    job();
    refusing = false;
  }

  void shutdown() override {
    {
      const std::lock_guard lock(mutex_);
      ending_ = true;
    }
    wake_.notify_all();
    for (std::thread& thread : threads_) thread.join();
  }

  // Whether more connections wait than there are idle threads.
  bool is_crowded() const { return is_crowded_; }

  // Whether the calling thread may only refuse.
  static bool is_refusing() { return refusing; }

 private:
  void work() {
    std::unique_lock lock(mutex_);
    for (;;) {
      wake_.wait(lock, [this] { return ending_ || !jobs_.empty(); });
      if (jobs_.empty()) return;
      --idle_;
      const std::function<void()> job = std::move(jobs_.front());
      jobs_.pop_front();
      is_crowded_ = jobs_.size() > idle_;
      lock.unlock();
      job();
      lock.lock();
      ++idle_;
    }
  }

  static inline thread_local bool refusing = false;

  std::atomic<bool> is_crowded_ = false;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<std::function<void()>> jobs_;
  std::size_t idle_ = 0;  // threads without a connection, those that are still starting included
  bool ending_ = false;
  std::vector<std::thread> threads_;
};

std::string gzipped(const std::string& body) {
  httplib::detail::gzip_compressor compressor;
  std::string packed;
  const bool done = compressor.compress(body.data(), body.size(), true, [&](const char* bytes, std::size_t size) {
    packed.append(bytes, size);
    return true;
  });
  return done ? packed : std::string();
}

// A whole answer, for connections that httplib never sees.
std::string raw_answer(const api::HttpResponse& response, std::string_view phrase) {
  std::string raw = "HTTP/1.1 " + std::to_string(response.status) + " " + std::string(phrase) + "\r\n";
  for (const auto& [name, value] : response.headers) raw.append(name).append(": ").append(value).append("\r\n");
  raw += "Content-Length: " + std::to_string(response.body.size()) + "\r\nConnection: close\r\n\r\n";
  return raw + response.body;
}

std::optional<std::uint64_t> body_bytes(const httplib::Request& request) {
  if (request.has_header("Transfer-Encoding")) return kMaxBodyBytes + 1;
  if (!request.has_header("Content-Length")) return std::nullopt;
  return request.get_header_value<std::uint64_t>("Content-Length");
}

Error too_large(std::string message) {
  return Error{ErrorCode::kTooLarge, std::move(message), {}, {}};
}

}  // namespace

// httplib reads and writes HTTP; how long a connection lives and who serves it is decided here, because its own loop
// ties a thread to an idle connection, waits without bounds for a request line, and takes a body that nobody read for
// the next request.
class Server::Http : public httplib::Server {
 public:
  Http(api::Routes& routes, dixit::Server::Options options) : routes_(routes), options_(std::move(options)) {
    new_task_queue = [this] {
      workers_ = new Workers(options_.threads);  // httplib owns it, and outlives no connection with it
      return workers_.load();
    };
    set_tcp_nodelay(true);
    set_keep_alive_max_count(kMaxRequestsPerConnection);
    set_keep_alive_timeout(std::chrono::duration_cast<std::chrono::seconds>(kIdlePatience).count());
    set_payload_max_length(kMaxBodyBytes);
    set_socket_options([this](socket_t socket) { prepare_listening(socket); });
    set_pre_routing_handler([this](const httplib::Request& request, httplib::Response& response) {
      handle(request, response);
      return HandlerResponse::Handled;
    });
    set_expect_100_continue_handler([this](const httplib::Request&, httplib::Response& response) {
      put(routes_.refuse(too_large("requests have no body here"), 413), response);
      return 413;
    });
    set_error_handler([this](const httplib::Request&, httplib::Response& response) { explain(response); });
    set_post_routing_handler([](const httplib::Request&, httplib::Response& response) {
      if (response.get_header_value("Connection") != "close") return;
      response.headers.erase("Keep-Alive");
      response.headers.erase("Connection");  // both of us may have set it
      response.set_header("Connection", "close");
    });
  }

  std::uint16_t port() const { return port_; }

  Status take_port() {
    errno = 0;
    const int port = options_.port == 0 ? bind_to_any_port(options_.host)
                                        : (bind_to_port(options_.host, options_.port) ? options_.port : -1);
    const int reason = errno;
    if (port > 0) {
      port_ = static_cast<std::uint16_t>(port);
      // httplib's own backlog of 5 drops connections of a small burst, which then take a second more.
      ::listen(svr_sock_, kBacklog);
      return Done{};
    }
    const std::string address = options_.host + ":" + std::to_string(options_.port);
    if (reason == EADDRINUSE) {
      return Error{ErrorCode::kBusy,
                   "another program listens on " + address + " already",
                   "stop it, or choose another port with --listen HOST:PORT",
                   {}};
    }
    return Error{ErrorCode::kBadUsage,
                 "cannot listen on " + address + ": " + std::strerror(reason),
                 "check the address after --listen",
                 {}};
  }

  Status serve() {
    std::string reason;
    try {
      if (!stopping_ && !listen_after_bind()) reason = std::strerror(errno);
    } catch (const std::exception& failure) {  // not one thread could be started
      reason = failure.what();
    }
    ended_ = true;
    if (reason.empty() || stopping_) return Done{};
    return Error{ErrorCode::kInternal, "no connections can be accepted: " + reason, {}, {}};
  }

  void end() {
    stopping_ = true;
    routes_.stop();
    // httplib ignores a stop that comes before it has begun.
    while (!ended_ && !is_running()) std::this_thread::sleep_for(1ms);
    stop();
  }

 private:
  // SO_REUSEADDR lets a restart take the port at once; SO_REUSEPORT, which httplib would set, lets two servers share it
  // without a word.
  void prepare_listening(socket_t socket) const {
    const int yes = 1;
    ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  }

  bool process_and_close_socket(socket_t socket) override {
    SocketIo io(socket);
    try {
      if (Workers::is_refusing()) return refuse(io, ErrorCode::kOverloaded, "too many clients at once", 503);
      return serve_connection(io);
    } catch (const std::exception& failure) {
      if (options_.log_error) options_.log_error("a connection ended early: " + std::string(failure.what()));
      return false;
    }
  }

  bool serve_connection(SocketIo& io) {
    Stream stream(io);
    const auto nobody_waits = [this] { return stopping_.load(); };
    const auto somebody_waits = [this] { return stopping_ || workers_.load()->is_crowded(); };
    for (unsigned served = 0; served < kMaxRequestsPerConnection; ++served) {
      const bool is_first = served == 0;
      const bool began = is_first ? io.wait_for_request(kFirstPatience, nobody_waits)
                                  : io.wait_for_request(kIdlePatience, somebody_waits);
      if (!began) return true;
      io.begin_request(kRequestPatience);
      const bool is_last = served + 1 == kMaxRequestsPerConnection || somebody_waits();
      bool client_closes = false;
      bool was_read = false;
      bool has_body = false;
      const bool done = process_request(stream, is_last, client_closes, [&](httplib::Request& request) {
        was_read = true;
        has_body = prepare(request);
      });
      if (!was_read && io.is_too_long() && io.is_in_first_line()) return refuse_address(io);
      if (!was_read || has_body) io.close_gently();
      if (!done || !was_read || has_body || is_last || client_closes) return done;
    }
    return true;
  }

  // Takes out of a request what httplib would act on by itself. Returns whether a body follows, which nobody will read.
  static bool prepare(httplib::Request& request) {
    request.ranges.clear();
    const bool takes_gzip = request.get_header_value("Accept-Encoding").find("gzip") != std::string::npos;
    request.headers.erase("Accept-Encoding");  // it would prefer brotli at its slowest
    request.headers.erase(kTakesGzip);
    if (takes_gzip) request.set_header(kTakesGzip, "1");
    const std::optional<std::uint64_t> body = body_bytes(request);
    if (body.value_or(0) == 0) {
      request.headers.erase("Expect");
      return false;
    }
    request.headers.erase("Connection");
    request.set_header("Connection", "close");
    return true;
  }

  bool refuse(SocketIo& io, ErrorCode code, std::string message, int status) {
    const api::HttpResponse response = routes_.refuse(Error{code, std::move(message), {}, {}}, status);
    const std::string raw = raw_answer(response, api::phrase_of(status));
    return io.write(raw.data(), raw.size()) == static_cast<ssize_t>(raw.size());
  }

  bool refuse_address(SocketIo& io) {
    const bool done = refuse(io, ErrorCode::kTooLarge, "the address is too long", 414);
    io.close_gently();
    return done;
  }

  void handle(const httplib::Request& request, httplib::Response& response) {
    if (body_bytes(request).value_or(0) > kMaxBodyBytes) {
      put(routes_.refuse(too_large("requests have no body here"), 413), response);
      return;
    }
    const api::HttpRequest asked{request.method, request.target, request.get_header_value("Origin"),
                                 request.get_header_value("If-None-Match"), request.get_header_value("Host")};
    api::HttpResponse answer = routes_.handle(asked);
    const bool takes_gzip = request.has_header(kTakesGzip);
    if (answer.pieces) return put_pieces(std::move(answer), request.version != "HTTP/1.0", takes_gzip, response);
    if (answer.body.size() >= kMinGzipBytes) {
      answer.headers.emplace_back("Vary", "Accept-Encoding");
      if (std::string packed = takes_gzip ? gzipped(answer.body) : std::string(); !packed.empty()) {
        answer.headers.emplace_back("Content-Encoding", "gzip");
        answer.body = std::move(packed);
      }
    }
    put(std::move(answer), response);
  }

  static void put(api::HttpResponse answer, httplib::Response& response) {
    response.status = answer.status;
    for (auto& [name, value] : answer.headers) response.headers.emplace(std::move(name), std::move(value));
    response.body = std::move(answer.body);
  }

  // Sends a long answer while it is made. The library would stop between two pieces when the daemon is told to stop,
  // and call that a whole answer: so it is given all of them in one call.
  void put_pieces(api::HttpResponse answer, bool is_chunked, bool packs, httplib::Response& response) {
    answer.headers.emplace_back("Vary", "Accept-Encoding");
    if (packs) answer.headers.emplace_back("Content-Encoding", "gzip");
    answer.headers.emplace_back(is_chunked ? "Transfer-Encoding" : "Connection", is_chunked ? "chunked" : "close");
    const auto body = std::make_shared<ChunkedBody>(std::move(answer.pieces), ChunkedBody::Options{is_chunked, packs});
    put(std::move(answer), response);
    response.content_provider_ = [this, body, is_chunked](std::size_t, std::size_t, httplib::DataSink& sink) {
      for (;;) {
        const Result<std::string> bytes = body->next();
        if (!bytes && options_.log_error) options_.log_error("an answer ended early: " + describe(bytes.error()));
        if (!bytes || (!bytes->empty() && !sink.write(bytes->data(), bytes->size()))) return false;
        if (bytes->empty()) break;
      }
      sink.done();
      return is_chunked;  // otherwise the connection ends here
    };
  }

  // Gives httplib's own errors, which are bare numbers, a body.
  void explain(httplib::Response& response) {
    if (!response.body.empty()) return;
    const int status = response.status;
    response.headers.clear();
    if (status == 414) {
      put(routes_.refuse(too_large("the address is longer than " + std::to_string(kMaxUriBytes) + " bytes"), 414),
          response);
    } else {
      put(routes_.refuse(
              Error{ErrorCode::kBadRequest, "this is no HTTP request, or one with a header that is too long", {}, {}},
              status),
          response);
    }
    response.set_header("Connection", "close");
  }

  api::Routes& routes_;
  dixit::Server::Options options_;
  std::uint16_t port_ = 0;
  std::atomic<Workers*> workers_ = nullptr;
  std::atomic<bool> stopping_ = false;
  std::atomic<bool> ended_ = false;
};

Server::Server(std::unique_ptr<Http> http) : http_(std::move(http)) {}
Server::~Server() = default;

Result<std::unique_ptr<Server>> Server::bind(api::Routes& routes, Options options) {
  auto http = std::make_unique<Http>(routes, std::move(options));
  DIXIT_TRY_DONE(http->take_port());
  return std::unique_ptr<Server>(new Server(std::move(http)));
}

std::uint16_t Server::port() const {
  return http_->port();
}

Status Server::run() {
  return http_->serve();
}

void Server::stop() {
  http_->end();
}

}  // namespace dixit
