#include "indexer/clean/page_furniture.h"

#include <algorithm>
#include <cctype>
#include <optional>
#include <span>
#include <string>

#include "core/base/utf8.h"
#include "core/text/fold.h"
#include "core/text/sentence.h"

namespace dixit::clean {
namespace {

using text::begins_item;
using text::begins_lower;
using text::begins_upper;
using text::ends_statement;

constexpr std::size_t kMaxHeadLines = 3;
// Two running heads are alike when their difference costs less than this share of their letters; OCR damages one
// letter in fifty, a listed confusion costs a quarter of a letter.
constexpr double kAlikeShare = 0.1;
// A running head stands on every page or every other one, chapters change it; what returns less often is text.
constexpr std::size_t kPagesPerHead = 6;

using Lines = std::span<CleanLine>;

std::vector<Lines> pages_of(CleanDocument& document) {
  std::vector<Lines> pages;
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= document.lines.size(); ++i) {
    if (i < document.lines.size() && document.lines[i].page == document.lines[begin].page) continue;
    if (i > begin) pages.emplace_back(document.lines.data() + begin, i - begin);
    begin = i;
  }
  return pages;
}

bool is_text(const CleanLine& line) {
  return line.kind == LineKind::kBody;
}

// The first run of text lines of `page` that no blank line parts.
Lines top_block(Lines page) {
  const auto begin = std::find_if(page.begin(), page.end(), is_text);
  const auto end = std::find_if_not(begin, page.end(), is_text);
  return {begin, end};
}

Lines foot_block(Lines page) {
  auto end = page.end();
  while (end != page.begin() && !is_text(*(end - 1))) --end;
  auto begin = end;
  while (begin != page.begin() && is_text(*(begin - 1))) --begin;
  return {begin, end};
}

std::string joined(Lines block) {
  std::string text;
  for (const CleanLine& line : block) text += (text.empty() ? "" : " ") + text::fold(line.text);
  return text;
}

// Up to four digits, alone or between dashes and the like.
bool is_page_number(std::string_view text) {
  static constexpr std::u32string_view kAround = U" -–—|.·•";
  std::size_t digits = 0;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = decode_at(text, at);
    const bool digit = point.value >= '0' && point.value <= '9';
    if (!digit && kAround.find(point.value) == std::u32string_view::npos) return false;
    if (digit) ++digits;
    at += point.size_bytes;
  }
  return digits > 0 && digits <= 4;
}

bool begins_with_number(std::string_view text) {
  return !text.empty() && std::isdigit(static_cast<unsigned char>(text[0])) != 0;
}

bool looks_like_title(Lines block) {
  if (block.empty() || block.size() > kMaxHeadLines) return false;
  const std::string& first = block.front().text;
  return begins_upper(first) && !begins_with_number(first) && !begins_item(first) &&
         !ends_statement(block.back().text) && !block.back().text.ends_with('-') && !block.back().text.ends_with(',');
}

void mark(Lines block, LineKind kind) {
  for (CleanLine& line : block) line.kind = kind;
}

const CleanLine* last_text_before(const CleanDocument& document, const CleanLine& line) {
  for (const CleanLine* at = &line; at != document.lines.data();) {
    if (is_text(*--at)) return at;
  }
  return nullptr;
}

const CleanLine* first_text_after(const CleanDocument& document, const CleanLine& line) {
  for (const CleanLine* at = &line + 1; at != document.lines.data() + document.lines.size(); ++at) {
    if (is_text(*at)) return at;
  }
  return nullptr;
}

// "3. Title" or "5.1 Title": digits and full stops, a space, and no more than the beginning of a heading.
bool is_numbered_heading(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size() && (std::isdigit(static_cast<unsigned char>(text[at])) != 0 || text[at] == '.')) ++at;
  return at > 0 && text.substr(0, at).find('.') != std::string_view::npos && text.substr(at).starts_with(' ') &&
         begins_upper(text.substr(at)) && !ends_statement(text);
}

void mark_interruptions(CleanDocument& document, const std::vector<Lines>& pages) {
  for (std::size_t i = 1; i < pages.size(); ++i) {
    const Lines top = top_block(pages[i]);
    // A page has one running head; what stands below it is text.
    const bool has_head = std::any_of(pages[i].begin(), top.begin(), [](const CleanLine& line) {
      return line.kind == LineKind::kFurniture && !is_page_number(line.text);
    });
    if (has_head || !looks_like_title(top)) continue;
    const CleanLine* before = last_text_before(document, top.front());
    const CleanLine* after = first_text_after(document, top.back());
    if (before == nullptr || after == nullptr) continue;
    const bool parts_sentence =
        !ends_statement(before->text) && (begins_lower(after->text) || text::breaks_off(before->text));
    if (parts_sentence || is_numbered_heading(after->text)) mark(top, LineKind::kFurniture);
  }
}

void mark_repeated(const std::vector<Lines>& pages, Lines (*block_of)(Lines), const text::ConfusionTable& confusions) {
  struct Candidate {
    Lines block;
    std::string text;
  };
  std::vector<Candidate> candidates;
  for (const Lines page : pages) {
    const Lines block = block_of(page);
    if (block.empty()) continue;
    if (is_page_number(block.front().text) && block.size() == 1) {
      mark(block, LineKind::kFurniture);
    } else if (block.size() <= kMaxHeadLines && !begins_item(block.front().text)) {
      candidates.push_back({block, joined(block)});
    }
  }
  const auto alike = [&](const std::string& a, const std::string& b) {
    const auto size = static_cast<double>(std::max(a.size(), b.size()));
    const double limit = size * kAlikeShare;
    const auto [shorter, longer] = std::minmax({a.size(), b.size()});  // values: the sizes are temporaries
    if (static_cast<double>(longer - shorter) > limit * 4) return false;
    return confusions.distance(a, b, limit) <= limit || confusions.distance(b, a, limit) <= limit;
  };
  const std::size_t enough = std::max<std::size_t>(2, pages.size() / kPagesPerHead);
  for (const Candidate& one : candidates) {
    if (ends_statement(one.block.back().text)) continue;
    const auto times = static_cast<std::size_t>(std::count_if(
        candidates.begin(), candidates.end(), [&](const Candidate& other) { return alike(one.text, other.text); }));
    // With a comma it may be the heading of somebody who speaks twice: ask for one more.
    const bool has_comma = one.text.find(',') != std::string::npos;
    if (times >= enough + (has_comma ? 1 : 0)) mark(one.block, LineKind::kFurniture);
  }
}

// The number that a footnote's first line begins with: "2. El Grupo", "3) Véase", "4 Véase".
std::optional<int> note_number(std::string_view text) {
  std::size_t digits = 0;
  while (digits < text.size() && std::isdigit(static_cast<unsigned char>(text[digits])) != 0) ++digits;
  if (digits == 0 || digits > 2) return std::nullopt;
  std::string_view rest = text.substr(digits);
  if (rest.starts_with('.') || rest.starts_with(')')) rest.remove_prefix(1);
  if (!rest.starts_with(' ') || !begins_upper(rest)) return std::nullopt;
  return std::stoi(std::string(text.substr(0, digits)));
}

// Marks the note that begins at line `first` of `page`: its block, those that go on with its sentence, and the notes
// that follow. Text that begins anew is text again, also in a file that lost its page ends.
void mark_notes(Lines page, std::size_t first) {
  bool open = true;
  for (std::size_t i = first; i < page.size(); ++i) {
    if (!is_text(page[i])) continue;
    const bool begins_block = i > first && page[i - 1].kind != LineKind::kFootnote;
    if (begins_block && !open && !note_number(page[i].text)) return;
    page[i].kind = LineKind::kFootnote;
    open = !text::ends_sentence(page[i].text);
  }
}

// Whether a word of `text` carries the mark of note `number` behind its last letter.
bool carries_mark(std::string_view text, int number) {
  const std::string digits = std::to_string(number);
  static constexpr std::string_view kSuperscripts[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
  std::string raised;
  for (const char c : digits) raised += kSuperscripts[c - '0'];
  if (text.find(raised) != std::string_view::npos) return true;
  for (std::size_t at = text.find(digits); at != std::string_view::npos; at = text.find(digits, at + 1)) {
    const bool behind_letter = at > 0 && std::isalpha(static_cast<unsigned char>(text[at - 1])) != 0;
    const std::size_t end = at + digits.size();
    const bool at_end = end == text.size() || std::isalnum(static_cast<unsigned char>(text[end])) == 0;
    if (behind_letter && at_end) return true;
  }
  return false;
}

}  // namespace

void mark_furniture(CleanDocument& document, const text::ConfusionTable& confusions) {
  const std::vector<Lines> pages = pages_of(document);
  if (pages.size() < 2) return;
  mark_repeated(pages, top_block, confusions);
  mark_repeated(pages, foot_block, confusions);
  mark_interruptions(document, pages);
}

void mark_footnotes(CleanDocument& document) {
  for (const Lines page : pages_of(document)) {
    for (std::size_t i = 1; i < page.size(); ++i) {
      if (!is_text(page[i])) continue;
      const std::optional<int> number = note_number(page[i].text);
      const bool begins_block = !is_text(page[i - 1]);
      if (!number || !begins_block) continue;
      const CleanLine* above = last_text_before(document, page[i]);
      if (above == nullptr || above->page != page[i].page) continue;
      // A heading's block ends without punctuation, a note's is a sentence.
      const auto block_end = std::find_if_not(page.begin() + static_cast<std::ptrdiff_t>(i), page.end(), is_text);
      const bool breaks_sentence = !ends_statement(above->text) && ends_statement((block_end - 1)->text);
      const bool marked = std::any_of(page.begin(), page.begin() + static_cast<std::ptrdiff_t>(i),
                                      [&](const CleanLine& l) { return is_text(l) && carries_mark(l.text, *number); });
      if (!breaks_sentence && !marked) continue;
      mark_notes(page, i);
      break;
    }
  }
}

}  // namespace dixit::clean
