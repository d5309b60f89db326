#include "searchd/http_exchange.h"

#include <httplib.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <cstring>
#include <exception>
#include <limits>
#include <utility>

#include "searchd/api/problem.h"
#include "searchd/gzip.h"

namespace dixit {
namespace {

static_assert(kMaxUriBytes == CPPHTTPLIB_REQUEST_URI_MAX_LENGTH, "httplib was compiled with its own limit");

// httplib's view of a connection.
class Stream : public httplib::Stream {
 public:
  Stream(std::string_view request, std::string& answer) : request_(request), answer_(answer) {}

  bool is_readable() const override { return true; }
  bool is_writable() const override { return true; }
  ssize_t read(char* bytes, std::size_t size) override {
    const std::size_t count = std::min(size, request_.size());
    std::memcpy(bytes, request_.data(), count);
    request_.remove_prefix(count);
    return static_cast<ssize_t>(count);
  }
  ssize_t write(const char* bytes, std::size_t size) override {
    answer_.append(bytes, size);
    return static_cast<ssize_t>(size);
  }
  socket_t socket() const override { return 0; }  // httplib asks only whether select() could take it
  // Addresses are personal data; nothing here needs them.
  void get_remote_ip_and_port(std::string&, int&) const override {}
  void get_local_ip_and_port(std::string&, int&) const override {}

 private:
  std::string_view request_;
  std::string& answer_;
};

// The bytes that follow a request's head; where it does not say so plainly, more than we take. Whoever stands between
// us and the client may otherwise see a different end of the request.
std::uint64_t body_bytes(const httplib::Request& request) {
  if (request.has_header("Transfer-Encoding")) return kMaxBodyBytes + 1;
  std::uint64_t most = 0;
  const auto [first, last] = request.headers.equal_range("Content-Length");
  for (auto header = first; header != last; ++header) {
    const std::string& digits = header->second;
    std::uint64_t bytes = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), bytes);
    if (error != std::errc{} || end != digits.data() + digits.size()) return kMaxBodyBytes + 1;
    most = std::max(most, bytes);
  }
  return most;
}

Error too_large(std::string message) {
  return Error{ErrorCode::kTooLarge, std::move(message), {}, {}};
}

std::string what(const std::exception_ptr& thrown) {
  try {
    std::rethrow_exception(thrown);
  } catch (const std::exception& exception) {
    return exception.what();
  } catch (...) {
    return "an exception that does not say what it is";
  }
}

// The same, but what goes wrong comes to the log. The client only sees that the end is missing.
api::Pieces logged(api::Pieces pieces, const Service& service) {
  return [pieces = std::move(pieces), &service]() -> Result<std::string> {
    Result<std::string> piece = [&]() -> Result<std::string> {
      try {
        return pieces();
      } catch (...) {
        return Error{ErrorCode::kInternal, what(std::current_exception()), {}, {}};
      }
    }();
    if (!piece) service.refuse(piece.error(), 500);
    return piece;
  };
}

// The pieces of a body in the frames that HTTP/1.1 gives to one whose length is not known before.
api::Pieces chunks(api::Pieces pieces) {
  return [pieces = std::move(pieces), is_over = false]() mutable -> Result<std::string> {
    if (is_over) return std::string();
    DIXIT_TRY(std::string piece, pieces());
    is_over = piece.empty();
    std::array<char, 2 * sizeof(std::size_t)> size{};
    const auto [end, error] = std::to_chars(size.data(), size.data() + size.size(), piece.size(), 16);
    return std::string(size.data(), end) + "\r\n" + std::move(piece) + "\r\n";
  };
}

void put(api::HttpResponse answer, httplib::Response& response) {
  response.status = answer.status;
  for (auto& [name, value] : answer.headers) response.headers.emplace(std::move(name), std::move(value));
  response.body = std::move(answer.body);
}

}  // namespace

Answer last_answer(api::HttpResponse response) {
  std::string head = "HTTP/1.1 " + std::to_string(response.status) + " ";
  head.append(api::phrase_of(response.status)).append("\r\n");
  for (const auto& [name, value] : response.headers) head.append(name).append(": ").append(value).append("\r\n");
  head += "Content-Length: " + std::to_string(response.body.size()) + "\r\nConnection: close\r\n\r\n";
  return {.head = std::move(head), .body = std::move(response.body), .is_last = true};
}

// Each has its own of httplib's servers, which is a parser and a writer here and never listens: so what belongs to one
// request can be kept in it.
class HttpExchange::Library : public httplib::Server {
 public:
  Library(const Service& service, std::chrono::seconds quiet, std::function<bool()> is_over)
      : service_(service), is_over_(std::move(is_over)), keep_alive_("timeout=" + std::to_string(quiet.count())) {
    set_payload_max_length(kMaxBodyBytes);
    set_pre_routing_handler([this](const httplib::Request& request, httplib::Response& response) {
      handle(request, response);
      return HandlerResponse::Handled;
    });
    set_expect_100_continue_handler([this](const httplib::Request&, httplib::Response& response) {
      put(service_.refuse(too_large("requests have no body here"), 413), response);
      return 413;
    });
    set_exception_handler(
        [this](const httplib::Request&, httplib::Response& response, const std::exception_ptr& thrown) {
          response.headers.clear();
          answer_.more = nullptr;
          has_pieces_ = false;
          put(service_.refuse(Error{ErrorCode::kInternal, what(thrown), {}, {}}, 500), response);
        });
    set_error_handler([this](const httplib::Request&, httplib::Response& response) { explain(response); });
    set_post_routing_handler([this](const httplib::Request& request, httplib::Response& response) {
      answer_.is_last = answer_.is_last || is_over_();
      const bool closes = answer_.is_last || response.get_header_value("Connection") == "close";
      response.headers.erase("Connection");  // both of us may have set it
      response.headers.erase("Keep-Alive");
      response.set_header(closes ? "Connection" : "Keep-Alive", closes ? "close" : keep_alive_);
      if (has_pieces_) response.headers.erase("Content-Length");  // it is not known
      if (request.method != "HEAD") answer_.body = std::move(response.body);
      response.body.clear();  // its length is among the headers by now
    });
  }

  Answer answer(std::string_view request) {
    answer_ = {};
    has_pieces_ = false;
    Stream stream(request, answer_.head);
    bool client_closes = false;
    bool was_read = false;
    bool has_body = false;
    process_request(stream, false, client_closes, [&](httplib::Request& read) {
      was_read = true;
      has_body = prepare(read);
    });
    answer_.is_last = answer_.is_last || client_closes || !was_read || has_body;
    return std::move(answer_);
  }

 private:
  // Takes out of a request what httplib would act on by itself. Returns whether a body follows, which nobody will read.
  bool prepare(httplib::Request& request) {
    request.ranges.clear();
    packs_ = takes_gzip(request.get_header_value("Accept-Encoding"));
    request.headers.erase("Accept-Encoding");  // it would prefer brotli at its slowest
    if (body_bytes(request) == 0) {
      request.headers.erase("Expect");
      return false;
    }
    request.headers.erase("Connection");
    request.set_header("Connection", "close");
    return true;
  }

  void handle(const httplib::Request& request, httplib::Response& response) {
    if (body_bytes(request) > kMaxBodyBytes) {
      put(service_.refuse(too_large("requests have no body here"), 413), response);
      return;
    }
    const api::HttpRequest asked{request.method, request.target, request.get_header_value("Origin"),
                                 request.get_header_value("If-None-Match"), request.get_header_value("Host")};
    api::HttpResponse answer = service_.answer(asked);
    if (answer.pieces) return put_pieces(request, std::move(answer), response);
    const bool is_kept = answer.is_kept;
    put(std::move(answer), response);
    if (!pays_to_pack(response.get_header_value("Content-Type"), response.body.size())) return;
    response.headers.emplace("Vary", "Accept-Encoding");
    std::string packed =
        packs_ ? gzip_.pack(response.body, is_kept ? Packing::kSmall : Packing::kQuick) : std::string();
    if (packed.empty()) return;
    response.headers.emplace("Content-Encoding", "gzip");
    response.body = std::move(packed);
  }

  void put_pieces(const httplib::Request& request, api::HttpResponse answer, httplib::Response& response) {
    constexpr std::size_t kLong = std::numeric_limits<std::size_t>::max();
    const bool is_chunked = request.version != "HTTP/1.0";  // whose bodies end with the connection
    api::Pieces pieces = logged(std::move(answer.pieces), service_);
    put(std::move(answer), response);
    response.set_header(is_chunked ? "Transfer-Encoding" : "Connection", is_chunked ? "chunked" : "close");
    if (pays_to_pack(response.get_header_value("Content-Type"), kLong)) {
      response.headers.emplace("Vary", "Accept-Encoding");
      if (packs_) {
        response.headers.emplace("Content-Encoding", "gzip");
        pieces = packed(std::move(pieces));
      }
    }
    has_pieces_ = true;
    answer_.is_last = !is_chunked;
    if (request.method == "HEAD") return;
    answer_.more = is_chunked ? chunks(std::move(pieces)) : std::move(pieces);
  }

  // Gives httplib's own errors, which are bare numbers, a body.
  void explain(httplib::Response& response) const {
    if (!response.body.empty()) return;
    const int status = response.status;
    response.headers.clear();
    const Error error =
        status == 414
            ? too_large("the address is longer than " + std::to_string(kMaxUriBytes) + " bytes")
            : Error{ErrorCode::kBadRequest, "this is no HTTP request, or one with a header that is too long", {}, {}};
    put(service_.refuse(error, status), response);
    response.set_header("Connection", "close");
  }

  const Service& service_;
  const std::function<bool()> is_over_;
  const std::string keep_alive_;
  Gzip gzip_;
  // Of the request that is being answered.
  Answer answer_;
  bool has_pieces_ = false;
  bool packs_ = false;
};

HttpExchange::HttpExchange(const Service& service, std::chrono::seconds quiet, std::function<bool()> is_over)
    : library_(std::make_unique<Library>(service, quiet, std::move(is_over))) {}
HttpExchange::~HttpExchange() = default;

Answer HttpExchange::answer(std::string_view request) {
  return library_->answer(request);
}

}  // namespace dixit
