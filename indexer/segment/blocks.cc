#include "indexer/segment/blocks.h"

#include <algorithm>

namespace dixit::segment {

std::vector<Block> blocks_of(const clean::CleanDocument& document) {
  std::vector<Block> blocks;
  bool open = false;
  for (std::size_t i = 0; i < document.lines.size(); ++i) {
    const clean::CleanLine& line = document.lines[i];
    if (line.kind != clean::LineKind::kBody) {
      open = false;
      continue;
    }
    if (!open || line.starts_page) blocks.emplace_back();
    blocks.back().lines.push_back(i);
    open = true;
  }
  return blocks;
}

std::vector<const clean::CleanLine*> lines_between(const clean::CleanDocument& document, std::size_t first,
                                                   std::size_t end) {
  std::vector<const clean::CleanLine*> lines;
  for (std::size_t i = first; i < end; ++i) lines.push_back(&document.lines[i]);
  return lines;
}

std::string text_of(const clean::CleanDocument& document, const std::vector<std::size_t>& lines,
                    const clean::Compounds& compounds) {
  std::vector<const clean::CleanLine*> chosen;
  for (const std::size_t line : lines) chosen.push_back(&document.lines[line]);
  std::string text = clean::join_lines(chosen, compounds).text;
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

}  // namespace dixit::segment
