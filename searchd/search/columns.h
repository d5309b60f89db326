// The facets of one generation held in memory, so that matches are counted and ordered without reading the index.

#pragma once

#include <xapian.h>

#include <cstdint>
#include <functional>
#include <map>
#include <roaring/roaring.hh>
#include <string>
#include <string_view>
#include <vector>

#include "core/schema/fields.h"
#include "searchd/search/narrow.h"

namespace dixit::search {

// Units are known by their Xapian document numbers, which hold within one generation only.
using UnitSet = Roaring;

struct ColumnValue {
  std::string value;
  std::string label;   // equals `value` where the index keeps no other
  std::string folded;  // of `value`, for comparing
  UnitSet units;
};

struct Column {
  std::vector<ColumnValue> values;  // by label, letter case and accents aside
  Narrow of_unit;                   // by unit: place in `values` plus one; 0 where the unit has no value
};

// Immutable, hence free to read from any thread. Takes 1 to 4 bytes a unit and facet, and the sets.
class Columns {
 public:
  // Reads the value slots of what `open` opens, once for each of two threads; `labels` maps schema::label_key to the
  // label. Throws what `open` and the databases throw.
  static Columns load(const std::function<Xapian::Database()>& open, const std::map<std::string, std::string>& labels);

  const UnitSet& all() const { return all_; }

  // `field` must be a facet.
  const Column& column(schema::Field field) const;

  // How many of `units`, all of them of this generation, have each value, in the order of `column.values`.
  std::vector<std::size_t> count(const Column& column, const UnitSet& units) const;

  // Units dated within [from, to], both YYYYMMDD; empty: no bound. Units without a date are left out.
  UnitSet dated(std::string_view from, std::string_view to) const;

  // YYYYMMDD as a number, 0 where there is none.
  std::uint32_t date_of(Xapian::docid unit) const { return dates_[unit]; }

  // How long its indexed words are in all, 1 being the average.
  float length_of(Xapian::docid unit) const { return lengths_[unit]; }

  // All units, documents by id and each from its beginning.
  const std::vector<Xapian::docid>& in_order() const { return in_order_; }

  // The place of `unit` in `in_order`.
  std::uint32_t place_of(Xapian::docid unit) const { return places_[unit]; }

 private:
  Columns() = default;
  void load_units(const Xapian::Database& database);
  void load_dates(const Xapian::Database& database);
  void put_in_order(const std::vector<std::string>& orders);

  UnitSet all_;
  std::map<schema::Field, Column> columns_;
  std::vector<float> lengths_;        // by unit
  std::vector<std::uint32_t> dates_;  // by unit
  std::vector<Xapian::docid> in_order_;
  std::vector<std::uint32_t> places_;  // by unit
};

}  // namespace dixit::search
