#include "searchd/search/answers.h"

#include "core/store/index_reader.h"
#include "core/store/xapian_guard.h"

namespace dixit::search {

Result<std::optional<schema::StoredDoc>> Answers::next() {
  if (read_ == units_.size()) return std::optional<schema::StoredDoc>();
  DIXIT_TRY(schema::StoredDoc document,
            store::guarded("read an answer", [&] { return store::read_document(lease_.database(), units_[read_]); }));
  ++read_;
  return std::optional(std::move(document));
}

}  // namespace dixit::search
