// A file that is read where it lies.

#pragma once

#include <cstddef>
#include <filesystem>
#include <span>
#include <string_view>
#include <utility>

#include "core/base/result.h"

namespace dixit {

// A file mapped into memory: opening it reads nothing, and processes share what they read. Immutable, hence free to use
// from any thread. It may be removed meanwhile; to cut it would end whoever reads beyond.
class MappedFile {
 public:
  // `what` names it in errors: "the lexicon". Fails as system_error() says.
  static Result<MappedFile> open(const std::filesystem::path& file, std::string_view what);

  // Maps nothing.
  MappedFile() = default;
  MappedFile(MappedFile&& other) noexcept : bytes_(std::exchange(other.bytes_, {})) {}
  MappedFile& operator=(MappedFile&& other) noexcept {
    std::swap(bytes_, other.bytes_);
    return *this;
  }
  ~MappedFile();

  // Begin at the boundary of a page; valid as long as this is.
  std::span<const std::byte> bytes() const { return bytes_; }

 private:
  std::span<const std::byte> bytes_;
};

}  // namespace dixit
