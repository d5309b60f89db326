// Packing answers, where the bytes that are saved are worth the time.

#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "searchd/api/http.h"

namespace dixit {

// Whether a client that sends `accept_encoding` reads gzip.
bool takes_gzip(std::string_view accept_encoding);

// Whether a body of this type and size is worth packing: text that does not fit one packet.
bool pays_to_pack(std::string_view content_type, std::size_t bytes);

enum class Packing {
  kQuick,  // half the time of what zlib chooses by itself, an eighth more bytes
  kSmall,
};

// Keeps its tables between calls: making them takes longer than to pack a page. For one thread.
class Gzip {
 public:
  Gzip();
  ~Gzip();
  Gzip(const Gzip&) = delete;
  Gzip& operator=(const Gzip&) = delete;

  // `body` packed. Empty where memory is short.
  std::string pack(std::string_view body, Packing packing);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// `pieces` packed while they are made; together they are one file. Fails where they do, and where memory is short.
api::Pieces packed(api::Pieces pieces);

}  // namespace dixit
