// What the editable lists of corpus/authority/ know: posts, places, bodies, cues, names.

#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/diagnostic.h"
#include "core/base/result.h"
#include "core/text/confusion.h"
#include "indexer/segment/phrase_list.h"
#include "indexer/segment/word.h"

namespace dixit::segment {

struct Post {
  std::string name;  // masculine singular, lower case
  std::string role_class;
};

struct Place {
  std::string name;     // in Spanish
  std::string country;  // ISO 3166-1 alpha-2; empty for a region that is no city
  bool is_city = true;  // false for states, provinces and countries, listed so that no city is found in their names
};

struct Organisation {
  std::string name;
  std::string city;  // empty where it speaks for none
};

// Whether the bodies that a phrase names speak for the place named after it, for none, or for whatever place their
// names hold.
enum class SpeaksFor { kCity, kNone, kOpen };

// What a word of a heading announces; corpus/authority/cues.tsv says what each means.
enum class Cue { kModerator, kSpeaker, kHonorific, kSession, kDebate, kEvent };

// Found at the beginning of some words: what, and how many of the words it takes.
template <typename What>
struct Found {
  What what;
  std::size_t words = 0;
};

// Loaded once a run, then only read; remembers damaged words it has met, so an object is for one thread.
class Authority {
 public:
  // Reads the lists in `folder`. A malformed line or a variant listed twice is left out with a warning
  // `authority.bad-line` in `found` (file, line, cure). Fails where a list is missing. `confusions` must outlive it.
  static Result<Authority> load(const std::filesystem::path& folder, const text::ConfusionTable& confusions,
                                Diagnostics& found);

  // Each: the longest entry that `words` begin with, read through OCR damage.
  std::optional<Found<const Post*>> post_at(std::span<const Word> words) const;
  std::optional<Found<const Place*>> place_at(std::span<const Word> words) const;
  std::optional<Found<const Organisation*>> organisation_at(std::span<const Word> words) const;
  std::optional<Found<SpeaksFor>> body_at(std::span<const Word> words) const;
  std::optional<Found<Cue>> cue_at(std::span<const Word> words) const;

  // The place that `words` are the name of, all of them and undamaged; null where no place is called so.
  const Place* place_called(std::span<const Word> words) const;

  // A given name as the list first writes it, from its folded form; null where it is not listed.
  const std::string* given_name(std::string_view folded) const;

  // Whether the list has a given name in this very spelling.
  bool is_given_name(const std::string& printed) const { return given_spellings_.contains(printed); }

  // The canonical name of a person whom people.tsv lists under the folded `name`; null where it does not.
  const std::string* person(std::string_view folded_name) const;

 private:
  explicit Authority(const text::ConfusionTable& confusions);

  std::vector<Post> posts_;
  std::vector<Place> places_;
  std::vector<Organisation> organisations_;
  PhraseList post_phrases_;
  PhraseList place_phrases_;
  PhraseList organisation_phrases_;
  PhraseList body_phrases_;
  PhraseList cue_phrases_;
  std::map<std::string, std::string, std::less<>> given_names_;
  std::set<std::string> given_spellings_;
  std::map<std::string, std::string, std::less<>> people_;
};

}  // namespace dixit::segment
