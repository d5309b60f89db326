// dixit-floor-server: the HTTP library of dixit-searchd answering 2 KB that are always the same: what HTTP alone costs.
//
//   dixit-floor-server THREADS
//
// Prints its address and serves until it is ended.

#include <httplib.h>

#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <string>

int main(int argc, char** argv) {
  constexpr std::size_t kAnswerBytes = 2048;
  constexpr std::size_t kRequestsOfConnection = 1'000'000'000;
  const std::size_t threads = argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 64;
  const std::string answer(kAnswerBytes, 'x');
  httplib::Server server;
  server.new_task_queue = [threads] { return new httplib::ThreadPool(threads); };
  server.set_keep_alive_max_count(kRequestsOfConnection);
  server.set_tcp_nodelay(true);
  server.Get(".*", [&answer](const httplib::Request&, httplib::Response& response) {
    response.set_content(answer, "application/json");
  });
  const int port = server.bind_to_any_port("127.0.0.1");
  if (port < 0) {
    std::fprintf(stderr, "dixit-floor-server: no free port\n");
    return 2;
  }
  std::printf("http://127.0.0.1:%d\n", port);
  std::fflush(stdout);
  return server.listen_after_bind() ? 0 : 2;
}
