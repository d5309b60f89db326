#include "searchd/search/snippet.h"

#include <algorithm>
#include <set>
#include <string>
#include <string_view>

namespace dixit::search {
namespace {

constexpr std::string_view kSpaces = " \n";
constexpr std::string_view kEllipsis = "…";

// Tokens [begin, end) of the document.
struct Window {
  std::size_t begin = 0;
  std::size_t end = 0;
};

// Bytes [begin, end) of `document.unit.text` as runs.
std::vector<Run> runs_of(const schema::StoredDoc& document, const std::vector<Mark>& marks, std::size_t begin,
                         std::size_t end) {
  const std::string& text = document.unit.text;
  std::vector<Run> runs;
  std::size_t at = begin;
  for (const Mark& mark : marks) {
    const schema::StoredToken& token = document.tokens[mark.token];
    if (token.begin < at || token.end > end) continue;
    if (token.begin > at) runs.push_back({text.substr(at, token.begin - at), {}});
    runs.push_back({text.substr(token.begin, token.end - token.begin), mark.match});
    at = token.end;
  }
  if (at < end) runs.push_back({text.substr(at, end - at), {}});
  return runs;
}

class Cutter {
 public:
  Cutter(const schema::StoredDoc& document, const std::vector<Mark>& marks, std::size_t max_characters)
      : text_(document.unit.text), tokens_(document.tokens), marks_(marks), max_(max_characters) {
    // Characters before each token.
    characters_.reserve(tokens_.size() + 1);
    std::size_t at = 0;
    std::size_t count = 0;
    for (const schema::StoredToken& token : tokens_) {
      count += characters_in(at, token.begin);
      at = token.begin;
      characters_.push_back(count);
    }
    characters_.push_back(count + characters_in(at, text_.size()));
  }

  Window best() const {
    if (marks_.empty()) return {0, end_from(0, 0)};
    Window best;
    std::size_t best_value = 0;
    for (const Mark& mark : marks_) {
      Window window;
      window.begin = begin_before(mark.token);
      window.end = end_from(window.begin, last_mark_within(window.begin, mark.token) + 1);
      const std::size_t value = value_of(window);
      if (value > best_value) {
        best = window;
        best_value = value;
      }
    }
    return best;
  }

  // The bytes of `window`, with the punctuation around its words.
  std::pair<std::size_t, std::size_t> bytes_of(const Window& window) const {
    if (tokens_.empty()) return {0, text_.size()};
    const std::size_t before =
        window.begin == 0 ? std::string::npos : text_.find_last_of(kSpaces, tokens_[window.begin].begin);
    const std::size_t after =
        window.end == tokens_.size() ? std::string::npos : text_.find_first_of(kSpaces, tokens_[window.end - 1].end);
    return {before == std::string::npos ? 0 : before + 1, std::min(after, text_.size())};
  }

 private:
  // How far before a match its sentence may begin and still be shown from there.
  static constexpr std::size_t kMaxLead = 120;
  // Words shown before a match whose sentence begins too far away.
  static constexpr std::size_t kLeadWords = 8;

  std::size_t characters_in(std::size_t begin, std::size_t end) const {
    return static_cast<std::size_t>(std::count_if(
        text_.begin() + static_cast<std::ptrdiff_t>(begin), text_.begin() + static_cast<std::ptrdiff_t>(end),
        [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
  }

  std::size_t width(std::size_t begin, std::size_t end) const { return characters_[end] - characters_[begin]; }

  // Whether a sentence ends between token `i` and the next.
  bool ends_sentence(std::size_t i) const {
    if (i + 1 == tokens_.size()) return true;
    const std::string_view between =
        std::string_view(text_).substr(tokens_[i].end, tokens_[i + 1].begin - tokens_[i].end);
    if (between.find('\n') != std::string_view::npos) return true;
    const std::size_t stop =
        std::min({between.find('.'), between.find('!'), between.find('?'), between.find(kEllipsis)});
    return stop != std::string_view::npos && between.find(' ', stop) != std::string_view::npos;
  }

  std::size_t begin_before(std::size_t token) const {
    std::size_t begin = token;
    while (begin > 0 && !ends_sentence(begin - 1)) {
      if (width(begin - 1, token) > kMaxLead) return token > kLeadWords ? token - kLeadWords : 0;
      --begin;
    }
    return begin;
  }

  std::size_t last_mark_within(std::size_t begin, std::size_t first) const {
    std::size_t last = first;
    for (const Mark& mark : marks_) {
      if (mark.token >= first && width(begin, mark.token + 1) <= max_) last = mark.token;
    }
    return last;
  }

  // The end of the last sentence that fits and takes in the tokens before `wanted`; where there is none, or only one
  // that leaves most of the room empty, the last word that fits.
  std::size_t end_from(std::size_t begin, std::size_t wanted) const {
    std::size_t end = std::max(begin, wanted);
    std::size_t sentence = 0;
    for (std::size_t i = begin; i < tokens_.size(); ++i) {
      if (i >= wanted && width(begin, i + 1) > max_) break;
      end = std::max(end, i + 1);
      if (i + 1 >= wanted && ends_sentence(i) && width(begin, i + 1) * 2 >= max_) sentence = i + 1;
    }
    if (sentence > begin) return sentence;
    return std::min(std::max(end, begin + 1), tokens_.size());
  }

  std::size_t value_of(const Window& window) const {
    std::set<std::size_t> wishes;
    std::size_t count = 0;
    for (const Mark& mark : marks_) {
      if (mark.token < window.begin || mark.token >= window.end) continue;
      wishes.insert(mark.wish);
      ++count;
    }
    return wishes.size() * 1000 + count;
  }

  const std::string& text_;
  const std::vector<schema::StoredToken>& tokens_;
  const std::vector<Mark>& marks_;
  std::size_t max_;
  std::vector<std::size_t> characters_;
};

void add_text(std::vector<Run>& runs, bool at_front, const std::string& text) {
  if (runs.empty() || (at_front ? runs.front() : runs.back()).match) {
    runs.insert(at_front ? runs.begin() : runs.end(), Run{text, {}});
  } else if (at_front) {
    runs.front().text.insert(0, text);
  } else {
    runs.back().text += text;
  }
}

}  // namespace

std::vector<Run> whole_text(const schema::StoredDoc& document, const std::vector<Mark>& marks) {
  return runs_of(document, marks, 0, document.unit.text.size());
}

std::vector<Run> snippet(const schema::StoredDoc& document, const std::vector<Mark>& marks,
                         std::size_t max_characters) {
  const Cutter cutter(document, marks, max_characters);
  const auto [begin, end] = cutter.bytes_of(cutter.best());
  std::vector<Run> runs = runs_of(document, marks, begin, end);
  for (Run& run : runs) std::replace(run.text.begin(), run.text.end(), '\n', ' ');
  if (begin > 0) add_text(runs, true, std::string(kEllipsis) + " ");
  if (end < document.unit.text.size()) add_text(runs, false, " " + std::string(kEllipsis));
  return runs;
}

}  // namespace dixit::search
