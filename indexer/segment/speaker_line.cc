#include "indexer/segment/speaker_line.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "core/text/fold.h"
#include "core/text/sentence.h"

namespace dixit::segment {
namespace {

using text::trimmed;
using Words = std::span<const Word>;

constexpr std::size_t kMinNameWords = 2;
constexpr std::size_t kMaxNameWords = 7;

template <std::size_t N>
bool is_one_of(std::string_view word, const std::array<std::string_view, N>& list) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

// Small words inside names, in the languages of the reports.
bool is_particle(std::string_view folded) {
  return is_one_of(folded, std::array<std::string_view, 26>{
                               "de", "del", "dels", "des", "la",  "las", "los", "les", "lo", "da",  "das", "do", "dos",
                               "di", "van", "von",  "der", "den", "y",   "i",   "e",   "al", "bin", "ibn", "el", "d"});
}

// First words of sentences that a capital and a comma can make look like names.
bool begins_sentence(std::string_view folded) {
  return is_one_of(
      folded, std::array<std::string_view, 46>{
                  "el",   "la",     "los",      "las",    "un",    "una",   "en",    "por",     "para",       "con",
                  "sin",  "segun",  "asimismo", "ademas", "sin",   "si",    "no",    "se",      "es",         "este",
                  "esta", "estos",  "estas",    "ese",    "esa",   "al",    "del",   "durante", "finalmente", "tambien",
                  "como", "cuando", "donde",    "aunque", "entre", "sobre", "desde", "hasta",   "ante",       "tras",
                  "pero", "the",    "els",      "les",    "i",     "temas"});
}

std::string_view between(std::string_view text, const Word& first, const Word& last) {
  return text.substr(first.begin, last.end - first.begin);
}

// Where the words of a name end, counted from the first of `words`: capitals and particles, never ending in one.
// `text` is what the words were found in. Stops at punctuation other than a hyphen, an apostrophe or an initial's stop.
std::size_t name_length(Words words, std::string_view text) {
  std::size_t length = 0;
  for (std::size_t i = 0; i < words.size() && i < kMaxNameWords; ++i) {
    if (i > 0) {
      const std::string_view gap = text.substr(words[i - 1].end, words[i].begin - words[i - 1].end);
      const bool initial = gap == ". " && words[i - 1].end - words[i - 1].begin == 1;
      if (gap != " " && gap != "-" && gap != "'" && gap != "’" && !initial) break;
    }
    const bool joined = i > 0 && text[words[i].begin - 1] == '-';  // "Min-ho"
    if (words[i].upper || joined)
      length = i + 1;
    else if (!is_particle(words[i].folded) || i == 0)
      break;
  }
  return length;
}

struct Label {
  std::size_t words = 0;
  bool moderates = false;
};

// A label stands before a colon or a dash: "Moderador:", "Moderated by –".
Label label_of(Words words, std::string_view text, const Authority& authority) {
  const auto cue = authority.cue_at(words);
  if (!cue || (cue->what != Cue::kModerator && cue->what != Cue::kSpeaker) || cue->words >= words.size()) return {};
  const std::size_t end = words[cue->words - 1].end;
  const std::string_view gap = text.substr(end, words[cue->words].begin - end);
  const bool set_off = gap.find(':') != std::string_view::npos || gap.find("—") != std::string_view::npos ||
                       gap.find("–") != std::string_view::npos;
  return set_off ? Label{cue->words, cue->what == Cue::kModerator} : Label{};
}

bool is_honorific(Words words, const Authority& authority) {
  const auto cue = authority.cue_at(words.first(1));
  return cue && cue->what == Cue::kHonorific;
}

std::string capitalised(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

bool joins(const Word& word) {
  return is_one_of(word.folded, std::array<std::string_view, 5>{"y", "e", "i", "and", "et"});
}

// From word `from` to the end of the clause: a comma, semicolon or bracket, or "y" and a second post.
std::string_view clause_at(std::string_view text, Words words, std::size_t from, const Authority& authority) {
  std::size_t last = from;
  for (std::size_t i = from + 1; i < words.size(); ++i) {
    const std::string_view gap = text.substr(words[i - 1].end, words[i].begin - words[i - 1].end);
    if (gap.find_first_of(",;(") != std::string_view::npos) break;
    if (joins(words[i]) && i + 1 < words.size() && authority.post_at(words.subspan(i + 1))) break;
    last = i;
  }
  return between(text, words[from], words[last]);
}

struct CityFound {
  std::string name;
  bool listed = true;
};

// The place that body words at `at`, `length` long, speak for: a listed one, or the capitalised words after them.
CityFound place_after(std::string_view text, Words words, std::size_t after, const Authority& authority) {
  std::size_t at = after;
  while (at < words.size() && at < after + 2 && !words[at].upper && is_particle(words[at].folded)) {
    if (authority.place_at(words.subspan(at))) break;
    ++at;
  }
  if (at >= words.size()) return {};
  if (const auto place = authority.place_at(words.subspan(at))) {
    return {place->what->is_city ? place->what->name : std::string(), true};
  }
  const std::size_t length = name_length(words.subspan(at), text);
  if (length == 0) return {};
  return {std::string(between(text, words[at], words[at + length - 1])), false};
}

// Reads the words from left to right: the first body, organisation or place that settles the city does so.
CityFound city_of(std::string_view text, Words words, const Authority& authority) {
  std::size_t closed_until = 0;  // places before this word belong to a body that speaks for no city
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (const auto organisation = authority.organisation_at(words.subspan(i))) {
      if (!organisation->what->city.empty()) return {organisation->what->city, true};
      closed_until = std::max(closed_until, i + organisation->words);
    }
    if (const auto body = authority.body_at(words.subspan(i))) {
      if (body->what == SpeaksFor::kCity && i >= closed_until) {
        CityFound city = place_after(text, words, i + body->words, authority);
        if (!city.name.empty()) return city;
      } else if (body->what == SpeaksFor::kNone) {
        // The body's name runs to the end of its clause: "Universidad de East Anglia", "Instituto Barcelona de …".
        const std::string_view clause = clause_at(text, words, i, authority);
        const std::size_t end = static_cast<std::size_t>(clause.data() - text.data()) + clause.size();
        while (closed_until < words.size() && words[closed_until].end <= end) ++closed_until;
      }
      if (body->what != SpeaksFor::kOpen) {
        i += body->words - 1;
        continue;
      }
    }
    if (i < closed_until || !words[i].upper) continue;
    const auto place = authority.place_at(words.subspan(i));
    if (!place) continue;
    const std::size_t after = i + place->words;
    const auto follower = after < words.size() ? authority.body_at(words.subspan(after)) : std::nullopt;
    const bool names_a_body = follower && follower->what == SpeaksFor::kNone;  // "Chicago Council on …"
    if (place->what->is_city && !names_a_body) return {place->what->name, true};
    i = after - 1;
  }
  return {};
}

// The last stretch of capitalised words that "de", "del", "en" … lead in, to the end of its clause.
std::string_view last_named(std::string_view text, Words words, std::size_t from, const Authority& authority) {
  for (std::size_t i = words.size(); i-- > from + 1;) {
    const bool led_in = !words[i - 1].upper && is_particle(words[i - 1].folded);
    const bool by_en = words[i - 1].folded == "en" || words[i - 1].folded == "at";
    const bool inside_name = i >= 2 && words[i - 2].upper && words[i].upper && words[i - 1].folded != "del" && !by_en &&
                             name_length(words.subspan(i - 2), text) > 2 && i > from + 2;
    if (words[i].upper && (led_in || by_en) && !inside_name) return clause_at(text, words, i, authority);
  }
  return {};
}

// A body's name begins with the capitalised words right before the phrase that tells its kind: "Tornos Abogados".
std::size_t name_start(std::string_view text, Words words, std::size_t at) {
  while (at > 0 && words[at].upper && words[at - 1].upper && words[at].begin == words[at - 1].end + 1 &&
         text[words[at - 1].end] == ' ') {
    --at;
  }
  return at;
}

// The words that belong to the first post: up to "y" and a second one.
Words first_post(Words words, std::size_t after_post, const Authority& authority) {
  for (std::size_t i = std::max<std::size_t>(after_post, 1); i + 1 < words.size(); ++i) {
    if (joins(words[i]) && authority.post_at(words.subspan(i + 1))) return words.first(i);
  }
  return words;
}

// Of the first post: a listed organisation; else the first body whose phrase is written as a name, one that tells its
// city before one that does not; else a body written small ("la ciudad de Turín"); else the last name of the heading.
std::string organisation_of(std::string_view text, Words words, std::size_t after_post, const Authority& authority) {
  words = first_post(words, after_post, authority);
  std::optional<std::size_t> named;
  std::optional<std::size_t> open;
  std::optional<std::size_t> small;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i >= after_post) {
      if (const auto listed = authority.organisation_at(words.subspan(i))) return listed->what->name;
    }
    const auto body = authority.body_at(words.subspan(i));
    if (!body) continue;
    // A post may take in the office ("jefe de la Oficina"); other bodies begin behind it.
    if (body->what == SpeaksFor::kOpen && words[i].upper && !open) open = i;
    if (body->what != SpeaksFor::kOpen && i >= after_post) {
      std::optional<std::size_t>& place = words[i].upper ? named : small;
      if (!place) place = i;
    }
  }
  for (const std::optional<std::size_t>& at : {named, open, small}) {
    if (at) return capitalised(std::string(clause_at(text, words, name_start(text, words, *at), authority)));
  }
  return capitalised(std::string(last_named(text, words, after_post, authority)));
}

}  // namespace

Affiliation read_affiliation(std::string_view role, const Authority& authority) {
  Affiliation affiliation;
  affiliation.role = trimmed(role);
  const std::string_view text = affiliation.role;
  const std::vector<Word> words = words_of(text);
  std::size_t after_post = 0;
  for (std::size_t i = 0; i < words.size() && i < 3 && !affiliation.known_post; ++i) {
    if (const auto post = authority.post_at(Words(words).subspan(i))) {
      affiliation.role_class = post->what->role_class;
      affiliation.known_post = true;
      after_post = i + post->words;
    } else if (words[i].upper) {
      break;
    }
  }
  CityFound city = city_of(text, words, authority);
  affiliation.city = std::move(city.name);
  affiliation.known_place = city.listed;
  affiliation.organisation = organisation_of(text, words, after_post, authority);
  return affiliation;
}

std::optional<SpeakerLine> read_speaker_line(std::string_view heading, const Authority& authority) {
  heading = trimmed(heading);
  if (text::ends_sentence(heading) || text::begins_item(heading)) return std::nullopt;
  const std::vector<Word> all = words_of(heading);
  Words words(all);
  const Label label = label_of(words, heading, authority);
  words = words.subspan(label.words);
  while (!words.empty() && is_honorific(words, authority)) words = words.subspan(1);
  if (words.empty() || begins_sentence(words[0].folded)) return std::nullopt;
  const std::size_t length = name_length(words, heading);
  const bool has_digit = std::any_of(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(length),
                                     [](const Word& w) { return w.folded[0] >= '0' && w.folded[0] <= '9'; });
  if (length < kMinNameWords || length == words.size() || has_digit) return std::nullopt;
  const Word& last = words[length - 1];
  const std::string_view gap = heading.substr(last.end, words[length].begin - last.end);
  const bool comma = gap.find(',') != std::string_view::npos;
  const bool set_off = gap.find('(') != std::string_view::npos || gap.find("–") != std::string_view::npos ||
                       gap.find("—") != std::string_view::npos || gap == " - ";
  if (!comma && !set_off) return std::nullopt;
  std::string_view role = heading.substr(words[length].begin);
  if (set_off && !comma && role.ends_with(')')) role.remove_suffix(1);
  SpeakerLine line;
  line.moderates = label.moderates;
  line.name = between(heading, words[0], last);
  line.affiliation = read_affiliation(role, authority);
  const bool named = label.words > 0 || authority.given_name(words[0].folded) != nullptr;
  const Words rest = words.subspan(length);
  const bool leads_with_body = authority.body_at(rest) || authority.organisation_at(rest) || authority.place_at(rest);
  if (!line.affiliation.known_post && !leads_with_body && !named) return std::nullopt;
  return line;
}

NamedInTitle person_in_title(std::string_view title, const Authority& authority) {
  const std::vector<Word> words = words_of(title);
  for (std::size_t i = 1; i < words.size(); ++i) {
    const bool by_charge = i >= 3 && words[i - 1].folded == "de" && words[i - 2].folded == "cargo";
    std::size_t at = i;
    while (at < words.size() && is_honorific(Words(words).subspan(at), authority)) ++at;
    const bool titled = at > i && is_particle(words[i - 1].folded);
    if (at >= words.size()) break;
    const bool led_in = is_particle(words[i - 1].folded) || words[i - 1].folded == "por";
    const bool given = led_in && words[at].upper && authority.given_name(words[at].folded) != nullptr &&
                       !authority.place_at(Words(words).subspan(at));
    if (!by_charge && !titled && !given) continue;
    const std::size_t length = name_length(Words(words).subspan(at), title);
    if (length < kMinNameWords) continue;
    const Word& last = words[at + length - 1];
    NamedInTitle named{std::string(between(title, words[at], last)), {}};
    const std::string_view rest = title.substr(last.end);
    if (rest.starts_with(',')) named.role = trimmed(rest.substr(1));
    return named;
  }
  return {};
}

std::string apposition_of(std::string_view name, std::string_view text, const Authority& authority) {
  const std::string wanted = text::fold(name);
  const std::string folded = text::fold(text);
  // Folding may change lengths; find the name word by word in the text itself.
  if (folded.find(wanted) == std::string::npos) return {};
  const std::vector<Word> words = words_of(text);
  const std::vector<Word> parts = words_of(name);
  for (std::size_t i = 0; i + parts.size() < words.size(); ++i) {
    const bool here = std::equal(parts.begin(), parts.end(), words.begin() + static_cast<std::ptrdiff_t>(i),
                                 [](const Word& a, const Word& b) { return a.folded == b.folded; });
    const std::size_t after = i + parts.size();
    if (!here || !text.substr(words[after - 1].end).starts_with(", ")) continue;
    if (!authority.post_at(Words(words).subspan(after))) continue;
    const std::string_view rest = text.substr(words[after].begin);
    return std::string(trimmed(rest.substr(0, rest.find_first_of(".;\n"))));
  }
  return {};
}

}  // namespace dixit::segment
