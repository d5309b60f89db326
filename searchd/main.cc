// dixit-searchd: serves an index over HTTP until it is told to stop.

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <iostream>
#include <memory>
#include <string>
#include <thread>
#include <utility>

#include "core/base/error.h"
#include "searchd/api/pages.h"
#include "searchd/api/routes.h"
#include "searchd/api/static_files.h"
#include "searchd/config.h"
#include "searchd/search/generation.h"
#include "searchd/search/searcher.h"
#include "searchd/server.h"

namespace dixit {
namespace {

constexpr std::chrono::milliseconds kLookForGenerations{500};

void log_error(const std::string& line) {
  spdlog::error("{}", line);
}

void set_up_log(const std::string& level) {
  auto logger = std::make_shared<spdlog::logger>("searchd", std::make_shared<spdlog::sinks::stderr_sink_mt>());
  logger->set_pattern("%Y-%m-%dT%H:%M:%S.%e%z %l %v");
  logger->set_level(spdlog::level::from_str(level));
  logger->flush_on(spdlog::level::info);
  spdlog::set_default_logger(std::move(logger));
}

// SIGTERM and SIGINT come to `wait_for_signal` alone: blocked here, before any thread is made, because threads inherit
// what is blocked.
sigset_t block_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
  return signals;
}

// Stops `server` when a signal comes.
class StopOnSignal {
 public:
  StopOnSignal(Server& server, api::Routes& routes, sigset_t signals)
      : thread_([this, &server, &routes, signals] {
          int signal = 0;
          sigwait(&signals, &signal);
          if (!over_) spdlog::info("stopping: {}", signal == SIGINT ? "SIGINT" : "SIGTERM");
          routes.stop();
          server.stop();
        }) {}

  ~StopOnSignal() {
    over_ = true;
    ::kill(::getpid(), SIGTERM);
    thread_.join();
  }

  StopOnSignal(const StopOnSignal&) = delete;
  StopOnSignal& operator=(const StopOnSignal&) = delete;

 private:
  std::atomic<bool> over_ = false;
  std::thread thread_;
};

Status serve(const Config& config, const sigset_t& signals) {
  search::Generations generations(
      config.indexes,
      {.opened =
           [](const search::Generation& opened) {
             spdlog::info("serving {}: {} documents, {} units, built {}", opened.name(), opened.meta().documents,
                          opened.meta().units, opened.meta().built_at);
           },
       .failed =
           [](const Error& error) {
             spdlog::error("the published index cannot be opened, the old one goes on: {}", describe(error));
           }},
      config.data);
  DIXIT_TRY(api::Pages pages, api::Pages::load(config.web));
  DIXIT_TRY(api::StaticFiles files, api::StaticFiles::load(config.web));
  DIXIT_TRY_DONE(generations.refresh());
  api::Routes routes(
      search::Searcher(generations, config.search), std::move(pages), std::move(files),
      {.allowed_origins = config.allowed_origins, .log_error = log_error, .public_url = config.public_url});
  const Service service{[&routes](const api::HttpRequest& request) { return routes.handle(request); },
                        [&routes](const Error& error, int status) { return routes.refuse(error, status); }};
  DIXIT_TRY(const std::unique_ptr<Server> server, Server::bind(service, {.host = config.host,
                                                                         .port = config.port,
                                                                         .threads = config.threads,
                                                                         .connections = config.connections,
                                                                         .log_error = log_error}));
  routes.tell_connections([&server] { return server->open_connections(); });
  generations.watch(kLookForGenerations);
  const StopOnSignal stop(*server, routes, signals);
  const std::string host = config.host.empty() ? "localhost" : config.host;
  const bool is_ipv6 = host.find(':') != std::string::npos;
  std::cout << "listening on http://" << (is_ipv6 ? "[" + host + "]" : host) << ":" << server->port() << "/\n"
            << std::flush;
  return server->run();
}

int run(int argc, char** argv) {
  const sigset_t signals = block_signals();
  const Result<Invocation> invocation = read_config(argc, argv);
  if (!invocation) {
    std::cerr << "dixit-searchd: " << describe(invocation.error()) << "\n";
    return kExitFailed;
  }
  if (!invocation->config) {
    std::cout << invocation->text;
    return invocation->exit_status;
  }
  set_up_log(invocation->config->log_level);
  if (const Status served = serve(*invocation->config, signals); !served) {
    std::cerr << "dixit-searchd: " << describe(served.error()) << "\n";
    return kExitFailed;
  }
  spdlog::info("stopped");
  return kExitDone;
}

}  // namespace
}  // namespace dixit

int main(int argc, char** argv) {
  return dixit::run(argc, argv);
}
