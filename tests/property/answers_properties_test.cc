// Totals and facet counts are what reading every unit gives: whatever the question and the filters, from caches or not,
// and however the index is parted.

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <memory>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "searchd/search/generation.h"
#include "searchd/search/searcher.h"
#include "tests/support/index_fixture.h"
#include "tests/support/program.h"

namespace dixit::search {
namespace {

using schema::Field;
using Random = std::minstd_rand;  // the same everywhere

const std::vector<std::string> kWords = {"agua", "barrio", "calle", "museo", "plaza", "puerto", "teatro", "tren"};
const std::vector<std::string> kCities = {"Lima", "Medellín", "Turín", "Sevilla"};
const std::vector<std::string> kSessions = {"1.1", "1.2", "2.1"};
const std::vector<std::string> kDates = {"2016-07-07", "2016-09-22", "2017-01-31"};

template <typename Values>
const auto& any_of(const Values& values, Random& random) {
  return values[random() % values.size()];
}

struct Unit {
  test::Said said;
  std::vector<std::string> words;
};

std::vector<Unit> units(Random& random) {
  std::vector<Unit> all(300);
  for (Unit& unit : all) {
    // Zipf-like, so that some words are in most units and others in few.
    const std::size_t length = 1 + random() % 12;
    for (std::size_t i = 0; i < length; ++i) unit.words.push_back(kWords[random() % (1 + random() % kWords.size())]);
    for (const std::string& word : unit.words) unit.said.text += (unit.said.text.empty() ? "" : " ") + word;
    unit.said.speaker = "Ana Vila";
    unit.said.city = any_of(kCities, random);
    unit.said.session = any_of(kSessions, random);
    unit.said.date = kDates[static_cast<std::size_t>(unit.said.session[0] - '1')];
  }
  return all;
}

// A question and which units answer it.
struct Asked {
  std::string text;
  std::vector<bool> answers;
};

Asked word(const std::vector<Unit>& all, Random& random) {
  const std::string& wanted = any_of(kWords, random);
  Asked asked{'"' + wanted + '"', {}};
  for (const Unit& unit : all) {
    asked.answers.push_back(std::find(unit.words.begin(), unit.words.end(), wanted) != unit.words.end());
  }
  return asked;
}

Asked phrase(const std::vector<Unit>& all, Random& random) {
  const std::vector<std::string> wanted = {any_of(kWords, random), any_of(kWords, random)};
  Asked asked{'"' + wanted[0] + ' ' + wanted[1] + '"', {}};
  for (const Unit& unit : all) {
    asked.answers.push_back(std::search(unit.words.begin(), unit.words.end(), wanted.begin(), wanted.end()) !=
                            unit.words.end());
  }
  return asked;
}

Asked near(const std::vector<Unit>& all, Random& random) {
  const std::vector<std::string> wanted = {any_of(kWords, random), any_of(kWords, random)};
  const std::size_t most = 1 + random() % 4;
  const bool in_order = random() % 2 == 0;
  Asked asked{wanted[0] + (in_order ? " ADJ/" : " NEAR/") + std::to_string(most) + ' ' + wanted[1], {}};
  for (const Unit& unit : all) {
    bool answers = false;
    for (std::size_t i = 0; i < unit.words.size(); ++i) {
      for (std::size_t j = i + 1; j < unit.words.size() && j <= i + most; ++j) {
        const auto are = [&](std::size_t a, std::size_t b) {
          return unit.words[a] == wanted[0] && unit.words[b] == wanted[1];
        };
        answers = answers || are(i, j) || (!in_order && are(j, i));
      }
    }
    asked.answers.push_back(answers);
  }
  return asked;
}

Asked question(const std::vector<Unit>& all, Random& random, int depth) {
  if (depth == 0) {
    const std::size_t which = random() % 4;
    return which == 0 ? phrase(all, random) : which == 1 ? near(all, random) : word(all, random);
  }
  const Asked left = question(all, random, depth - 1);
  const Asked right = question(all, random, depth - 1);
  const std::vector<std::string> operators = {"AND", "OR", "AND NOT", "XOR"};
  const std::size_t which = random() % operators.size();
  Asked both{"(" + left.text + ") " + operators[which] + " (" + right.text + ")", {}};
  for (std::size_t i = 0; i < all.size(); ++i) {
    const bool a = left.answers[i];
    const bool b = right.answers[i];
    both.answers.push_back(which == 0 ? a && b : which == 1 ? a || b : which == 2 ? a && !b : a != b);
  }
  return both;
}

std::string value_of(const test::Said& said, Field field) {
  return field == Field::kCity ? said.city : said.document + "/" + said.session;
}

bool passes(const test::Said& said, const SearchRequest& request, const Field* left_out) {
  if (!request.from.empty() && said.date < request.from) return false;
  if (!request.to.empty() && said.date > request.to) return false;
  return std::all_of(request.filters.begin(), request.filters.end(), [&](const auto& filter) {
    if (left_out != nullptr && filter.first == *left_out) return true;
    return std::find(filter.second.begin(), filter.second.end(), value_of(said, filter.first)) != filter.second.end();
  });
}

void add_filters(SearchRequest& request, Random& random) {
  for (std::size_t i = random() % 3; i > 0; --i) request.filters[Field::kCity].push_back(any_of(kCities, random));
  for (std::size_t i = random() % 2; i > 0; --i) {
    request.filters[Field::kSession].push_back("informe/" + any_of(kSessions, random));
  }
  if (random() % 4 == 0) request.from = any_of(kDates, random);
  if (random() % 4 == 0) request.to = any_of(kDates, random);
}

std::map<std::string, std::size_t> counted(const Facet& facet) {
  std::map<std::string, std::size_t> counts;
  for (const FacetValue& value : facet.values) {
    if (value.count > 0) counts[value.value] = value.count;
  }
  return counts;
}

struct Setting {
  std::size_t shards = 1;
  std::size_t cache_bytes = 0;
};

class Answers : public testing::TestWithParam<Setting> {};

INSTANTIATE_TEST_SUITE_P(Ways, Answers,
                         testing::Values(Setting{1, 0}, Setting{1, 1 << 20}, Setting{4, 0}, Setting{4, 1 << 20}));

TEST_P(Answers, AreCountedAsReadingEveryUnitCountsThem) {
  Random random(20161122);
  const std::vector<Unit> all = units(random);
  std::vector<test::Said> said;
  for (const Unit& unit : all) said.push_back(unit.said);
  const test::TempDir folder;
  test::publish(folder.path(), said, GetParam().shards);
  Generations generations({folder.path()}, {});
  ASSERT_TRUE(generations.refresh().has_value());
  Searcher::Options options;
  options.cache_bytes = GetParam().cache_bytes;
  const Searcher searcher(generations, options);
  for (int round = 0; round < 150; ++round) {
    const Asked asked = question(all, random, static_cast<int>(random() % 3));
    // The same question under other filters, so that what is remembered of it has to hold.
    for (int again = 0; again < 2; ++again) {
      SearchRequest request{.text = asked.text, .facets = {Field::kCity, Field::kSession}, .fuzzy = false};
      add_filters(request, random);
      const SearchResponse response = searcher.search(request).value();
      std::size_t total = 0;
      std::map<Field, std::map<std::string, std::size_t>> counts;
      for (std::size_t i = 0; i < all.size(); ++i) {
        if (!asked.answers[i]) continue;
        total += passes(said[i], request, nullptr) ? 1 : 0;
        for (const Field field : request.facets) {
          if (passes(said[i], request, &field)) ++counts[field][value_of(said[i], field)];
        }
      }
      ASSERT_EQ(response.total, total) << asked.text;
      ASSERT_EQ(response.facets.size(), 2U);
      for (const Facet& facet : response.facets) ASSERT_EQ(counted(facet), counts[facet.field]) << asked.text;
    }
  }
}

}  // namespace
}  // namespace dixit::search
