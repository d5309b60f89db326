// Who speaks, for which city, in which post, and in which session of which meeting.

#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "benches/records/random.h"
#include "core/base/result.h"

namespace dixit::bench {

struct Person {
  std::string name;
  std::string role;  // post and organisation, as a heading has them
  std::string role_class;
  std::string organisation;
  std::string city;
};

struct Meeting {
  std::string id;
  std::string title;
};

struct Sitting {
  std::size_t meeting = 0;  // place in `Cast::meetings`
  std::string number;
  std::string date;  // ISO 8601
};

// Immutable once made.
struct Cast {
  static constexpr std::size_t kCities = 300;
  static constexpr std::size_t kPosts = 25;
  static constexpr std::size_t kPeople = 6000;
  static constexpr std::size_t kSittings = 2000;
  static constexpr std::size_t kSittingsOfMeeting = 10;

  std::vector<Person> people;
  Weighted often;  // how often each of them speaks
  std::vector<Meeting> meetings;
  std::vector<Sitting> sittings;  // in order of time
};

// Out of the lists in `authority` (corpus/authority): the same for the same seed and lists. Fails with kInputMissing
// where one is not there or too short.
Result<Cast> make_cast(const std::filesystem::path& authority, std::uint64_t seed);

}  // namespace dixit::bench
