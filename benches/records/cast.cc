#include "benches/records/cast.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <fstream>
#include <string_view>
#include <utility>

namespace dixit::bench {
namespace {

// Cities and posts are as uneven as those of a year of sittings: the most frequent city has one record in fifteen or
// so.
constexpr double kCitySkew = 0.7;
constexpr double kPostSkew = 0.8;
constexpr double kPersonSkew = 0.5;

constexpr std::array<std::string_view, 48> kSurnames = {
    "Alonso",  "Álvarez", "Arias",   "Benítez", "Blanco",  "Bravo",   "Cabrera", "Calvo",  "Campos", "Castillo",
    "Castro",  "Cortés",  "Cruz",    "Delgado", "Díaz",    "Durán",   "Escobar", "Ferrer", "Flores", "Fuentes",
    "Gallego", "Garrido", "Giménez", "Gómez",   "Herrera", "Ibáñez",  "León",    "Lozano", "Marín",  "Medina",
    "Mendoza", "Molina",  "Montero", "Morales", "Muñoz",   "Navarro", "Núñez",   "Ortega", "Peña",   "Prieto",
    "Ramírez", "Romero",  "Salazar", "Santana", "Serrano", "Soler",   "Vargas",  "Velasco"};

// Columns of the lines of `file`, comments left out.
Result<std::vector<std::vector<std::string>>> read_list(const std::filesystem::path& file, std::size_t least) {
  std::ifstream in(file);
  std::vector<std::vector<std::string>> rows;
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line.front() == '#') continue;
    std::vector<std::string>& row = rows.emplace_back();
    for (std::size_t begin = 0; begin <= line.size();) {
      const std::size_t end = std::min(line.find('\t', begin), line.size());
      row.push_back(line.substr(begin, end - begin));
      begin = end + 1;
    }
  }
  if (rows.size() < least) {
    return Error{
        ErrorCode::kInputMissing, file.string() + " has fewer than " + std::to_string(least) + " entries", {}, {}};
  }
  return rows;
}

// `count` of the numbers below `size`, in equal steps.
std::size_t spread(std::size_t i, std::size_t count, std::size_t size) {
  return i * size / count;
}

std::string capitalised(std::string word) {
  if (word.front() >= 'a' && word.front() <= 'z') word.front() = static_cast<char>(word.front() - 'a' + 'A');
  return word;
}

void add_sittings(Cast& cast) {
  constexpr std::size_t kMeetings = Cast::kSittings / Cast::kSittingsOfMeeting;
  for (std::size_t meeting = 0; meeting < kMeetings; ++meeting) {
    const std::size_t year = 2004 + meeting / 10;
    const std::size_t month = 1 + meeting % 10;
    char id[32];
    std::snprintf(id, sizeof id, "acta-%zu-%02zu", year, month);
    cast.meetings.push_back({id, "Acta de la reunión " + std::to_string(month) + " de " + std::to_string(year)});
    for (std::size_t sitting = 0; sitting < Cast::kSittingsOfMeeting; ++sitting) {
      char date[32];
      std::snprintf(date, sizeof date, "%04zu-%02zu-%02zu", year, month, 3 + sitting / 2);
      cast.sittings.push_back({meeting, std::to_string(1 + sitting / 2) + "." + std::to_string(1 + sitting % 2), date});
    }
  }
}

}  // namespace

Result<Cast> make_cast(const std::filesystem::path& authority, std::uint64_t seed) {
  auto places = read_list(authority / "places.tsv", Cast::kCities);
  if (!places) return places.error();
  auto posts = read_list(authority / "posts.tsv", Cast::kPosts);
  if (!posts) return posts.error();
  auto given = read_list(authority / "given_names.txt", 1);
  if (!given) return given.error();

  Cast cast;
  add_sittings(cast);
  Random random(seed, ~std::uint64_t{0});
  const Weighted cities = Weighted::zipf(Cast::kCities, kCitySkew);
  const Weighted roles = Weighted::zipf(Cast::kPosts, kPostSkew);
  for (std::size_t i = 0; i < Cast::kPeople; ++i) {
    const std::string& city = (*places)[spread(cities.pick(random), Cast::kCities, places->size())].front();
    const std::vector<std::string>& post = (*posts)[spread(roles.pick(random), Cast::kPosts, posts->size())];
    const std::string& name = (*given)[random.below(given->size())].front();
    const std::string_view first = kSurnames[random.below(kSurnames.size())];
    const std::string_view second = kSurnames[random.below(kSurnames.size())];
    const std::string body = "Ayuntamiento de " + city;
    cast.people.push_back({name + " " + std::string(first) + " " + std::string(second),
                           capitalised(post.front()) + ", " + body, post.back(), body, city});
  }
  cast.often = Weighted::zipf(Cast::kPeople, kPersonSkew);
  return cast;
}

}  // namespace dixit::bench
