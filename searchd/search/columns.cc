#include "searchd/search/columns.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <future>
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
  std::uint32_t place = 0;  // of the last value, which the next unit mostly has too
  for (auto slot = database.valuestream_begin(row.slot); slot != database.valuestream_end(row.slot); ++slot) {
    const std::string value = *slot;
    if (values.empty() || value != values[place].value) {
      const auto [found, is_new] = known.try_emplace(value, static_cast<std::uint32_t>(values.size()));
      if (is_new) {
        const auto label = labels.find(schema::label_key(row.name, value));
        values.push_back({value, label == labels.end() ? value : label->second, text::fold(value), {}});
        units.emplace_back();
      }
      place = found->second;
    }
    units[place].push_back(slot.get_docid());
  }
  Column column;
  column.of_unit = Narrow(database.get_lastdocid() + 1, values.size());
  for (const std::uint32_t next : by_label(values)) {
    ColumnValue& value = column.values.emplace_back(std::move(values[next]));
    value.units = UnitSet(units[next].size(), units[next].data());
    value.units.runOptimize();
    for (const std::uint32_t unit : units[next]) {
      column.of_unit.set(unit, static_cast<std::uint32_t>(column.values.size()));
    }
  }
  return column;
}

// By unit: what tells its place in its document.
std::vector<std::string> read_orders(const Xapian::Database& database) {
  std::vector<std::string> orders(database.get_lastdocid() + 1);
  const unsigned order = schema::row(schema::Field::kOrder).slot;
  for (auto slot = database.valuestream_begin(order); slot != database.valuestream_end(order); ++slot) {
    orders[slot.get_docid()] = *slot;
  }
  return orders;
}

// By place plus one: the place of each of `values` among them by value; 0 for none.
std::vector<std::uint32_t> ranks_by_value(const std::vector<ColumnValue>& values) {
  std::vector<std::uint32_t> places(values.size());
  std::iota(places.begin(), places.end(), 0);
  std::sort(places.begin(), places.end(),
            [&](std::uint32_t a, std::uint32_t b) { return values[a].value < values[b].value; });
  std::vector<std::uint32_t> ranks(values.size() + 1);
  for (std::uint32_t i = 0; i < places.size(); ++i) ranks[places[i] + 1] = i + 1;
  return ranks;
}

}  // namespace

Columns Columns::load(const std::function<Xapian::Database()>& open, const std::map<std::string, std::string>& labels) {
  Columns columns;
  auto facets = std::async(std::launch::async, [&] {
    const Xapian::Database database = open();
    std::map<schema::Field, Column> loaded;
    for (const schema::FieldRow& row : schema::field_table()) {
      if (row.facet) loaded.emplace(row.field, load_column(database, row, labels));
    }
    return loaded;
  });
  const Xapian::Database database = open();
  columns.load_units(database);
  columns.load_dates(database);
  const std::vector<std::string> orders = read_orders(database);
  columns.columns_ = facets.get();
  columns.put_in_order(orders);
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

void Columns::load_dates(const Xapian::Database& database) {
  dates_.assign(database.get_lastdocid() + 1, 0);
  const unsigned date = schema::row(schema::Field::kDate).slot;
  for (auto slot = database.valuestream_begin(date); slot != database.valuestream_end(date); ++slot) {
    dates_[slot.get_docid()] = to_date(*slot);
  }
}

void Columns::put_in_order(const std::vector<std::string>& orders) {
  const Column& documents = column(schema::Field::kDocument);
  const std::vector<std::uint32_t> ranks = ranks_by_value(documents.values);
  const auto comes_first = [&](Xapian::docid a, Xapian::docid b) {
    const std::uint32_t rank_of_a = ranks[documents.of_unit[a]];
    const std::uint32_t rank_of_b = ranks[documents.of_unit[b]];
    if (rank_of_a != rank_of_b) return rank_of_a < rank_of_b;
    if (const int by_order = orders[a].compare(orders[b]); by_order != 0) return by_order < 0;
    return a < b;
  };
  in_order_.resize(all_.cardinality());
  all_.toUint32Array(in_order_.data());
  // As an index of one shard has them anyway.
  if (!std::is_sorted(in_order_.begin(), in_order_.end(), comes_first)) {
    std::sort(in_order_.begin(), in_order_.end(), comes_first);
  }
  places_.assign(orders.size(), 0);
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
