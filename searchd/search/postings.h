// The posting lists of one generation, in memory as far as they were asked for lately.

#pragma once

#include <xapian.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "searchd/search/cache.h"
#include "searchd/search/columns.h"

namespace dixit::search {

// So many units, one number after the other, are told together what none of them surpasses.
inline constexpr std::uint32_t kSpan = 256;

// What no unit of each span surpasses: how often the term is in one of them, in how short a text.
struct Peaks {
  static constexpr std::size_t kCounts = 4;
  static constexpr float kNowhere = 1e30F;

  // For units where the term is once, twice, three times, and more often: by span, the least length of one of them (see
  // Columns::length_of); kNowhere where there is none.
  std::array<std::vector<float>, kCounts> shortest;
  std::vector<float> most;           // by span: the occurrences in one unit
  std::vector<std::uint32_t> begin;  // by span: place of the first unit that is not before it
};

// How many spans the units of `columns` fill.
std::size_t span_count(const Columns& columns);

// Where a term is.
struct Posting {
  UnitSet units;
  std::vector<std::uint32_t> in_order;    // the same units
  std::vector<std::uint8_t> occurrences;  // in each of them; 255 stands for more too
  std::optional<Peaks> peaks;             // of a long list
};

// Thread-safe.
class Postings {
 public:
  // Keeps lists of at most `budget` bytes in all. `columns` must outlive this.
  Postings(std::size_t budget, const Columns& columns) : columns_(&columns), kept_(budget) {}

  // The list of `term`; empty where no unit has it. `database` must be of the generation, and is read at about 20 ns a
  // unit where the list is not kept. Throws what it throws.
  std::shared_ptr<const Posting> of(const std::string& term, const Xapian::Database& database);

 private:
  const Columns* columns_;
  Cache<Posting> kept_;
};

}  // namespace dixit::search
