// What units speak of, term by term, in memory as far as it was asked for lately.

#pragma once

#include <xapian.h>

#include <memory>
#include <string>
#include <vector>

#include "core/schema/stored_doc.h"
#include "core/text/analyzer.h"
#include "core/text/thesaurus.h"
#include "searchd/search/cache.h"

namespace dixit::search {

// Thread-safe.
class Subjects {
 public:
  using Terms = std::vector<std::string>;

  // Keeps terms of at most about `budget` bytes in all.
  explicit Subjects(std::size_t budget) : kept_(budget) {}

  // The concepts and stems of the text of `unit`, which is `document`, each once: the index has no lists of them by
  // unit, which would be a third of it. Where they are not kept, the stem of each word is found.
  std::shared_ptr<const Terms> of(Xapian::docid unit, const schema::StoredDoc& document,
                                  const text::Thesaurus& thesaurus, text::Analyzer& analyzer);

 private:
  Cache<Terms> kept_;
};

}  // namespace dixit::search
