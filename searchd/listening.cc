#include "searchd/listening.h"

#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <memory>

namespace dixit {
namespace {

constexpr int kBacklog = 511;  // connections that the kernel keeps for us; it may keep fewer
constexpr rlim_t kFilesOfIndex = 512;

using Addresses = std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)>;

std::uint16_t port_of(int socket) {
  sockaddr_storage address = {};
  socklen_t size = sizeof address;
  ::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size);
  const bool is_ipv6 = address.ss_family == AF_INET6;
  return ntohs(is_ipv6 ? reinterpret_cast<const sockaddr_in6&>(address).sin6_port
                       : reinterpret_cast<const sockaddr_in&>(address).sin_port);
}

// The socket, or -1 with `errno`.
int listen_at(const addrinfo& address) {
  const int socket = ::socket(address.ai_family, address.ai_socktype | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (socket < 0) return -1;
  // A restart takes the port at once; SO_REUSEPORT would let two servers share it without a word.
  const int yes = 1;
  ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  // Those that are accepted take over what follows. An answer is written at once; of one that a client is slow to read
  // the kernel keeps no more than this unsent, and the rest stays with us, who count it.
  ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
  const int unsent_bytes = 131'072;
  ::setsockopt(socket, IPPROTO_TCP, TCP_NOTSENT_LOWAT, &unsent_bytes, sizeof unsent_bytes);
  // Every address of the machine: those of IPv4 too.
  const int no = 0;
  if (address.ai_family == AF_INET6) ::setsockopt(socket, IPPROTO_IPV6, IPV6_V6ONLY, &no, sizeof no);
  if (::bind(socket, address.ai_addr, address.ai_addrlen) == 0 && ::listen(socket, kBacklog) == 0) return socket;
  const int reason = errno;
  ::close(socket);
  errno = reason;
  return -1;
}

}  // namespace

Result<Listening> listen(const std::string& host, std::uint16_t port) {
  const std::string place = host + ":" + std::to_string(port);
  const auto no_address = [&](const char* reason) {
    return Error{
        ErrorCode::kBadUsage, "cannot listen on " + place + ": " + reason, "check the address after --listen", {}};
  };
  addrinfo wanted = {};
  wanted.ai_socktype = SOCK_STREAM;
  wanted.ai_flags = AI_PASSIVE;
  addrinfo* found = nullptr;
  const int failure =
      ::getaddrinfo(host.empty() ? nullptr : host.c_str(), std::to_string(port).c_str(), &wanted, &found);
  if (failure != 0) return no_address(::gai_strerror(failure));
  const Addresses addresses(found, &::freeaddrinfo);
  for (const addrinfo* address = found; address != nullptr; address = address->ai_next) {
    if (const int socket = listen_at(*address); socket >= 0) return Listening{socket, port_of(socket)};
    if (errno != EADDRINUSE) continue;
    return Error{ErrorCode::kBusy,
                 "another program listens on " + place + " already",
                 "stop it, or choose another port with --listen HOST:PORT",
                 {}};
  }
  return no_address(std::strerror(errno));  // NOLINT(concurrency-mt-unsafe): no other thread formats errors yet
}

std::size_t allow_sockets(std::size_t count) {
  rlimit files = {};
  if (::getrlimit(RLIMIT_NOFILE, &files) != 0) return count;
  const rlim_t wanted = count + kFilesOfIndex;
  if (files.rlim_cur < wanted) {
    files.rlim_cur = std::min(wanted, files.rlim_max);
    ::setrlimit(RLIMIT_NOFILE, &files);
    ::getrlimit(RLIMIT_NOFILE, &files);
  }
  constexpr rlim_t kLeast = 16;
  return std::max(kLeast, files.rlim_cur - std::min(files.rlim_cur, kFilesOfIndex));
}

}  // namespace dixit
