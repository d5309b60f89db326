// What units speak of, term by term, in memory as far as it was asked for lately.

#pragma once

#include <xapian.h>

#include <memory>
#include <string>
#include <vector>

#include "searchd/search/cache.h"

namespace dixit::search {

// Thread-safe.
class Subjects {
 public:
  using Terms = std::vector<std::string>;

  // Keeps terms of at most about `budget` bytes in all.
  explicit Subjects(std::size_t budget) : kept_(budget) {}

  // The concepts and stems of the text of `unit`, of which `database` must have the generation. Throws what the
  // database throws.
  std::shared_ptr<const Terms> of(Xapian::docid unit, const Xapian::Database& database);

 private:
  Cache<Terms> kept_;
};

}  // namespace dixit::search
