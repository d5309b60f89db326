#include "indexer/clean/dehyphenate.h"

#include "core/text/fold.h"
#include "core/text/sentence.h"
#include "core/text/tokenizer.h"

namespace dixit::clean {
namespace {

using text::begins_item;
using text::begins_lower;
using text::begins_upper;
using text::ends_statement;

std::string last_word(std::string_view text) {
  const std::size_t space = text.find_last_of(" \n");
  return std::string(text.substr(space == std::string_view::npos ? 0 : space + 1));
}

std::string_view first_word(std::string_view text) {
  return text.substr(0, text.find(' '));
}

// The word of `text` without the punctuation around it, folded; inner hyphens stay.
std::string bare(std::string_view word) {
  const std::vector<text::WordSpan> parts = text::words(word, text::kFallbackLanguage);
  if (parts.empty()) return {};
  return text::fold(word.substr(parts.front().begin, parts.back().end - parts.front().begin));
}

bool begins_with_letter(std::string_view text) {
  return begins_lower(text) || begins_upper(text.substr(0, 4));
}

class Joiner {
 public:
  explicit Joiner(const Compounds& compounds) : compounds_(compounds) {}

  void add(const CleanLine& line, bool new_paragraph) {
    if (joined_.text.empty()) return append(line);
    if (new_paragraph) {
      separate('\n');
    } else if (ends_broken(line.text)) {
      if (!keeps_hyphen(line.text)) drop_hyphen();
    } else {
      separate(' ');
    }
    append(line);
  }

  bool empty() const { return joined_.text.empty(); }
  const std::string& text() const { return joined_.text; }
  JoinedText take() { return std::move(joined_); }

 private:
  // A hyphen glued to a letter before it and followed, on the next line, by a letter.
  bool ends_broken(std::string_view next) const {
    const std::string& text = joined_.text;
    return text.size() > 1 && text.back() == '-' && text[text.size() - 2] != ' ' && text[text.size() - 2] != '-' &&
           begins_with_letter(next);
  }

  bool keeps_hyphen(std::string_view next) const {
    return !begins_lower(next) || compounds_.contains(bare(last_word(joined_.text) + std::string(first_word(next))));
  }

  void drop_hyphen() {
    joined_.text.pop_back();
    model::OffsetMap shorter;
    shorter.append(joined_.origin, 0, joined_.text.size());
    joined_.origin = std::move(shorter);
  }

  void separate(char with) {
    joined_.text.push_back(with);
    joined_.origin.append(1, end_of_last_);
  }

  void append(const CleanLine& line) {
    joined_.text += line.text;
    joined_.origin.append(line.origin, 0, line.text.size());
    const model::SourceRange last = line.origin.origin_of(line.text.size() - 1);
    end_of_last_ = {last.line, last.end, last.end};
  }

  const Compounds& compounds_;
  JoinedText joined_;
  model::SourceRange end_of_last_;
};

bool begins_paragraph(const CleanLine& line, std::string_view text_before, bool parted) {
  if (begins_item(line.text) && ends_statement(text_before)) return true;
  return parted && ends_statement(text_before) && !begins_lower(line.text);
}

}  // namespace

Compounds compounds_of(const CleanDocument& document) {
  Compounds compounds;
  for (const CleanLine& line : document.lines) {
    std::string_view rest = line.text;
    while (!rest.empty()) {
      const std::string_view word = first_word(rest);
      const std::size_t hyphen = word.find('-');
      if (hyphen != std::string_view::npos && hyphen > 0 && hyphen + 1 < word.size()) compounds.insert(bare(word));
      rest.remove_prefix(std::min(rest.size(), word.size() + 1));
    }
  }
  return compounds;
}

JoinedText join_lines(const std::vector<const CleanLine*>& lines, const Compounds& compounds) {
  Joiner joiner(compounds);
  bool parted = false;
  for (const CleanLine* line : lines) {
    if (line->kind == LineKind::kBlank || line->starts_page) parted = true;
    if (line->kind != LineKind::kBody) continue;
    joiner.add(*line, begins_paragraph(*line, joiner.text(), parted));
    parted = false;
  }
  bool first = true;
  std::uint32_t last_number = 0;
  for (const CleanLine* line : lines) {
    if (line->kind != LineKind::kFootnote) continue;
    const bool begins_note = first || line->number > last_number + 1;
    joiner.add(*line, begins_note && (first || (ends_statement(joiner.text()) && !begins_lower(line->text))));
    first = false;
    last_number = line->number;
  }
  return joiner.take();
}

}  // namespace dixit::clean
