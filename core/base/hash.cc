#include "core/base/hash.h"

namespace dixit {

std::uint64_t hash_bytes(std::string_view bytes, std::uint64_t seed) {
  constexpr std::uint64_t kPrime = 1099511628211ULL;
  for (const char c : bytes) {
    seed ^= static_cast<unsigned char>(c);
    seed *= kPrime;
  }
  return seed;
}

std::string hex(std::uint64_t hash) {
  std::string digits(16, '0');
  for (std::size_t i = digits.size(); i-- > 0; hash >>= 4U) digits[i] = "0123456789abcdef"[hash & 0xFU];
  return digits;
}

}  // namespace dixit
