#include "core/schema/word_order.h"

#include <array>

#include "core/base/check.h"

namespace dixit::schema {
namespace {

// What stands in the upper two bits of a word: how far it is from the one before.
constexpr std::uint32_t kGap = 2;  // the next four bytes say

void append(std::string& bytes, std::uint32_t number) {
  for (unsigned shift = 0; shift < 32; shift += 8) bytes.push_back(static_cast<char>((number >> shift) & 0xFFU));
}

std::uint32_t take(std::string_view& bytes) {
  std::uint32_t number = 0;
  for (unsigned i = 0; i < 4; ++i) number |= std::uint32_t{static_cast<unsigned char>(bytes[i])} << (8 * i);
  bytes.remove_prefix(4);
  return number;
}

}  // namespace

// FNV-1a (G. Fowler, L. C. Noll, K.-P. Vo; RFC 9923), the upper bits folded in.
WordMark mark_of(std::string_view form) {
  std::uint32_t hash = 2166136261U;
  for (const char c : form) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
  return (hash >> kMarkBits) ^ (hash & ((1U << kMarkBits) - 1));
}

void WordOrderWriter::add(std::uint32_t position, std::string_view form) {
  DIXIT_CHECK(position >= last_);
  const std::uint32_t step = position - last_;
  append(bytes_, mark_of(form) | (step < kGap ? step : kGap) << kMarkBits);
  if (step >= kGap) append(bytes_, step);
  last_ = position;
}

bool WordOrderReader::next(PlacedWord& word) {
  if (bytes_.size() < 4) return false;
  const std::uint32_t packed = take(bytes_);
  std::uint32_t step = packed >> kMarkBits;
  if (step == kGap) {
    if (bytes_.size() < 4) return false;
    step = take(bytes_);
  }
  position_ += step;
  word = {position_, packed & ((1U << kMarkBits) - 1)};
  return true;
}

}  // namespace dixit::schema
