// A fast, stable checksum: the same bytes give the same value on every machine and in every version.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace dixit {

// 64-bit FNV-1a (Fowler, Noll, Vo), continued from `seed`. Tells changed files and long terms apart; no defence
// against somebody who wants a collision.
inline constexpr std::uint64_t kHashStart = 14695981039346656037ULL;
std::uint64_t hash_bytes(std::string_view bytes, std::uint64_t seed = kHashStart);

// `hash` as 16 lower-case hexadecimal digits.
std::string hex(std::uint64_t hash);

}  // namespace dixit
