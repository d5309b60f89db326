#include "indexer/segment/people.h"

#include <algorithm>
#include <numeric>
#include <set>

#include "core/text/fold.h"
#include "core/text/sentence.h"

namespace dixit::segment {
namespace {

// Two confusions of the file, which cost 0.2 to 0.3 each.
constexpr double kMaxWordCost = 0.6;
// A listed given name outweighs the dearest single confusion, a proper name of the running text a usual one.
constexpr double kGivenName = 0.45;
constexpr double kProperName = 0.35;
// For a form that cannot be read that way at all.
constexpr double kUnreachable = 2.0;

using Readings = std::map<std::string, double>;  // folded reading -> cost

struct NameWord {
  std::string printed;
  std::string folded;
  Readings readings;
};

struct Name {
  std::string printed;
  std::size_t count = 0;
  std::vector<NameWord> words;
};

Readings readings_of(const std::string& folded, const text::ConfusionTable& confusions) {
  Readings readings = {{folded, 0.0}};
  for (const auto& [meant, cost] : confusions.undo(folded, kMaxWordCost)) readings.emplace(text::fold(meant), cost);
  return readings;
}

std::vector<Name> take_apart(const NameEvidence& evidence, const text::ConfusionTable& confusions) {
  std::map<std::string, Readings> known;
  std::vector<Name> names;
  for (const auto& [printed, count] : evidence.printed) {
    Name& name = names.emplace_back(Name{printed, count, {}});
    for (const Word& word : words_of(printed)) {
      const auto [at, is_new] = known.try_emplace(word.folded);
      if (is_new) at->second = readings_of(word.folded, confusions);
      name.words.push_back({printed.substr(word.begin, word.end - word.begin), word.folded, at->second});
    }
  }
  return names;
}

bool share_a_reading(const NameWord& a, const NameWord& b, const Authority& authority) {
  if (a.folded == b.folded) return true;
  if (authority.given_name(a.folded) != nullptr && authority.given_name(b.folded) != nullptr) return false;
  return std::any_of(a.readings.begin(), a.readings.end(),
                     [&](const auto& reading) { return b.readings.contains(reading.first); });
}

bool may_be_one(const Name& a, const Name& b, const Authority& authority) {
  return a.words.size() == b.words.size() &&
         std::equal(a.words.begin(), a.words.end(), b.words.begin(),
                    [&](const NameWord& x, const NameWord& y) { return share_a_reading(x, y, authority); });
}

// Which group each name belongs to, by the index of the group's first name.
std::vector<std::size_t> group(const std::vector<Name>& names, const Authority& authority) {
  std::vector<std::size_t> leader(names.size());
  std::iota(leader.begin(), leader.end(), std::size_t{0});
  const auto find = [&](std::size_t i) {
    while (leader[i] != i) i = leader[i] = leader[leader[i]];
    return i;
  };
  // Only names whose first words share a reading can be one; comparing all pairs of a large collection cannot pay.
  std::map<std::string, std::vector<std::size_t>> by_reading;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i].words.empty()) continue;
    for (const auto& [reading, cost] : names[i].words.front().readings) by_reading[reading].push_back(i);
  }
  for (const auto& [reading, members] : by_reading) {
    for (std::size_t a = 0; a < members.size(); ++a) {
      for (std::size_t b = a + 1; b < members.size(); ++b) {
        const std::size_t x = find(members[a]);
        const std::size_t y = find(members[b]);
        if (x != y && may_be_one(names[members[a]], names[members[b]], authority))
          leader[std::max(x, y)] = std::min(x, y);
      }
    }
  }
  for (std::size_t i = 0; i < names.size(); ++i) leader[i] = find(i);
  return leader;
}

std::string capitalised(std::string folded) {
  if (!folded.empty() && folded[0] >= 'a' && folded[0] <= 'z') folded[0] = static_cast<char>(folded[0] - 'a' + 'A');
  return folded;
}

// The likeliest word `at` of the name that all `members` print.
std::string read_word(const std::vector<const Name*>& members, std::size_t at, const NameEvidence& evidence,
                      const Authority& authority) {
  std::set<std::string> candidates;
  double total = 0;
  for (const Name* name : members) {
    for (const auto& [reading, cost] : name->words[at].readings) candidates.insert(reading);
    total += static_cast<double>(name->count);
  }
  std::string best;
  double best_cost = 0;
  for (const std::string& candidate : candidates) {
    double cost = 0;
    for (const Name* name : members) {
      const auto reading = name->words[at].readings.find(candidate);
      const double one = reading == name->words[at].readings.end() ? kUnreachable : reading->second;
      cost += one * static_cast<double>(name->count) / total;
    }
    if (at == 0 && authority.given_name(candidate) != nullptr) cost -= kGivenName;
    if (evidence.words.contains(candidate)) cost -= kProperName;
    if (best.empty() || cost < best_cost) best = candidate, best_cost = cost;
  }
  // How it is written: as the list of given names has it, else as most headings print it.
  const bool may_be_given = at == 0 || at + 2 < members.front()->words.size();
  std::map<std::string, std::size_t> spellings;
  for (const Name* name : members) {
    if (name->words[at].folded == best) spellings[name->words[at].printed] += name->count;
  }
  const bool printed_listed =
      std::any_of(spellings.begin(), spellings.end(), [&](const auto& s) { return authority.is_given_name(s.first); });
  if (const std::string* given = authority.given_name(best); given != nullptr && may_be_given && !printed_listed) {
    return *given;
  }
  if (spellings.empty()) return capitalised(best);
  return std::max_element(spellings.begin(), spellings.end(),
                          [](const auto& a, const auto& b) { return a.second < b.second; })
      ->first;
}

// What stands between the words of `printed`: spaces, hyphens.
std::string separator_after(const std::string& printed, std::size_t word) {
  const std::vector<Word> words = words_of(printed);
  return printed.substr(words[word].end, words[word + 1].begin - words[word].end);
}

void add_evidence(const std::string& text, NameEvidence& evidence) {
  const std::vector<Word> words = words_of(text);
  for (std::size_t i = 1; i < words.size(); ++i) {
    const std::string_view before = std::string_view(text).substr(0, words[i].begin);
    if (words[i].upper && !text::ends_statement(before)) ++evidence.words[words[i].folded];
  }
}

}  // namespace

std::map<std::string, std::string> canonical_names(const NameEvidence& evidence, const Authority& authority,
                                                   const text::ConfusionTable& confusions) {
  const std::vector<Name> names = take_apart(evidence, confusions);
  const std::vector<std::size_t> leaders = group(names, authority);
  std::map<std::size_t, std::vector<const Name*>> groups;
  for (std::size_t i = 0; i < names.size(); ++i) groups[leaders[i]].push_back(&names[i]);
  std::map<std::string, std::string> canonical;
  for (const auto& [leader, members] : groups) {
    std::string name;
    const Name& first = *members.front();
    for (std::size_t at = 0; at < first.words.size(); ++at) {
      name += read_word(members, at, evidence, authority);
      if (at + 1 < first.words.size()) name += separator_after(first.printed, at);
    }
    for (const Name* member : members) {
      const std::string* listed = authority.person(text::fold(member->printed));
      canonical[member->printed] = listed != nullptr ? *listed : name;
    }
  }
  return canonical;
}

void unify_people(std::vector<model::Report>& reports, const Authority& authority,
                  const text::ConfusionTable& confusions, Diagnostics& found) {
  NameEvidence evidence;
  for (const model::Report& report : reports) {
    for (const model::Unit& unit : report.units) {
      if (unit.speaker) ++evidence.printed[unit.speaker->printed];
      if (unit.session && !unit.session->moderator.empty()) evidence.printed.try_emplace(unit.session->moderator, 1);
      add_evidence(unit.text, evidence);
    }
  }
  const std::map<std::string, std::string> names = canonical_names(evidence, authority, confusions);
  for (model::Report& report : reports) {
    for (model::Unit& unit : report.units) {
      if (unit.session && !unit.session->moderator.empty()) unit.session->moderator = names.at(unit.session->moderator);
      if (!unit.speaker) continue;
      unit.speaker->name = names.at(unit.speaker->printed);
      unit.speaker->id = model::slug(text::fold(unit.speaker->name));
      if (text::fold(unit.speaker->name) == text::fold(unit.speaker->printed)) continue;
      found.add({Severity::kNote,
                 "segment.name-read",
                 report.path,
                 unit.first_line,
                 0,
                 "the name printed as " + unit.speaker->printed + " was read as " + unit.speaker->name,
                 {},
                 "if that is wrong, add the person to people.tsv"});
    }
  }
}

}  // namespace dixit::segment
