#include "core/text/noisy_channel.h"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <fstream>
#include <unordered_map>
#include <utility>

#include "core/text/lexicon.h"

namespace dixit::text {
namespace {

constexpr std::size_t kMaxLetters = 3;
constexpr std::size_t kMaxWhole = 8;

std::uint8_t lower(std::uint8_t c) {
  const bool upper = (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7);
  return upper ? static_cast<std::uint8_t>(c + 0x20) : c;
}

// The letters that are `base` without their accents, itself among them; a string each.
const std::vector<std::string>& variants_of(std::uint8_t base) {
  static const auto variants = [] {
    std::array<std::vector<std::string>, 256> of_base;
    for (unsigned letter = 0; letter < of_base.size(); ++letter) {
      of_base[bare_letter(static_cast<std::uint8_t>(letter))].emplace_back(1, static_cast<char>(letter));
    }
    return of_base;
  }();
  return variants[base];
}

}  // namespace

// One walk of the graph along the printed letters.
class NoisyChannel::Walk {
 public:
  Walk(const NoisyChannel& channel, std::string_view printed, const WordGraph& words, Accents accents, float limit)
      : printed_(printed), graph_(words), limit_(limit), places_(printed.size()) {
    const auto page = static_cast<std::size_t>(accents);
    for (std::size_t at = 0; at < printed.size(); ++at) {
      const auto& confusions = channel.of_letters_[page][static_cast<std::uint8_t>(printed[at])];
      // The dearest first, because each goes to the front of its list.
      for (auto confusion = confusions.rbegin(); confusion != confusions.rend(); ++confusion) {
        if (confusion->cost > limit || !printed.substr(at).starts_with(confusion->printed)) continue;
        add_way(at, confusion->meant, confusion->printed.size(), confusion->cost);
      }
      add_letter(at);
      Place& place = places_[at];
      for (std::size_t left = 1; left <= kMostNats; ++left) place.letters[left] |= place.letters[left - 1];
    }
    take_whole_word(channel.of_words_[page]);
  }

  std::vector<ChannelReading> run(int free_edits) {
    step(graph_.root(), 0, 0, free_edits);
    std::vector<ChannelReading> readings;
    readings.reserve(found_.size());
    for (const auto& [number, cost] : found_) readings.push_back({graph_.word(number), number, cost});
    std::sort(readings.begin(), readings.end(), [](const ChannelReading& a, const ChannelReading& b) {
      return a.cost != b.cost ? a.cost < b.cost : a.number < b.number;
    });
    return readings;
  }

 private:
  using Node = WordGraph::Node;
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;
  static constexpr std::size_t kMostNats = 24;
  static constexpr float kRounding = 0.01F;  // more than sums of costs can be wrong by

  // A way to have meant what is printed at one place; the letter that its meaning begins with leads to it.
  struct Way {
    std::string_view rest;  // of the meaning, behind that letter
    std::uint8_t printed_size = 1;
    std::uint32_t next = kNone;  // of the same letter
    float cost = 0;
  };

  struct Place {
    Place() { first.fill(kNone); }
    // Letters that some way begins with, by the nats that are left for it.
    std::array<LetterSet, kMostNats + 1> letters{};
    std::array<std::uint32_t, 256> first;  // by letter: its first way, the cheapest
  };

  void add_way(std::size_t at, std::string_view meant, std::size_t printed_size, float cost) {
    const auto letter = static_cast<std::uint8_t>(meant[0]);
    Place& place = places_[at];
    place.letters[whole_nats(cost)] |= letter_set(letter);
    std::uint32_t* before = &place.first[letter];
    while (*before != kNone && ways_[*before].cost <= cost) before = &ways_[*before].next;
    const auto number = static_cast<std::uint32_t>(ways_.size());
    const Way way{meant.substr(1), static_cast<std::uint8_t>(printed_size), std::exchange(*before, number), cost};
    ways_.push_back(way);
  }

  static std::size_t whole_nats(float cost) { return std::min(static_cast<std::size_t>(cost), kMostNats); }

  // The printed letter itself and those that differ from it by an accent.
  void add_letter(std::size_t at) {
    const auto seen = static_cast<std::uint8_t>(printed_[at]);
    const std::uint8_t small = lower(seen);
    for (const std::string_view letter : variants_of(bare_letter(small))) {
      const bool same = static_cast<std::uint8_t>(letter[0]) == small;
      add_way(at, letter, 1, !same ? kAccent : seen == small ? 0 : kCase);
    }
  }

  void take_whole_word(const ByWord& of_words) {
    std::string small(printed_);
    for (char& c : small) c = static_cast<char>(lower(static_cast<std::uint8_t>(c)));
    const auto listed = of_words.find(small);
    if (listed == of_words.end()) return;
    for (const Confusion& confusion : listed->second) {
      if (confusion.cost > limit_) continue;
      if (const auto number = graph_.find(confusion.meant)) keep(*number, confusion.cost);
    }
  }

  // Goes on from `node` with what is printed from `at` on. Most nodes lead nowhere; it shows before they are looked at.
  void step(const Node& node, std::size_t at, float cost, int free_edits) {
    if (cost > limit_) return;
    const bool may_edit = free_edits > 0 && cost + kFreeEdit <= limit_;
    const bool at_end = at == printed_.size();
    if (at_end && node.is_word) keep(node.number, cost);
    const LetterSet letters = at_end ? 0 : node.letters & places_[at].letters[whole_nats(limit_ - cost + kRounding)];
    if (!may_edit && letters == 0) return;
    if (++steps_ > kMaxSteps) return;
    if (may_edit) edit_freely(node, at, cost, free_edits - 1);
    if (letters != 0) take_letters(node, letters, at, cost, free_edits);
  }

  // What goes on from `node` with one of `letters`.
  void take_letters(const Node& node, LetterSet letters, std::size_t at, float cost, int free_edits) {
    const Place& place = places_[at];
    graph_.for_each_next(node, letters, [&](std::uint8_t letter, const Node& next) {
      for (std::uint32_t i = place.first[letter]; i != kNone; i = ways_[i].next) {
        const Way& way = ways_[i];
        if (cost + way.cost > limit_) return;
        Node behind = next;
        if (follow(way.rest, behind)) step(behind, at + way.printed_size, cost + way.cost, free_edits);
      }
    });
  }

  // One letter lost, changed or added for no listed reason.
  void edit_freely(const Node& node, std::size_t at, float cost, int left) {
    const bool at_end = at == printed_.size();
    const std::uint8_t base = at_end ? 0 : bare_letter(lower(static_cast<std::uint8_t>(printed_[at])));
    graph_.for_each_next(node, [&](std::uint8_t letter, const Node& next) {
      step(next, at, cost + kFreeEdit, left);
      if (!at_end && bare_letter(letter) != base) step(next, at + 1, cost + kFreeEdit, left);
    });
    if (at > 0 && !at_end) step(node, at + 1, cost + kFreeEdit, left);
  }

  bool follow(std::string_view letters, Node& node) const {
    for (const char c : letters) {
      const auto letter = static_cast<std::uint8_t>(c);
      if ((node.letters & letter_set(letter)) == 0) return false;
      const std::optional<Node> next = graph_.next(node, letter);
      if (!next) return false;
      node = *next;
    }
    return true;
  }

  void keep(std::uint32_t number, float cost) {
    const auto [at, is_new] = found_.try_emplace(number, cost);
    if (!is_new) at->second = std::min(at->second, cost);
  }

  std::string_view printed_;
  const WordGraph& graph_;
  float limit_;
  std::vector<Place> places_;
  std::vector<Way> ways_;
  std::size_t steps_ = 0;
  std::unordered_map<std::uint32_t, float> found_;  // cost by number
};

Result<std::shared_ptr<const NoisyChannel>> NoisyChannel::load(const std::filesystem::path& file, Diagnostics& found) {
  std::ifstream in(file);
  if (!in) return system_error(errno, "read the confusions", file.string());
  auto channel = std::make_shared<NoisyChannel>();
  std::size_t number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    if (line.ends_with('\r')) line.pop_back();
    if (line.empty() || line.starts_with('#')) continue;
    if (channel->add(line)) continue;
    found.add(
        {Severity::kWarning, "channel.bad-line", file.string(), number, 0,
         "the line is no confusion of one to three letters with two costs above 0", line,
         "write what is meant, what is printed, and the costs where accents are lost and read, separated by tabs"});
  }
  if (channel->size_ == 0) {
    return Error{ErrorCode::kInputRejected,
                 file.string() + " holds no confusion",
                 "restore the file; without it nothing damaged can be read",
                 {}};
  }
  return std::shared_ptr<const NoisyChannel>(std::move(channel));
}

bool NoisyChannel::add(std::string_view line) {
  std::array<std::string_view, 4> columns;
  for (std::string_view& column : columns) {
    const std::size_t tab = std::min(line.find('\t'), line.size());
    column = line.substr(0, tab);
    line.remove_prefix(std::min(tab + 1, line.size()));
  }
  std::array<float, 2> costs{};
  for (std::size_t page = 0; page < costs.size(); ++page) {
    const std::string_view digits = columns[2 + page];
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), costs[page]);
    if (error != std::errc() || end != digits.data() + digits.size() || !(costs[page] > 0)) return false;
  }
  Confusion confusion;
  const bool whole = columns[0].starts_with('=') && columns[1].starts_with('=');
  if (whole) columns[0].remove_prefix(1), columns[1].remove_prefix(1);
  confusion.meant = to_latin1_lower(columns[0]);
  confusion.printed = whole ? to_latin1_lower(columns[1]) : to_latin1(columns[1]);
  const auto is_sound = [&](const std::string& letters) {
    const std::size_t most = whole ? kMaxWhole : kMaxLetters;
    return !letters.empty() && letters.size() <= most && letters.find('\1') == std::string::npos;
  };
  if (!is_sound(confusion.meant) || !is_sound(confusion.printed) || confusion.meant == confusion.printed) return false;
  for (std::size_t page = 0; page < costs.size(); ++page) {
    auto& list =
        whole ? of_words_[page][confusion.printed] : of_letters_[page][static_cast<std::uint8_t>(confusion.printed[0])];
    confusion.cost = costs[page];
    const auto dearer = [](float cost, const Confusion& other) { return cost < other.cost; };
    list.insert(std::upper_bound(list.begin(), list.end(), confusion.cost, dearer), confusion);
  }
  ++size_;
  return true;
}

std::vector<ChannelReading> NoisyChannel::readings(std::string_view printed, const WordGraph& words, Accents accents,
                                                   float limit, int free_edits) const {
  return Walk(*this, printed, words, accents, limit).run(free_edits);
}

}  // namespace dixit::text
