// Sockets that listen, and how many sockets there may be.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "core/base/result.h"

namespace dixit {

struct Listening {
  int socket = -1;  // the caller's to close; does not block
  std::uint16_t port = 0;
};

// Listens on `host`, a name or an address (empty: every address of the machine), and shares the port with nobody.
// `port` 0 takes any that is free. Fails with kBusy when another program has it, kBadUsage when there is no such
// address.
Result<Listening> listen(const std::string& host, std::uint16_t port);

// Raises the process's limit of open files so that `count` sockets fit beside the files of an index, as far as the
// system lets it. Returns how many sockets fit.
std::size_t allow_sockets(std::size_t count);

}  // namespace dixit
