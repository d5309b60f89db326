// Names that a record gives, as the lists write them: so that one city, and one person, is one value.

#pragma once

#include <string>
#include <unordered_map>

#include "core/model/unit.h"
#include "indexer/segment/authority.h"

namespace dixit::segment {

// For one thread, as the lists it asks are.
class ListedNames {
 public:
  // `authority` must outlive it.
  explicit ListedNames(const Authority& authority) : authority_(authority) {}

  // Gives the city and the people of `unit` the names that places.tsv and people.tsv have for them, whatever their
  // letter case and accents; names that no list has stay as they are. Nothing is read through damage: somebody wrote
  // these names, no scanner. Sets the speaker's id.
  void apply(model::Unit& unit);

 private:
  const std::string& city_called(const std::string& name);
  void name_person(std::string& name) const;

  const Authority& authority_;
  std::unordered_map<std::string, std::string> cities_;  // as given -> as listed, of those met lately
};

}  // namespace dixit::segment
