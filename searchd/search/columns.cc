#include "searchd/search/columns.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <numeric>
#include <unordered_map>
#include <utility>

#include "core/base/check.h"
#include "core/schema/index_meta.h"
#include "core/text/fold.h"

namespace dixit::search {
namespace {

std::uint32_t to_date(std::string_view digits) {
  std::uint32_t date = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), date);
  return date;
}

// Places of `values` by label, then by value.
std::vector<std::uint32_t> by_label(const std::vector<ColumnValue>& values) {
  std::vector<std::pair<std::string, std::string_view>> keys;
  for (const ColumnValue& value : values) keys.emplace_back(text::fold(value.label), value.value);
  std::vector<std::uint32_t> places(values.size());
  std::iota(places.begin(), places.end(), 0);
  std::sort(places.begin(), places.end(), [&](std::uint32_t a, std::uint32_t b) { return keys[a] < keys[b]; });
  return places;
}

Column load_column(const Xapian::Database& database, const schema::FieldRow& row,
                   const std::map<std::string, std::string>& labels) {
  std::vector<ColumnValue> values;  // as they come
  std::unordered_map<std::string, std::uint32_t> known;
  std::vector<std::vector<std::uint32_t>> units;
  for (auto slot = database.valuestream_begin(row.slot); slot != database.valuestream_end(row.slot); ++slot) {
    const std::string value = *slot;
    const auto [found, is_new] = known.try_emplace(value, static_cast<std::uint32_t>(values.size()));
    if (is_new) {
      const auto label = labels.find(schema::label_key(row.name, value));
      values.push_back({value, label == labels.end() ? value : label->second, text::fold(value), {}});
      units.emplace_back();
    }
    units[found->second].push_back(slot.get_docid());
  }
  Column column;
  column.of_unit = Narrow(database.get_lastdocid() + 1, values.size());
  for (const std::uint32_t place : by_label(values)) {
    ColumnValue& value = column.values.emplace_back(std::move(values[place]));
    value.units = UnitSet(units[place].size(), units[place].data());
    value.units.runOptimize();
    for (const std::uint32_t unit : units[place]) {
      column.of_unit.set(unit, static_cast<std::uint32_t>(column.values.size()));
    }
  }
  return column;
}

}  // namespace

Columns Columns::load(const Xapian::Database& database, const std::map<std::string, std::string>& labels) {
  Columns columns;
  columns.load_units(database);
  for (const schema::FieldRow& row : schema::field_table()) {
    if (row.facet) columns.columns_.emplace(row.field, load_column(database, row, labels));
  }
  columns.dates_.assign(database.get_lastdocid() + 1, 0);
  const unsigned date = schema::row(schema::Field::kDate).slot;
  for (auto slot = database.valuestream_begin(date); slot != database.valuestream_end(date); ++slot) {
    columns.dates_[slot.get_docid()] = to_date(*slot);
  }
  columns.load_order(database);
  return columns;
}

void Columns::load_units(const Xapian::Database& database) {
  const auto average = static_cast<float>(database.get_avlength());
  lengths_.assign(database.get_lastdocid() + 1, 0);
  for (auto unit = database.postlist_begin(""); unit != database.postlist_end(""); ++unit) {
    all_.add(*unit);
    lengths_[*unit] = average == 0 ? 1 : static_cast<float>(unit.get_doclength()) / average;
  }
  all_.runOptimize();
}

void Columns::load_order(const Xapian::Database& database) {
  std::vector<std::string> orders(database.get_lastdocid() + 1);
  const unsigned order = schema::row(schema::Field::kOrder).slot;
  for (auto slot = database.valuestream_begin(order); slot != database.valuestream_end(order); ++slot) {
    orders[slot.get_docid()] = *slot;
  }
  const Column& documents = column(schema::Field::kDocument);
  const auto document_of = [&](Xapian::docid unit) -> std::string_view {
    const std::uint32_t place = documents.of_unit[unit];
    return place == 0 ? std::string_view() : documents.values[place - 1].value;
  };
  in_order_.resize(all_.cardinality());
  all_.toUint32Array(in_order_.data());
  std::sort(in_order_.begin(), in_order_.end(), [&](Xapian::docid a, Xapian::docid b) {
    if (const int by_document = document_of(a).compare(document_of(b)); by_document != 0) return by_document < 0;
    if (const int by_order = orders[a].compare(orders[b]); by_order != 0) return by_order < 0;
    return a < b;
  });
  places_.assign(database.get_lastdocid() + 1, 0);
  for (std::size_t i = 0; i < in_order_.size(); ++i) places_[in_order_[i]] = static_cast<std::uint32_t>(i);
}

const Column& Columns::column(schema::Field field) const {
  const auto found = columns_.find(field);
  DIXIT_CHECK(found != columns_.end());
  return found->second;
}

std::vector<std::size_t> Columns::count(const Column& column, const UnitSet& units) const {
  std::vector<std::size_t> counts(column.values.size());
  if (units.cardinality() == all_.cardinality()) {
    for (std::size_t i = 0; i < counts.size(); ++i) counts[i] = column.values[i].units.cardinality();
    return counts;
  }
  // Neighbours mostly have the same value; taking turns, an addition need not wait for the one before it.
  constexpr std::size_t kTurns = 4;
  std::vector<std::uint32_t> by_place((counts.size() + 1) * kTurns);  // the first of units without a value
  std::array<std::uint32_t, 1024> some;
  roaring_uint32_iterator_t at;
  roaring_init_iterator(&units.roaring, &at);
  column.of_unit.visit([&](const auto& of_unit) {
    while (const std::uint32_t read = roaring_read_uint32_iterator(&at, some.data(), some.size())) {
      for (std::uint32_t i = 0; i < read; ++i) ++by_place[of_unit[some[i]] * kTurns + i % kTurns];
    }
  });
  for (std::size_t i = 0; i < counts.size(); ++i) {
    for (std::size_t turn = 0; turn < kTurns; ++turn) counts[i] += by_place[(i + 1) * kTurns + turn];
  }
  return counts;
}

UnitSet Columns::dated(std::string_view from, std::string_view to) const {
  const std::uint32_t first = from.empty() ? 1 : to_date(from);
  const std::uint32_t last = to.empty() ? 99'999'999 : to_date(to);
  UnitSet units;
  for (std::size_t unit = 1; unit < dates_.size(); ++unit) {
    if (dates_[unit] >= first && dates_[unit] <= last) units.add(static_cast<std::uint32_t>(unit));
  }
  return units;
}

}  // namespace dixit::search
