// One spelling for one person, over all headings of a collection.

#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/base/diagnostic.h"
#include "core/model/unit.h"
#include "core/text/confusion.h"
#include "indexer/segment/authority.h"

namespace dixit::segment {

// What a collection shows of its people.
struct NameEvidence {
  std::map<std::string, std::size_t> printed;  // names as headings print them, and how often
  std::map<std::string, std::size_t> words;    // folded words that running text writes with a capital inside a sentence
};

// For each printed name the canonical one.
//
// people.tsv decides where it lists a name. Otherwise printed names are one person's when OCR can have made them of one
// and the same name: word by word, a reading must exist that both can stand for, by the listed confusions alone (two in
// a word at most); two different listed given names are two people. Of these readings the canonical name takes the
// cheapest, where a listed given name in first place, and a proper name that the running text has, are evidence worth
// one confusion. Accents are as printed where the list of given names has it so, else those of the list.
// Deterministic for given evidence.
std::map<std::string, std::string> canonical_names(const NameEvidence& evidence, const Authority& authority,
                                                   const text::ConfusionTable& confusions);

// Gives every speaker and moderator of `reports` the canonical name and its id. A name changed by more than accents
// becomes a note `segment.name-read` in `found`.
void unify_people(std::vector<model::Report>& reports, const Authority& authority,
                  const text::ConfusionTable& confusions, Diagnostics& found);

}  // namespace dixit::segment
