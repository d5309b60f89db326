// Phrases and NEAR, held against Xapian's own over the same words.

#include "searchd/search/positions.h"

#include <gtest/gtest.h>
#include <xapian.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

namespace dixit::search {
namespace {

TEST(StandTogether, OneAfterTheOther) {
  EXPECT_TRUE(stand_together({{3, 9}, {4}}, 2, true));
  EXPECT_FALSE(stand_together({{4}, {3, 9}}, 2, true));
  EXPECT_TRUE(stand_together({{1, 5}, {6}, {7}}, 3, true)) << "the second place of the first word";
  EXPECT_FALSE(stand_together({{5}, {5}}, 2, true)) << "print and reading share a place";
  EXPECT_TRUE(stand_together({{1}, {4}}, 4, true)) << "words may lie between";
  EXPECT_FALSE(stand_together({{1}, {5}}, 4, true));
  EXPECT_TRUE(stand_together({{2, 3}, {2, 3}}, 2, true)) << "a word twice";
  EXPECT_FALSE(stand_together({{2}, {}}, 9, true));
}

TEST(StandTogether, NearEachOtherInAnyOrder) {
  EXPECT_TRUE(stand_together({{9}, {7}}, 3, false));
  EXPECT_FALSE(stand_together({{9}, {6}}, 3, false));
  EXPECT_FALSE(stand_together({{5}, {5}}, 9, false)) << "each needs a place of its own";
  EXPECT_TRUE(stand_together({{5}, {5, 6}}, 2, false));
  EXPECT_TRUE(stand_together({{1, 2}, {1}, {2, 3}}, 3, false)) << "the first word makes way twice";
  EXPECT_FALSE(stand_together({{1, 2}, {1}, {2}}, 3, false)) << "three words, two places";
  EXPECT_FALSE(stand_together({{1}, {}}, 9, false));
}

TEST(StandTogether, FindsWhatXapianFinds) {
  const std::vector<std::string> words = {"puerto", "museo", "barrio", "plaza"};
  std::mt19937 random(11);
  Xapian::WritableDatabase database("", Xapian::DB_BACKEND_INMEMORY);
  std::vector<Places> units(200, Places(words.size()));
  for (Places& unit : units) {
    Xapian::Document document;
    for (std::uint32_t position = 1; position <= 14; ++position) {
      const std::size_t word = random() % (words.size() + 3);
      if (word >= words.size()) continue;
      unit[word].push_back(position);
      document.add_posting(words[word], position);
    }
    database.add_document(document);
  }
  for (int question = 0; question < 300; ++question) {
    std::vector<std::size_t> asked(words.size());
    for (std::size_t i = 0; i < asked.size(); ++i) asked[i] = i;
    std::shuffle(asked.begin(), asked.end(), random);
    asked.resize(2 + random() % 3);
    const std::size_t window = asked.size() + random() % 4;
    const bool in_order = random() % 2 == 0;
    std::vector<std::string> terms;
    for (const std::size_t word : asked) terms.push_back(words[word]);
    Xapian::Enquire enquire(database);
    const auto op = in_order ? Xapian::Query::OP_PHRASE : Xapian::Query::OP_NEAR;
    enquire.set_query(Xapian::Query(op, terms.begin(), terms.end(), static_cast<Xapian::termcount>(window)));
    const Xapian::MSet found = enquire.get_mset(0, 1000);
    std::vector<bool> wanted(units.size(), false);
    for (auto hit = found.begin(); hit != found.end(); ++hit) wanted[*hit - 1] = true;
    for (std::size_t unit = 0; unit < units.size(); ++unit) {
      Places places;
      for (const std::size_t word : asked) places.push_back(units[unit][word]);
      EXPECT_EQ(stand_together(places, window, in_order), wanted[unit])
          << (in_order ? "phrase " : "near ") << window << " in unit " << unit;
    }
  }
}

}  // namespace
}  // namespace dixit::search
