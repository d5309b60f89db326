#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <ostream>
#include <set>

#include "core/text/fold.h"
#include "indexer/pipeline.h"

namespace dixit::test {
namespace {

using nlohmann::json;

struct Gold {
  const char* report;
  const char* units;  // below tests/data/gold
};

void PrintTo(const Gold& gold, std::ostream* out) {
  *out << gold.units;
}

struct Lines {
  int first = 0;
  int last = 0;
};

Lines lines_of(const json& row) {
  const bool spoken = row.contains("text_start_line");
  return {row.at(spoken ? "text_start_line" : "start_line"), row.at(spoken ? "text_end_line" : "end_line")};
}

Lines lines_of(const model::Unit& unit) {
  return {static_cast<int>(unit.first_line), static_cast<int>(unit.last_line)};
}

// What two ranges share, of what they cover together.
double overlap(const Lines& a, const Lines& b) {
  const int shared = std::min(a.last, b.last) - std::max(a.first, b.first) + 1;
  return shared <= 0 ? 0 : static_cast<double>(shared) / (std::max(a.last, b.last) - std::min(a.first, b.first) + 1);
}

std::string folded(const json& value) {
  return value.is_string() ? text::fold(value.get<std::string>()) : "";
}

// The report read, and its gold.
class Reading : public testing::TestWithParam<Gold> {
 protected:
  void SetUp() override {
    units_ = units_of(GetParam().report);
    ASSERT_FALSE(units_.empty());
    std::ifstream in(std::string(DIXIT_SOURCE_DIR "/tests/data/gold/") + GetParam().units);
    gold_ = json::parse(in);
  }

  // The units of a report, which is read once for all tests of the process; none, and a failure, where it cannot be.
  static const std::vector<model::Unit>& units_of(const std::string& report) {
    static std::map<std::string, std::vector<model::Unit>> read;
    std::vector<model::Unit>& units = read[report];
    if (units.empty()) {
      Diagnostics found;
      const auto corpus = read_corpus({DIXIT_SOURCE_DIR "/" + report}, DIXIT_DATA, 0, found,
                                      [](std::string_view, std::size_t, std::size_t) {});
      if (corpus)
        units = corpus->documents.at(0).report.units;
      else
        ADD_FAILURE() << describe(corpus.error());
    }
    return units;
  }

  std::vector<json> rows(const char* kind) const {
    const auto found = gold_.find(kind);
    return found == gold_.end() ? std::vector<json>() : found->get<std::vector<json>>();
  }

  // The unit of `kind` that covers the lines of `row`, or null.
  const model::Unit* unit_of(const json& row, model::UnitKind kind) const {
    const model::Unit* best = nullptr;
    for (const model::Unit& unit : units_) {
      if (unit.kind != kind || overlap(lines_of(unit), lines_of(row)) < 0.8) continue;
      if (best == nullptr || overlap(lines_of(unit), lines_of(row)) > overlap(lines_of(*best), lines_of(row))) {
        best = &unit;
      }
    }
    return best;
  }

  // Every row of `kind` has its unit, nearly all on exactly its lines.
  void expect_found(const char* key, model::UnitKind kind) const {
    const std::vector<json> all = rows(key);
    std::size_t exact = 0;
    for (const json& row : all) {
      const model::Unit* unit = unit_of(row, kind);
      ASSERT_NE(unit, nullptr) << key << " not found: " << row;
      const Lines got = lines_of(*unit);
      const Lines want = lines_of(row);
      const bool same = got.first == want.first && got.last == want.last;
      exact += same ? 1 : 0;
      if (!same) RecordProperty("lines_of_" + unit->id, std::to_string(got.first) + "-" + std::to_string(got.last));
    }
    EXPECT_GE(static_cast<double>(exact), 0.95 * static_cast<double>(all.size())) << key << " on exact lines";
  }

  std::vector<model::Unit> units_;
  json gold_;
};

TEST_P(Reading, FindsEveryInterventionThemeAndDebateOnItsLines) {
  ASSERT_FALSE(rows("interventions").empty());
  expect_found("interventions", model::UnitKind::kIntervention);
  expect_found("themes", model::UnitKind::kTheme);
  expect_found("debates", model::UnitKind::kDebate);
}

TEST_P(Reading, KnowsWhoSpokeForWhichCityInWhichPostAndSession) {
  for (const json& row : rows("interventions")) {
    const model::Unit* unit = unit_of(row, model::UnitKind::kIntervention);
    ASSERT_NE(unit, nullptr) << row;
    SCOPED_TRACE(std::string(GetParam().report) + ":" + std::to_string(unit->first_line));
    EXPECT_EQ(text::fold(unit->speaker ? unit->speaker->name : ""), folded(row["speaker"]));
    EXPECT_EQ(unit->role_class, row["role_class"]) << unit->role;
    EXPECT_EQ(unit->session ? unit->session->number : "", row["session_id"]);
    EXPECT_EQ(unit->is_moderator, row["is_moderator"].get<bool>());
    std::set<std::string> cities = {folded(row["city"])};
    if (row.contains("city_alternatives")) {
      for (const json& city : row["city_alternatives"]) cities.insert(folded(city));
    }
    EXPECT_TRUE(cities.contains(text::fold(unit->city))) << unit->city << " instead of " << row["city"];
  }
}

TEST_P(Reading, FindsNoInterventionsWhereThereAreNone) {
  std::set<const model::Unit*> known;
  Lines covered{1 << 30, 0};
  for (const json& row : rows("interventions")) {
    known.insert(unit_of(row, model::UnitKind::kIntervention));
    covered = {std::min(covered.first, lines_of(row).first), std::max(covered.last, lines_of(row).last)};
  }
  for (const model::Unit& unit : units_) {
    const Lines lines = lines_of(unit);
    const bool inside = covered.first <= lines.first && lines.last <= covered.last;
    if (unit.kind != model::UnitKind::kIntervention || !inside) continue;
    EXPECT_TRUE(known.contains(&unit)) << unit.id << " at line " << lines.first << ": " << unit.role;
  }
}

INSTANTIATE_TEST_SUITE_P(Gold, Reading,
                         testing::Values(Gold{"corpus/reports/amb-2016-seminario.txt", "units_amb_2016.json"},
                                         Gold{"tests/data/reports/foro-2018.txt", "units_foro_2018.json"},
                                         Gold{"tests/data/reports/jornada-2019.txt", "units_jornada_2019.json"}),
                         [](const auto& instance) {
                           const std::string name = instance.param.units;
                           return name.substr(0, name.find('.'));
                         });

}  // namespace
}  // namespace dixit::test
