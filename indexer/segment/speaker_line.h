// Reads the heading of an intervention: "Name, post, organisation".

#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "indexer/segment/authority.h"

namespace dixit::segment {

// What the words after a name say. Whatever they do not say is empty.
struct Affiliation {
  std::string role;          // the words themselves
  std::string role_class;    // of the first post
  std::string organisation;  // the body spoken for, as printed or as organisations.tsv writes it
  std::string city;          // spoken for, as places.tsv writes it, or as printed where it is not listed
  bool known_post = false;   // false: no post of posts.tsv stands where one should
  bool known_place = true;   // false: `city` was told from the kind of body alone
};

struct SpeakerLine {
  bool moderates = false;  // led by "Moderador:" or the like
  std::string name;        // as printed, without titles such as "Dr."
  Affiliation affiliation;
};

// Reads `heading`, the lines of a heading joined. Gives nothing when it is not of this form: a name of two to seven
// words (capitals and particles such as "de la", optionally led by a label "Moderador:" or a title "Dra."), then a
// comma, dash or bracket, then a post, a body or an organisation that the lists know. A heading with a label, or whose
// first word is a listed given name, may have a post that no list knows. Sentences do not qualify: a heading has no
// full stop at its end.
std::optional<SpeakerLine> read_speaker_line(std::string_view heading, const Authority& authority);

// Takes the words after a name apart. The first post counts; the city is the first place that they name, unless the
// body before it speaks for none (a university, a network, a state).
Affiliation read_affiliation(std::string_view role, const Authority& authority);

// A person named in the heading of a session: "Conferencia inaugural del Dr. NAME: title", "Intervención a cargo de
// NAME, post". `name` is empty where there is none.
struct NamedInTitle {
  std::string name;
  std::string role;  // the words after the name and a comma; may be empty
};
NamedInTitle person_in_title(std::string_view title, const Authority& authority);

// The words that the running `text` sets after `name` ("NAME, profesor de …, y"), up to the end of the statement, where
// they begin with a post; empty where it never does. `name` is compared folded.
std::string apposition_of(std::string_view name, std::string_view text, const Authority& authority);

}  // namespace dixit::segment
