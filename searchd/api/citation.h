// How a unit is cited: in words, as BibTeX, as RIS. Says what the report says and guesses nothing, so names stay in the
// order in which they are printed: where a surname begins is for the reader to tell.

#pragma once

#include <string>
#include <string_view>

#include "core/model/unit.h"
#include "searchd/api/messages.h"

namespace dixit::api {

// All of these take broken UTF-8 as U+FFFD and control characters as spaces. `url` is where the unit can be read, an
// address that is percent-encoded already; an empty one is left out.

// A sentence in the language of `messages`: who, post, session, date, document, lines and page, `url`.
std::string cite_plain(const Messages& messages, const model::Unit& unit, std::string_view url);

// One BibTeX entry with the line feed that ends it, UTF-8, TeX's own characters escaped: @inproceedings of what was
// said in a session, @incollection of another titled part, @misc of what has no title but its document's. Lines are in
// the note as "ll. 1100--1131", which is Latin enough for any language.
std::string cite_bibtex(const model::Unit& unit, std::string_view url);

// One RIS record, UTF-8, every line ended by CR LF, the last of which is "ER  - ": CPAPER, CHAP or GEN, as above.
std::string cite_ris(const model::Unit& unit, std::string_view url);

// What an entry is called in a bibliography: ASCII, the same in every generation that has the unit, and another for
// every id. A letter, digit, '.', '-' or '_' of the id is itself; any other byte is ':' and two hexadecimal digits.
std::string citation_key(std::string_view id);

// The content types of the two formats.
inline constexpr std::string_view kBibtexType = "application/x-bibtex; charset=utf-8";
inline constexpr std::string_view kRisType = "application/x-research-info-systems; charset=utf-8";

}  // namespace dixit::api
