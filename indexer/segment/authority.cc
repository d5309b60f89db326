#include "indexer/segment/authority.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <fstream>
#include <functional>

#include "core/text/fold.h"

namespace dixit::segment {
namespace {

namespace fs = std::filesystem;

// In the order of SpeaksFor.
constexpr std::array<std::string_view, 3> kSpeaksForNames = {"city", "none", "open"};

// In the order of Cue.
constexpr std::array<std::string_view, 6> kCueNames = {"moderator", "speaker", "honorific",
                                                       "session",   "debate",  "event"};

std::vector<std::string> split(std::string_view text, char at) {
  std::vector<std::string> parts;
  for (;;) {
    const std::size_t end = text.find(at);
    parts.emplace_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

// A "-" stands for an empty cell.
std::vector<std::string> variants(const std::string& cell) {
  return cell.empty() || cell == "-" ? std::vector<std::string>() : split(cell, '|');
}

// Calls `use` with the cells of each line; `use` returns what is wrong with the line, or an empty string.
Status read_list(const fs::path& path, std::size_t least_cells, Diagnostics& found,
                 const std::function<std::string(const std::vector<std::string>&)>& use) {
  std::ifstream in(path);
  if (!in) return system_error(errno, "read the list", path.string());
  std::size_t number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    if (line.ends_with('\r')) line.pop_back();
    if (line.empty() || line.starts_with('#')) continue;
    const std::vector<std::string> cells = split(line, '\t');
    const std::string objection = cells.size() < least_cells || cells[0].empty()
                                      ? "the line should have " + std::to_string(least_cells) + " cells"
                                      : use(cells);
    if (objection.empty()) continue;
    found.add({Severity::kWarning, "authority.bad-line", path.string(), number, 0, objection, line,
               "the head of the file says what its columns mean; separate them by tabs"});
  }
  return Done{};
}

std::string add_phrases(PhraseList& list, const std::string& name, const std::vector<std::string>& others,
                        std::size_t entry) {
  std::string taken;
  if (!list.add(name, entry)) taken = name;
  for (const std::string& other : others) {
    if (!list.add(other, entry)) taken += (taken.empty() ? "" : ", ") + other;
  }
  return taken.empty() ? taken : "listed for another entry already: " + taken;
}

template <typename What>
std::optional<Found<const What*>> entry_at(const PhraseList& list, const std::vector<What>& entries,
                                           std::span<const Word> words) {
  const std::optional<PhraseMatch> match = list.find_at(words);
  if (!match) return std::nullopt;
  return Found<const What*>{&entries[match->entry], match->words};
}

}  // namespace

Authority::Authority(const text::ConfusionTable& confusions)
    : post_phrases_(confusions),
      place_phrases_(confusions),
      organisation_phrases_(confusions),
      body_phrases_(confusions),
      cue_phrases_(confusions) {}

Result<Authority> Authority::load(const fs::path& folder, const text::ConfusionTable& confusions, Diagnostics& found) {
  Authority authority(confusions);
  DIXIT_TRY_DONE(read_list(folder / "posts.tsv", 3, found, [&](const std::vector<std::string>& cells) {
    authority.posts_.push_back({cells[0], cells[2]});
    return add_phrases(authority.post_phrases_, cells[0], variants(cells[1]), authority.posts_.size() - 1);
  }));
  DIXIT_TRY_DONE(read_list(folder / "places.tsv", 2, found, [&](const std::vector<std::string>& cells) {
    authority.places_.push_back({cells[0], cells[1], true});
    return add_phrases(authority.place_phrases_, cells[0],
                       cells.size() > 2 ? variants(cells[2]) : std::vector<std::string>(),
                       authority.places_.size() - 1);
  }));
  DIXIT_TRY_DONE(read_list(folder / "regions.tsv", 1, found, [&](const std::vector<std::string>& cells) {
    authority.places_.push_back({cells[0], {}, false});
    return add_phrases(authority.place_phrases_, cells[0],
                       cells.size() > 1 ? variants(cells[1]) : std::vector<std::string>(),
                       authority.places_.size() - 1);
  }));
  DIXIT_TRY_DONE(read_list(folder / "organisations.tsv", 3, found, [&](const std::vector<std::string>& cells) {
    authority.organisations_.push_back({cells[0], cells[2] == "-" ? std::string() : cells[2]});
    return add_phrases(authority.organisation_phrases_, cells[0], variants(cells[1]),
                       authority.organisations_.size() - 1);
  }));
  DIXIT_TRY_DONE(read_list(folder / "bodies.tsv", 2, found, [&](const std::vector<std::string>& cells) -> std::string {
    const auto name = std::find(kSpeaksForNames.begin(), kSpeaksForNames.end(), cells[1]);
    if (name == kSpeaksForNames.end()) return "the second cell should be `city`, `none` or `open`";
    return add_phrases(authority.body_phrases_, cells[0], {}, static_cast<std::size_t>(name - kSpeaksForNames.begin()));
  }));
  DIXIT_TRY_DONE(read_list(folder / "cues.tsv", 2, found, [&](const std::vector<std::string>& cells) -> std::string {
    const auto name = std::find(kCueNames.begin(), kCueNames.end(), cells[1]);
    if (name == kCueNames.end()) return "the second cell should be one of the cues named at the head of the file";
    return add_phrases(authority.cue_phrases_, cells[0], {}, static_cast<std::size_t>(name - kCueNames.begin()));
  }));
  DIXIT_TRY_DONE(read_list(folder / "given_names.txt", 1, found, [&](const std::vector<std::string>& cells) {
    authority.given_names_.emplace(text::fold(cells[0]), cells[0]);
    authority.given_spellings_.insert(cells[0]);
    return std::string();
  }));
  DIXIT_TRY_DONE(read_list(folder / "people.tsv", 1, found, [&](const std::vector<std::string>& cells) {
    authority.people_.emplace(text::fold(cells[0]), cells[0]);
    for (const std::string& variant : cells.size() > 1 ? variants(cells[1]) : std::vector<std::string>()) {
      authority.people_.emplace(text::fold(variant), cells[0]);
    }
    return std::string();
  }));
  return authority;
}

std::optional<Found<const Post*>> Authority::post_at(std::span<const Word> words) const {
  return entry_at(post_phrases_, posts_, words);
}

std::optional<Found<const Place*>> Authority::place_at(std::span<const Word> words) const {
  return entry_at(place_phrases_, places_, words);
}

std::optional<Found<const Organisation*>> Authority::organisation_at(std::span<const Word> words) const {
  return entry_at(organisation_phrases_, organisations_, words);
}

std::optional<Found<SpeaksFor>> Authority::body_at(std::span<const Word> words) const {
  const std::optional<PhraseMatch> match = body_phrases_.find_at(words);
  if (!match) return std::nullopt;
  return Found<SpeaksFor>{static_cast<SpeaksFor>(match->entry), match->words};
}

std::optional<Found<Cue>> Authority::cue_at(std::span<const Word> words) const {
  const std::optional<PhraseMatch> match = cue_phrases_.find_at(words);
  if (!match) return std::nullopt;
  return Found<Cue>{static_cast<Cue>(match->entry), match->words};
}

const Place* Authority::place_called(std::span<const Word> words) const {
  const std::optional<PhraseMatch> match = place_phrases_.find_at(words);
  return match && match->words == words.size() && match->cost == 0 ? &places_[match->entry] : nullptr;
}

const std::string* Authority::given_name(std::string_view folded) const {
  const auto found = given_names_.find(folded);
  return found == given_names_.end() ? nullptr : &found->second;
}

const std::string* Authority::person(std::string_view folded_name) const {
  const auto found = people_.find(folded_name);
  return found == people_.end() ? nullptr : &found->second;
}

}  // namespace dixit::segment
