// Acronyms that a text explains: "objetivos de desarrollo sostenible (ODS)".

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/text/token.h"

namespace dixit::text {

struct Acronym {
  std::string form;   // folded: "ods"
  std::string words;  // what it stands for, folded, with single spaces: "objetivos de desarrollo sostenible"

  friend bool operator==(const Acronym&, const Acronym&) = default;
};

// Acronyms in `tokens`, the words of `text` as read: two to eight capitals in parentheses behind words that begin with
// its letters, or in front of such words in parentheses. Words of up to three letters may be passed over.
std::vector<Acronym> find_acronyms(std::string_view text, const std::vector<Token>& tokens);

}  // namespace dixit::text
