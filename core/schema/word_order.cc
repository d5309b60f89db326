#include "core/schema/word_order.h"

#include "core/base/hash.h"

namespace dixit::schema {

WordMark mark_of(std::string_view term) {
  const std::uint64_t hash = hash_bytes(term);
  return mark_in(static_cast<std::uint32_t>(hash ^ (hash >> kMarkBits)));
}

}  // namespace dixit::schema
