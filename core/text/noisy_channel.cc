#include "core/text/noisy_channel.h"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <fstream>
#include <unordered_map>

namespace dixit::text {
namespace {

constexpr std::size_t kMaxLetters = 3;

std::uint8_t lower(std::uint8_t c) {
  const bool upper = (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7);
  return upper ? static_cast<std::uint8_t>(c + 0x20) : c;
}

// The letter without its accent; both in lower case.
std::uint8_t bare(std::uint8_t c) {
  static constexpr std::string_view kBare = "aaaaaaaceeeeiiiidnooooo/ouuuuypy";  // 0xE0 to 0xFF
  return c >= 0xE0 ? static_cast<std::uint8_t>(kBare[c - 0xE0U]) : c;
}

}  // namespace

// One walk of the graph along the printed letters.
class NoisyChannel::Walk {
 public:
  Walk(const NoisyChannel& channel, std::string_view printed, const Lexicon& lexicon, float limit)
      : channel_(channel), printed_(printed), graph_(lexicon.graph()), limit_(limit) {}

  std::vector<ChannelReading> run(int free_edits) {
    step(graph_.root(), 0, 0, free_edits);
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
    if (at < printed_.size()) take_letter(node, at, cost, free_edits);
    if (free_edits > 0 && cost + kFreeEdit <= limit_) edit_freely(node, at, cost, free_edits - 1);
    if (at == printed_.size()) return;
    for (const Confusion& confusion : channel_.by_first_letter_[static_cast<std::uint8_t>(printed_[at])]) {
      if (cost + confusion.cost > limit_ || !printed_.substr(at).starts_with(confusion.printed)) continue;
      WordGraph::Node next = node;
      if (!follow(confusion.meant, next)) continue;
      word_ += confusion.meant;
      step(next, at + confusion.printed.size(), cost + confusion.cost, free_edits);
      word_.resize(word_.size() - confusion.meant.size());
    }
  }

  // The printed letter itself, or the same letter with another accent.
  void take_letter(const WordGraph::Node& node, std::size_t at, float cost, int free_edits) {
    const auto seen = static_cast<std::uint8_t>(printed_[at]);
    const std::uint8_t small = lower(seen);
    const std::uint8_t base = bare(small);
    const float own_cost = cost + (seen == small ? 0 : kCase);
    const float accent_cost = cost + kAccent;
    // One look at the edges serves the letter and its accents.
    graph_.for_each_next(node, [&](std::uint8_t letter, const WordGraph::Node& next) {
      const bool same = letter == small;
      if (!same && bare(letter) != base) return;
      const float next_cost = same ? own_cost : accent_cost;
      if (next_cost > limit_) return;
      word_.push_back(static_cast<char>(letter));
      step(next, at + 1, next_cost, free_edits);
      word_.pop_back();
    });
  }

  // One letter lost, changed or added for no listed reason.
  void edit_freely(const WordGraph::Node& node, std::size_t at, float cost, int left) {
    graph_.for_each_next(node, [&](std::uint8_t letter, const WordGraph::Node& next) {
      word_.push_back(static_cast<char>(letter));
      step(next, at, cost + kFreeEdit, left);
      const bool changes = at < printed_.size() && bare(letter) != bare(lower(static_cast<std::uint8_t>(printed_[at])));
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

  const NoisyChannel& channel_;
  std::string_view printed_;
  const WordGraph& graph_;
  float limit_;
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
    const std::size_t first = line.find('\t');
    const std::size_t second = first == std::string::npos ? first : line.find('\t', first + 1);
    float cost = -1;
    if (second != std::string::npos) {
      const char* const digits = line.data() + second + 1;
      std::from_chars(digits, line.data() + line.size(), cost);
      const std::string meant = to_latin1_lower(line.substr(0, first));
      const std::string printed = to_latin1(line.substr(first + 1, second - first - 1));
      const bool sized =
          !meant.empty() && !printed.empty() && meant.size() <= kMaxLetters && printed.size() <= kMaxLetters;
      if (sized && cost > 0 && meant != printed && meant.find('\1') == std::string::npos &&
          printed.find('\1') == std::string::npos) {
        channel->by_first_letter_[static_cast<std::uint8_t>(printed[0])].push_back({meant, printed, cost});
        ++channel->size_;
        continue;
      }
    }
    found.add({Severity::kWarning, "channel.bad-line", file.string(), number, 0,
               "the line is no confusion of one to three letters with a cost above 0", line,
               "write what is meant, what is printed, and the cost, separated by tabs"});
  }
  if (channel->size_ == 0) {
    return Error{ErrorCode::kInputRejected,
                 file.string() + " holds no confusion",
                 "restore the file; without it nothing damaged can be read",
                 {}};
  }
  return std::shared_ptr<const NoisyChannel>(std::move(channel));
}

std::vector<ChannelReading> NoisyChannel::readings(std::string_view printed, const Lexicon& lexicon, float limit,
                                                   int free_edits) const {
  return Walk(*this, printed, lexicon, limit).run(free_edits);
}

}  // namespace dixit::text
