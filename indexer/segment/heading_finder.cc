#include "indexer/segment/heading_finder.h"

#include <algorithm>
#include <optional>

#include "core/text/sentence.h"

namespace dixit::segment {
namespace {

using clean::CleanDocument;
using clean::CleanLine;

constexpr std::size_t kMaxSpeakerLines = 4;
constexpr std::size_t kMaxTitleLines = 10;
constexpr std::size_t kMaxTitleBlockLines = 6;
constexpr std::size_t kMaxDebateLines = 3;
// A sentence that happens to begin with a number is longer than any heading.
constexpr std::size_t kMaxTitleBytes = 250;
// A theme's first sentence is its title unless it is longer than a title can be.
constexpr std::size_t kMaxThemeTitleBytes = 160;

class Finder {
 public:
  Finder(const CleanDocument& document, const clean::Compounds& compounds, const std::string& path,
         const Knowledge& knowledge)
      : document_(document), compounds_(compounds), path_(path), knowledge_(knowledge), blocks_(blocks_of(document)) {
    split_lost_blanks();
  }

  std::vector<Heading> find() {
    while (at_ < blocks_.size()) {
      if (!take_section() && !take_theme() && !take_named_session() && !take_speaker() && !take_debate()) ++at_;
    }
    return std::move(headings_);
  }

 private:
  const CleanLine& line(std::size_t block, std::size_t i = 0) const { return document_.lines[blocks_[block].lines[i]]; }
  std::string text(const std::vector<std::size_t>& lines) const { return text_of(document_, lines, compounds_); }
  std::string text(std::size_t block) const { return text(blocks_[block].lines); }
  bool exists(std::size_t block) const { return block < blocks_.size(); }

  void report(std::string code, std::size_t line_index, std::string message, std::string hint) {
    knowledge_.found.add({Severity::kWarning, std::move(code), path_, document_.lines[line_index].number, 0,
                          std::move(message), document_.lines[line_index].text, std::move(hint)});
  }

  // Where the scan lost the blank line above a speaker's heading, the heading ends a block of prose.
  void split_lost_blanks() {
    for (std::size_t b = 0; b < blocks_.size(); ++b) {
      std::vector<std::size_t>& lines = blocks_[b].lines;
      for (std::size_t i = lines.size() - std::min(lines.size() - 1, kMaxSpeakerLines); i < lines.size(); ++i) {
        if (!text::ends_sentence(document_.lines[lines[i - 1]].text)) continue;
        const std::vector<std::size_t> rest(lines.begin() + static_cast<std::ptrdiff_t>(i), lines.end());
        if (!read_speaker_line(text(rest), knowledge_.authority)) continue;
        lines.resize(i);
        blocks_.insert(blocks_.begin() + static_cast<std::ptrdiff_t>(b) + 1, Block{rest});
        break;
      }
    }
  }

  // Adds a heading of the blocks from `at_` to `end`, or of the first `lines` lines of the block `end` where that is
  // not 0, and moves behind it.
  Heading& add(HeadingKind kind, std::size_t end, std::size_t lines = 0) {
    Heading& heading = headings_.emplace_back();
    heading.kind = kind;
    heading.first_line = blocks_[at_].lines.front();
    if (lines > 0) {
      std::vector<std::size_t>& cut = blocks_[end].lines;
      heading.body_line = cut[lines - 1] + 1;
      cut.erase(cut.begin(), cut.begin() + static_cast<std::ptrdiff_t>(lines));
    } else {
      heading.body_line = blocks_[end - 1].lines.back() + 1;
    }
    at_ = end;
    return heading;
  }

  struct Title {
    std::string text;
    std::size_t end = 0;    // block behind it
    std::size_t lines = 0;  // or lines of that block that still belong to it
  };

  // The title that begins in block `at_`: its block, and those that go on with a small letter or are asked for.
  std::optional<Title> title_here() const {
    const std::vector<std::size_t>& first = blocks_[at_].lines;
    std::vector<std::size_t> lines = first;
    if (first.size() > kMaxTitleBlockLines || text::ends_sentence(text(first))) {
      // Text follows without a blank line: the title ends where a line stands complete before a capital.
      std::size_t count = 1;
      while (count < first.size() && count < kMaxTitleBlockLines &&
             (text::breaks_off(document_.lines[first[count - 1]].text) ||
              text::begins_lower(document_.lines[first[count]].text))) {
        ++count;
      }
      lines.resize(count);
      const std::string title = text(lines);
      if (count == first.size() || text::ends_sentence(title)) return std::nullopt;
      return Title{title, at_, count};
    }
    std::size_t end = at_ + 1;
    while (exists(end) && lines.size() + blocks_[end].lines.size() <= kMaxTitleLines) {
      const bool goes_on = text::begins_lower(line(end).text) && !text::ends_statement(text(end));
      const bool asked_for = text::breaks_off(text(lines)) && blocks_[end].lines.size() <= 2;
      if (!goes_on && !asked_for) break;
      lines.insert(lines.end(), blocks_[end].lines.begin(), blocks_[end].lines.end());
      ++end;
    }
    return Title{text(lines), end, 0};
  }

  bool take_section() {
    const std::optional<NumberedLine> numbered = section_number_at(line(at_).text);
    if (!numbered || !can_follow(last_number_, numbered->number)) return false;
    const std::optional<Title> title = title_here();
    if (!title || title->text.size() > kMaxTitleBytes) return false;
    const std::size_t first_line = blocks_[at_].lines.front();
    Heading& heading = add(HeadingKind::kSection, title->end, title->lines);
    heading.number = to_string(numbered->number);
    heading.path = numbered->number;
    heading.title = title->text.substr(std::min(numbered->end, title->text.size()));
    const bool skips = numbered->number.back() != 1 && !follows_directly(numbered->number);
    last_number_ = numbered->number;
    expected_theme_ = 1;
    if (skips) {
      report("segment.number-gap", first_line, "the heading before " + heading.number + " was not found",
             "look for a damaged heading above; its text was counted to the section before it");
    }
    return true;
  }

  bool follows_directly(const SectionNumber& number) const {
    const std::size_t level = number.size() - 1;
    return last_number_.size() > level && number[level] == last_number_[level] + 1;
  }

  bool theme_follows(unsigned number, std::size_t from) const {
    for (std::size_t b = from; b < blocks_.size(); ++b) {
      if (roman_item_at(line(b).text, number)) return true;
      const auto section = section_number_at(line(b).text);
      if (section && can_follow(last_number_, section->number)) return false;
    }
    return false;
  }

  bool take_theme() {
    unsigned number = expected_theme_;
    std::optional<std::size_t> length = roman_item_at(line(at_).text, number);
    if (!length && number > 1) length = roman_item_at(line(at_).text, ++number);
    if (!length || (number == 1 && !theme_follows(2, at_ + 1))) return false;
    if (number != expected_theme_) {
      report("segment.number-gap", blocks_[at_].lines.front(), "theme " + roman(expected_theme_) + " was not found",
             "look for a damaged number above; its text was counted to the theme before it");
    }
    // The title may run on into the next block where a blank line was set in its middle.
    std::string words = text(at_).substr(*length);
    if (exists(at_ + 1) && words.find(". ") == std::string::npos && !text::ends_sentence(words)) {
      words += " " + text(at_ + 1);
    }
    std::string title = words.substr(0, words.find(". "));
    if (title.size() > kMaxThemeTitleBytes) title = line(at_).text.substr(*length);
    if (title.ends_with('.')) title.pop_back();
    Heading& heading = add(HeadingKind::kTheme, at_ + 1);
    heading.body_line = heading.first_line;
    heading.number = roman(number);
    heading.title = std::move(title);
    expected_theme_ = number + 1;
    return true;
  }

  // "Sesión 2. Title", where sessions carry no section number.
  bool take_named_session() {
    const std::string& first = line(at_).text;
    const std::vector<Word> words = words_of(first);
    if (words.size() < 2 || !words[0].upper) return false;
    const auto cue = knowledge_.authority.cue_at(words);
    if (!cue || cue->what != Cue::kSession || cue->words >= words.size()) return false;
    const Word& number = words[cue->words];
    const bool numbered =
        number.folded.size() <= 2 && number.folded.find_first_not_of("0123456789ivx") == std::string::npos;
    const std::string_view behind = std::string_view(first).substr(number.end);
    const bool closed = behind.empty() || behind[0] == '.' || behind[0] == ':' || behind.starts_with(" –") ||
                        behind.starts_with(" —") || behind.starts_with(" -");
    if (!numbered || !closed || blocks_[at_].lines.size() > kMaxSpeakerLines) return false;
    const std::optional<Title> title = title_here();
    if (!title) return false;
    std::string text = title->text;
    Heading& heading = add(HeadingKind::kSection, title->end, title->lines);
    heading.number = text.substr(0, number.end);
    const std::size_t begin = text.find_first_not_of(" .:–—-", number.end);
    heading.title = begin == std::string::npos ? heading.number : text.substr(begin);
    expected_theme_ = 1;
    return true;
  }

  // Whether block `b` is the rest of a heading that stands at `at_`: a page or blank line came between.
  bool completes_heading(const std::string& heading, std::size_t b) const {
    if (!exists(b) || blocks_[b].lines.size() > 2) return false;
    const std::string rest = text(b);
    if (text::ends_statement(rest) || text::begins_item(rest)) return false;
    if (text::breaks_off(heading) || text::begins_lower(rest)) return true;
    const bool new_page = line(b).page != line(at_).page;
    const bool text_follows = exists(b + 1) && blocks_[b + 1].lines.size() > 1;
    return new_page && text_follows && !read_speaker_line(rest, knowledge_.authority) &&
           !section_number_at(line(b).text);
  }

  bool take_speaker() {
    if (blocks_[at_].lines.size() > kMaxSpeakerLines) return false;
    std::vector<std::size_t> lines = blocks_[at_].lines;
    std::size_t end = at_ + 1;
    while (completes_heading(text(lines), end) && lines.size() + blocks_[end].lines.size() <= kMaxSpeakerLines) {
      lines.insert(lines.end(), blocks_[end].lines.begin(), blocks_[end].lines.end());
      ++end;
    }
    std::optional<SpeakerLine> speaker = read_speaker_line(text(lines), knowledge_.authority);
    if (!speaker || !exists(end)) return false;
    const Affiliation& affiliation = speaker->affiliation;
    if (!affiliation.known_post) {
      report("segment.unknown-post", lines.front(), "no known post follows the name " + speaker->name,
             "add the post to posts.tsv");
    }
    if (!affiliation.known_place) {
      report("segment.unknown-place", lines.front(), affiliation.city + " is not a listed place",
             "add it to places.tsv");
    }
    add(HeadingKind::kSpeaker, end).speaker = *std::move(speaker);
    return true;
  }

  bool take_debate() {
    if (blocks_[at_].lines.size() > kMaxDebateLines || !exists(at_ + 1)) return false;
    if (!text::begins_upper(line(at_).text) || text::begins_item(line(at_).text)) return false;
    if (!text::begins_item(line(at_ + 1).text)) return false;
    std::string title = text(at_);
    const std::vector<Word> words = words_of(title);
    const bool called_debate = std::any_of(words.begin(), words.end(), [&](const Word& word) {
      const auto cue =
          knowledge_.authority.cue_at(std::span(words).subspan(static_cast<std::size_t>(&word - words.data())));
      return cue && cue->what == Cue::kDebate;
    });
    if (!called_debate) return false;
    if (title.ends_with('.') || title.ends_with(':')) title.pop_back();
    add(HeadingKind::kDebate, at_ + 1).title = std::move(title);
    return true;
  }

  const CleanDocument& document_;
  const clean::Compounds& compounds_;
  const std::string& path_;
  const Knowledge& knowledge_;
  std::vector<Block> blocks_;
  std::size_t at_ = 0;
  SectionNumber last_number_;
  unsigned expected_theme_ = 1;
  std::vector<Heading> headings_;
};

}  // namespace

std::vector<Heading> find_headings(const CleanDocument& document, const clean::Compounds& compounds,
                                   const std::string& path, const Knowledge& knowledge) {
  return Finder(document, compounds, path, knowledge).find();
}

}  // namespace dixit::segment
