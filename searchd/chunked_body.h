// A body that is sent while it is made, as HTTP carries it.

#pragma once

#include <memory>
#include <string>

#include "core/base/result.h"
#include "searchd/api/http.h"

namespace dixit {

// For one thread at a time.
class ChunkedBody {
 public:
  struct Options {
    bool is_chunked = true;  // false: for HTTP/1.0, where the end of the connection is the end of the body
    bool packs = false;      // with gzip
  };

  ChunkedBody(api::Pieces pieces, Options options);
  ~ChunkedBody();
  ChunkedBody(const ChunkedBody&) = delete;
  ChunkedBody& operator=(const ChunkedBody&) = delete;

  // The next bytes to be sent; empty once all were given. Fails where the pieces do, or memory is short; then nothing
  // may follow, so that the client misses the end.
  Result<std::string> next();

 private:
  struct Packer;

  Result<std::string> packed(std::string piece, bool is_last);

  api::Pieces pieces_;
  Options options_;
  std::unique_ptr<Packer> packer_;  // null where it does not pack
  bool is_done_ = false;
};

}  // namespace dixit
