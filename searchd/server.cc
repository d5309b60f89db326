#include "searchd/server.h"

#include <algorithm>
#include <exception>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

#include "searchd/listening.h"

namespace dixit {
namespace {

Answer refusal(const Service& service, const Patience& patience, Refusal why) {
  const auto answer = [&](ErrorCode code, std::string message, int status) {
    return last_answer(service.refuse(Error{code, std::move(message), {}, {}}, status));
  };
  const auto seconds = [](std::chrono::milliseconds time) {
    return std::to_string(std::chrono::ceil<std::chrono::seconds>(time).count()) + " seconds";
  };
  switch (why) {
    case Refusal::kTooManyClients: return answer(ErrorCode::kOverloaded, "too many clients at once", 503);
    case Refusal::kWaitedTooLong:
      return answer(ErrorCode::kOverloaded, "the request waited for " + seconds(patience.turn) + " in vain", 503);
    case Refusal::kRequestTooSlow:
      return answer(ErrorCode::kBadRequest, "the request did not come within " + seconds(patience.request), 408);
    case Refusal::kAddressTooLong: return answer(ErrorCode::kTooLarge, "the address is too long", 414);
    case Refusal::kHeadTooLong: break;
  }
  return answer(ErrorCode::kBadRequest, "the headers are too long", 400);
}

}  // namespace

unsigned default_threads() {
  constexpr unsigned kLeast = 4;
  return std::clamp(std::thread::hardware_concurrency(), kLeast, kMaxThreads);
}

Server::Server(Service service, Options options, int listening, std::uint16_t port)
    : service_(std::move(service)),
      options_(std::move(options)),
      port_(port),
      connections_(listening, {.most = options_.connections,
                               .patience = options_.patience,
                               .refuse = [this](Refusal why) { return refusal(service_, options_.patience, why); }}) {}

Server::~Server() = default;

Result<std::unique_ptr<Server>> Server::bind(Service service, Options options) {
  options.connections = std::min(options.connections, allow_sockets(options.connections));
  DIXIT_TRY(const Listening listening, listen(options.host, options.port));
  try {
    return std::unique_ptr<Server>(
        new Server(std::move(service), std::move(options), listening.socket, listening.port));
  } catch (const std::system_error& failure) {
    return Error{ErrorCode::kInternal, failure.what(), {}, {}};
  }
}

void Server::answer_requests() {
  HttpExchange exchange(service_, std::chrono::duration_cast<std::chrono::seconds>(options_.patience.quiet),
                        [this] { return connections_.is_stopping(); });
  connections_.work([&](Connection& connection) {
    try {
      connection.put(exchange.answer(connection.take_request()));
    } catch (const std::exception& failure) {
      if (options_.log_error) options_.log_error("a connection ended early: " + std::string(failure.what()));
      connection.put({.head = {}, .is_last = true});
    }
  });
}

Status Server::run() {
  std::vector<std::thread> workers;
  std::string reason;
  try {
    while (workers.size() < options_.threads) workers.emplace_back([this] { answer_requests(); });
  } catch (const std::system_error& failure) {
    reason = failure.what();  // fewer will do
  }
  if (workers.empty()) stop();
  connections_.watch();
  for (std::thread& worker : workers) worker.join();
  if (!workers.empty()) return Done{};
  return Error{ErrorCode::kInternal, "no thread can be started: " + reason, {}, {}};
}

void Server::stop() {
  connections_.stop();
}

}  // namespace dixit
