// All answers to a question, read one by one: for whom a page of them is not enough.

#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/schema/stored_doc.h"
#include "searchd/search/generation.h"

namespace dixit::search {

// Holds 4 bytes for each unit and one text at a time. Reads one generation to the end, whatever is published meanwhile,
// and keeps it open as long. For one thread at a time.
class Answers {
 public:
  // `units` in the order in which they are to be read, of the lease's database.
  Answers(Lease lease, std::vector<Xapian::docid> units) : lease_(std::move(lease)), units_(std::move(units)) {}

  // How many there are, those read included.
  std::size_t total() const { return units_.size(); }

  const std::string& generation() const { return lease_.generation().name(); }

  // The next one; nothing where all were read. Fails with kIndexBroken where it cannot be read.
  Result<std::optional<schema::StoredDoc>> next();

 private:
  Lease lease_;
  std::vector<Xapian::docid> units_;
  std::size_t read_ = 0;
};

}  // namespace dixit::search
