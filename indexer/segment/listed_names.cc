#include "indexer/segment/listed_names.h"

#include <cstddef>
#include <vector>

#include "core/base/hash.h"
#include "core/text/fold.h"

namespace dixit::segment {

void ListedNames::apply(model::Unit& unit) {
  if (!unit.city.empty()) unit.city = city_called(unit.city);
  if (unit.session && !unit.session->moderator.empty()) name_person(unit.session->moderator);
  if (!unit.speaker) return;
  name_person(unit.speaker->name);
  unit.speaker->id = model::slug(text::fold(unit.speaker->name));
  // A name without Latin letters leaves no slug.
  if (unit.speaker->id.empty()) unit.speaker->id = hex(hash_bytes(unit.speaker->name));
}

const std::string& ListedNames::city_called(const std::string& name) {
  constexpr std::size_t kMaxRemembered = 10'000;
  if (cities_.size() >= kMaxRemembered) cities_.clear();
  const auto [at, is_new] = cities_.try_emplace(name, name);
  if (is_new) {
    const Place* place = authority_.place_called(words_of(name));
    if (place != nullptr && place->is_city) at->second = place->name;
  }
  return at->second;
}

void ListedNames::name_person(std::string& name) const {
  if (const std::string* listed = authority_.person(text::fold(name))) name = *listed;
}

}  // namespace dixit::segment
