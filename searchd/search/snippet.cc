#include "searchd/search/snippet.h"

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <vector>

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
    sentences_ = parts_of({0, tokens_.size()}, [this](std::size_t i) { return ends_sentence(i); });
  }

  Window best() const {
    const Window best = best_of(sentences_);
    return width(best.begin, best.end) > longest() ? inside(best) : best;
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
  // A sentence is shown whole up to half as many characters again.
  std::size_t longest() const { return max_ + max_ / 2; }

  std::size_t characters_in(std::size_t begin, std::size_t end) const {
    return static_cast<std::size_t>(std::count_if(
        text_.begin() + static_cast<std::ptrdiff_t>(begin), text_.begin() + static_cast<std::ptrdiff_t>(end),
        [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
  }

  std::size_t width(std::size_t begin, std::size_t end) const { return characters_[end] - characters_[begin]; }

  // What stands between token `i`, not the last one, and the next.
  std::string_view behind(std::size_t i) const {
    return std::string_view(text_).substr(tokens_[i].end, tokens_[i + 1].begin - tokens_[i].end);
  }

  // "Sr", "Dra", "EE": a capital and little more; their full stop ends no sentence.
  bool is_abbreviation(std::size_t i) const {
    const std::string_view word = std::string_view(text_).substr(tokens_[i].begin, tokens_[i].end - tokens_[i].begin);
    const auto is_capital = [](char c) { return c >= 'A' && c <= 'Z'; };
    return is_capital(word.front()) && (word.size() <= 2 || (word.size() == 3 && !is_capital(word[1])));
  }

  // Whether a sentence ends between token `i` and the next.
  bool ends_sentence(std::size_t i) const {
    const std::string_view between = behind(i);
    if (between == " ") return false;  // as mostly
    if (between.find('\n') != std::string_view::npos) return true;
    const std::size_t stop =
        std::min({between.find('.'), between.find('!'), between.find('?'), between.find(kEllipsis)});
    if (stop == std::string_view::npos || between.find(' ', stop) == std::string_view::npos) return false;
    return between[stop] != '.' || !is_abbreviation(i);
  }

  // `tokens_` within `whole` cut behind those that `ends` says.
  template <typename Ends>
  std::vector<Window> parts_of(const Window& whole, Ends&& ends) const {
    std::vector<Window> parts;
    std::size_t begin = whole.begin;
    for (std::size_t i = whole.begin; i < whole.end; ++i) {
      if (i + 1 < whole.end && !ends(i)) continue;
      parts.push_back({begin, i + 1});
      begin = i + 1;
    }
    return parts;
  }

  // Of `parts`, the one that answers best, with those behind it that fit; the first ones where none answers.
  Window best_of(const std::vector<Window>& parts) const {
    Window best;
    std::size_t best_value = 0;
    for (std::size_t first = 0; first < parts.size(); ++first) {
      if (first > 0 && value_of(parts[first]) == 0) continue;
      Window window = parts[first];
      for (std::size_t i = first + 1; i < parts.size() && width(window.begin, parts[i].end) <= max_; ++i) {
        window.end = parts[i].end;
      }
      // The first one without a mark is for texts that have none.
      const std::size_t value = value_of(parts[first]) == 0 ? 0 : value_of(window);
      if (first == 0 || value > best_value) {
        best = window;
        best_value = value;
      }
    }
    return best;
  }

  // The clauses that answer best of a sentence too long to be shown whole; of a clause too long, words around its first
  // mark.
  Window inside(const Window& sentence) const {
    constexpr std::size_t kWordsBefore = 8;
    Window best = best_of(parts_of(
        sentence, [this](std::size_t i) { return behind(i).find_first_of(",;:()") != std::string_view::npos; }));
    if (width(best.begin, best.end) <= longest()) return best;
    const auto mark = std::find_if(marks_.begin(), marks_.end(), [&](const Mark& m) { return m.token >= best.begin; });
    if (mark != marks_.end() && mark->token < best.end && mark->token > best.begin + kWordsBefore) {
      best.begin = mark->token - kWordsBefore;
    }
    while (best.end - best.begin > 1 && width(best.begin, best.end) > max_) --best.end;
    return best;
  }

  std::size_t value_of(const Window& window) const {
    const auto by_token = [](const Mark& mark, std::size_t token) { return mark.token < token; };
    const auto first = std::lower_bound(marks_.begin(), marks_.end(), window.begin, by_token);
    const auto last = std::lower_bound(first, marks_.end(), window.end, by_token);
    std::set<std::size_t> wishes;
    for (auto mark = first; mark != last; ++mark) wishes.insert(mark->wish);
    return wishes.size() * 1000 + static_cast<std::size_t>(last - first);
  }

  const std::string& text_;
  const std::vector<schema::StoredToken>& tokens_;
  const std::vector<Mark>& marks_;
  std::size_t max_;
  std::vector<std::size_t> characters_;
  std::vector<Window> sentences_;
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
