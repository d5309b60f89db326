// The stored units of one generation, in memory as far as they were read lately.

#pragma once

#include <xapian.h>

#include <memory>

#include "core/base/result.h"
#include "core/schema/stored_doc.h"
#include "searchd/search/cache.h"

namespace dixit::search {

// Thread-safe.
class Documents {
 public:
  // Keeps units of at most about `budget` bytes in all.
  explicit Documents(std::size_t budget) : kept_(budget) {}

  // The unit that `database`, which must be of the generation, has under `number`. Fails with kIndexBroken where it
  // cannot be read; throws what the database throws.
  Result<std::shared_ptr<const schema::StoredDoc>> of(Xapian::docid number, const Xapian::Database& database);

 private:
  Cache<schema::StoredDoc> kept_;
};

}  // namespace dixit::search
