// Finds units of an open index: all in document order, or one by its id.

#pragma once

#include <functional>
#include <string_view>

#include "core/base/result.h"
#include "core/store/index_reader.h"

namespace dixit::store {

// Calls `use` with each stored unit, in order of document and place, until it returns an error or all are done. Fails
// with that error, or with kIndexBroken where a unit cannot be read.
Status for_each_unit(const OpenIndex& index, const std::function<Status(const schema::StoredDoc&)>& use);

// The document that holds the unit called `id`; 0 where there is none.
Result<Xapian::docid> find_unit(const Xapian::Database& database, std::string_view id);

}  // namespace dixit::store
