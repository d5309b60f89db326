// Walks the units of an open index in document order.

#pragma once

#include <functional>

#include "core/base/result.h"
#include "core/store/index_reader.h"

namespace dixit::store {

// Calls `use` with each stored unit, in order of document and place, until it returns an error or all are done. Fails
// with that error, or with kIndexBroken where a unit cannot be read.
Status for_each_unit(const OpenIndex& index, const std::function<Status(const schema::StoredDoc&)>& use);

}  // namespace dixit::store
