#include "indexer/clean/line_cleaner.h"

#include "core/text/normalize.h"
#include "core/text/sentence.h"
#include "indexer/clean/page_furniture.h"

namespace dixit::clean {

std::string_view name(LineKind kind) {
  switch (kind) {
    case LineKind::kBlank: return "blank";
    case LineKind::kBody: return "body";
    case LineKind::kHeading: return "heading";
    case LineKind::kFurniture: return "furniture";
    case LineKind::kFootnote: return "footnote";
  }
  return "body";
}

CleanDocument clean(const model::SourceFile& file, const text::ConfusionTable& confusions) {
  CleanDocument document;
  for (const model::Page& page : file.pages) {
    bool begun = false;
    for (const model::Line& line : page.lines) {
      const text::NormalizedText normalized = text::normalize(line.text, line.number);
      CleanLine& cleaned = document.lines.emplace_back();
      cleaned.number = line.number;
      cleaned.page = page.number;
      const std::string_view kept = text::trimmed(normalized.text);
      cleaned.text = kept;
      if (kept.empty()) {
        cleaned.kind = LineKind::kBlank;
        continue;
      }
      const auto begin = static_cast<std::size_t>(kept.data() - normalized.text.data());
      cleaned.origin.append(normalized.origin, begin, begin + kept.size());
      cleaned.starts_page = !begun;
      begun = true;
    }
  }
  mark_furniture(document, confusions);
  mark_footnotes(document);
  return document;
}

}  // namespace dixit::clean
