// dixit-load: asks an HTTP server on this machine as many clients would, and prints what became of it as JSON.
//
//   dixit-load --port N --targets FILE [--connections N] [--rate R] [--seconds S] [--idle N] [--slow N] [--newcomers N]
//
// FILE holds a path with its query a line; one is picked at random each time. With --rate requests arrive by
// themselves, so many a second, and latency counts from when they were meant to be sent; without, every connection asks
// again at once. --idle keeps so many more connections open, which have asked once and say nothing more; --slow so many
// that stop in the middle of their first request. --newcomers measures, in place of load, how long it takes so many new
// clients, one after the other, to be answered beside these.

#include <arpa/inet.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <exception>
#include <fstream>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <vector>

#include "benches/latency/load.h"

namespace {

using namespace dixit::bench;
using Json = nlohmann::ordered_json;
using Clock = std::chrono::steady_clock;
using Idle = std::vector<std::unique_ptr<HttpConnection>>;

struct Options {
  std::uint16_t port = 8080;
  std::string targets;
  double seconds = 5;
  std::size_t idle = 0;
  std::size_t slow = 0;
  std::size_t newcomers = 0;
  LoadOptions load;
};

std::vector<std::string> read_requests(const Options& options) {
  std::ifstream file(options.targets);
  std::vector<std::string> requests;
  for (std::string target; std::getline(file, target);) {
    if (target.empty()) continue;
    requests.push_back("GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(options.port) + "\r\n\r\n");
  }
  if (requests.empty()) throw std::runtime_error(options.targets + " holds no targets");
  return requests;
}

// Newcomers stay when they have been answered, as browsers do, so that no one of them finds it easier than the first.
Json measure_newcomers(const sockaddr_in& server, const std::string& request, Idle& idle, std::size_t count) {
  const auto open = std::count_if(idle.begin(), idle.end(), [](const auto& one) { return !one->is_closed(); });
  std::vector<std::int64_t> latencies_us;
  for (std::size_t i = 0; i < count; ++i) {
    const Clock::time_point begin = Clock::now();
    idle.push_back(std::make_unique<HttpConnection>(server));
    idle.back()->ask_and_wait(request);
    latencies_us.push_back(std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - begin).count());
  }
  return {{"idle_open", open}, {"latencies_us", latencies_us}};
}

Json to_json(const LoadFigures& figures) {
  Json statuses = Json::object();
  for (const auto& [status, count] : figures.statuses) statuses[std::to_string(status)] = count;
  return {{"seconds", figures.seconds},       {"statuses", statuses},       {"unanswered", figures.unanswered},
          {"reconnects", figures.reconnects}, {"answers", figures.answers}, {"latencies_us", figures.latencies_us}};
}

Json run(const Options& options) {
  const std::vector<std::string> requests = read_requests(options);
  sockaddr_in server = {};
  server.sin_family = AF_INET;
  server.sin_port = htons(options.port);
  server.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  Idle idle;
  for (std::size_t i = 0; i < options.idle; ++i) {
    idle.push_back(std::make_unique<HttpConnection>(server));
    idle.back()->ask_and_wait(requests.front());
  }
  const std::string half = requests.front().substr(0, requests.front().size() / 2);
  Idle slow;
  for (std::size_t i = 0; i < options.slow; ++i) {
    slow.push_back(std::make_unique<HttpConnection>(server));
    slow.back()->ask(half);
  }
  if (options.newcomers > 0) return measure_newcomers(server, requests.front(), idle, options.newcomers);
  return to_json(run_load(server, requests, options.load));
}

}  // namespace

int main(int argc, char** argv) {
  Options options;
  CLI::App app("Asks an HTTP server on this machine as many clients would");
  app.add_option("--port", options.port)->required();
  app.add_option("--targets", options.targets, "A path with its query a line")->required();
  app.add_option("--connections", options.load.connections)->check(CLI::PositiveNumber)->capture_default_str();
  app.add_option("--rate", options.load.rate, "Requests a second; 0: as fast as they are answered");
  app.add_option("--seconds", options.seconds)->capture_default_str();
  app.add_option("--seed", options.load.seed)->capture_default_str();
  app.add_option("--idle", options.idle, "Connections that stay open and ask nothing");
  app.add_option("--slow", options.slow, "Connections that stop in the middle of a request");
  app.add_option("--newcomers", options.newcomers, "New clients to measure, one after the other");
  CLI11_PARSE(app, argc, argv);
  options.load.time = std::chrono::duration<double>(options.seconds);
  try {
    std::cout << run(options).dump() << '\n';
  } catch (const std::exception& error) {
    std::fprintf(stderr, "dixit-load: %s\n", error.what());
    return 2;
  }
  return 0;
}
