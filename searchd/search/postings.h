// The posting lists of one generation, in memory as far as they were asked for lately.

#pragma once

#include <xapian.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "searchd/search/cache.h"
#include "searchd/search/columns.h"

namespace dixit::search {

// Where a term is.
struct Posting {
  UnitSet units;
  std::vector<std::uint32_t> in_order;    // the same units
  std::vector<std::uint8_t> occurrences;  // in each of them; 255 stands for more too
};

// Thread-safe.
class Postings {
 public:
  // Keeps lists of at most `budget` bytes in all.
  explicit Postings(std::size_t budget) : kept_(budget) {}

  // The list of `term`; empty where no unit has it. `database` must be of the generation, and is read at about 20 ns a
  // unit where the list is not kept. Throws what it throws.
  std::shared_ptr<const Posting> of(const std::string& term, const Xapian::Database& database);

 private:
  Cache<Posting> kept_;
};

}  // namespace dixit::search
