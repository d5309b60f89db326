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

}  // namespace

// One walk of the graph along the printed letters.
class NoisyChannel::Walk {
 public:
  Walk(const NoisyChannel& channel, std::string_view printed, const WordGraph& words, Accents accents, float limit)
      : channel_(channel),
        printed_(printed),
        graph_(words),
        accents_(static_cast<std::size_t>(accents)),
        limit_(limit),
        first_(printed.size() * 256, kNone) {
    // What stands at each place is looked up once, not each time that the walk comes by.
    for (std::size_t at = printed.size(); at-- > 0;) {
      const auto& confusions = channel.of_letters_[accents_][static_cast<std::uint8_t>(printed[at])];
      for (const Confusion& confusion : confusions) {
        if (confusion.cost > limit) break;
        if (!printed.substr(at).starts_with(confusion.printed)) continue;
        std::uint32_t& first = first_[at * 256 + static_cast<std::uint8_t>(confusion.meant[0])];
        possible_.push_back({&confusion, first});
        first = static_cast<std::uint32_t>(possible_.size() - 1);
      }
    }
  }

  std::vector<ChannelReading> run(int free_edits) {
    step(graph_.root(), 0, 0, free_edits);
    take_whole_word();
    std::vector<ChannelReading> readings;
    readings.reserve(found_.size());
    for (auto& [number, reading] : found_) readings.push_back(std::move(reading));
    std::sort(readings.begin(), readings.end(), [](const ChannelReading& a, const ChannelReading& b) {
      return a.cost != b.cost ? a.cost < b.cost : a.number < b.number;
    });
    return readings;
  }

 private:
  void step(const WordGraph::Node& node, std::size_t at, float cost, int free_edits) {
    if (cost > limit_ || ++steps_ > kMaxSteps) return;
    if (at == printed_.size() && node.is_word) keep(node.number, cost);
    if (free_edits > 0 && cost + kFreeEdit <= limit_) edit_freely(node, at, cost, free_edits - 1);
    if (at < printed_.size()) take_letter(node, at, cost, free_edits);
  }

  void take_whole_word() {
    std::string small(printed_);
    for (char& c : small) c = static_cast<char>(lower(static_cast<std::uint8_t>(c)));
    const ByWord& of_words = channel_.of_words_[accents_];
    const auto listed = of_words.find(small);
    if (listed == of_words.end()) return;
    for (const Confusion& confusion : listed->second) {
      if (confusion.cost > limit_) continue;
      if (const auto number = graph_.find(confusion.meant)) {
        word_ = confusion.meant;
        keep(*number, confusion.cost);
      }
    }
  }

  // The printed letter itself, the same letter with another accent, or what may have been misread here. One look at the
  // edges serves them all.
  void take_letter(const WordGraph::Node& node, std::size_t at, float cost, int free_edits) {
    const auto seen = static_cast<std::uint8_t>(printed_[at]);
    const std::uint8_t small = lower(seen);
    const std::uint8_t base = bare_letter(small);
    const float own_cost = cost + (seen == small ? 0 : kCase);
    const float accent_cost = cost + kAccent;
    graph_.for_each_next(node, [&](std::uint8_t letter, const WordGraph::Node& next) {
      const bool same = letter == small;
      const float next_cost = same ? own_cost : accent_cost;
      if (next_cost <= limit_ && (same || bare_letter(letter) == base)) {
        word_.push_back(static_cast<char>(letter));
        step(next, at + 1, next_cost, free_edits);
        word_.pop_back();
      }
      for (std::uint32_t i = first_[at * 256 + letter]; i != kNone; i = possible_[i].next) {
        undo(*possible_[i].confusion, next, at, cost, free_edits);
      }
    });
  }

  // Goes on behind `confusion`, the first letter of whose meaning leads to `node`.
  void undo(const Confusion& confusion, WordGraph::Node node, std::size_t at, float cost, int free_edits) {
    const float next_cost = cost + confusion.cost;
    if (next_cost > limit_ || !follow(std::string_view(confusion.meant).substr(1), node)) return;
    word_ += confusion.meant;
    step(node, at + confusion.printed.size(), next_cost, free_edits);
    word_.resize(word_.size() - confusion.meant.size());
  }

  // One letter lost, changed or added for no listed reason.
  void edit_freely(const WordGraph::Node& node, std::size_t at, float cost, int left) {
    graph_.for_each_next(node, [&](std::uint8_t letter, const WordGraph::Node& next) {
      word_.push_back(static_cast<char>(letter));
      step(next, at, cost + kFreeEdit, left);
      const bool changes =
          at < printed_.size() && bare_letter(letter) != bare_letter(lower(static_cast<std::uint8_t>(printed_[at])));
      if (changes) step(next, at + 1, cost + kFreeEdit, left);
      word_.pop_back();
    });
    if (at > 0 && at < printed_.size()) step(node, at + 1, cost + kFreeEdit, left);
  }

  bool follow(std::string_view letters, WordGraph::Node& node) const {
    for (const char letter : letters) {
      const std::optional<WordGraph::Node> next = graph_.next(node, static_cast<std::uint8_t>(letter));
      if (!next) return false;
      node = *next;
    }
    return true;
  }

  void keep(std::uint32_t number, float cost) {
    const auto [at, is_new] = found_.try_emplace(number, ChannelReading{word_, number, cost});
    if (!is_new && cost < at->second.cost) at->second.cost = cost;
  }

  static constexpr std::uint32_t kNone = 0xFFFFFFFF;

  // A confusion that may have happened at one place, in a list of those whose meaning begins with one letter.
  struct Possible {
    const Confusion* confusion;
    std::uint32_t next;
  };

  const NoisyChannel& channel_;
  std::string_view printed_;
  const WordGraph& graph_;
  std::size_t accents_;
  float limit_;
  std::vector<std::uint32_t> first_;  // by place and letter: the first of its list in `possible_`
  std::vector<Possible> possible_;
  std::string word_;
  std::size_t steps_ = 0;
  std::unordered_map<std::uint32_t, ChannelReading> found_;
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
