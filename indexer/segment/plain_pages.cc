#include "indexer/segment/plain_pages.h"

#include "indexer/clean/dehyphenate.h"
#include "indexer/segment/blocks.h"

namespace dixit::segment {

double PlainPages::score(const clean::CleanDocument& /*document*/, const Authority& /*authority*/) const {
  return 0.1;
}

void PlainPages::segment(clean::CleanDocument& document, model::Report& report, const Knowledge& knowledge) const {
  const clean::Compounds compounds = clean::compounds_of(document);
  knowledge.found.add({Severity::kNote,
                       "segment.no-structure",
                       report.path,
                       0,
                       0,
                       "no headings were found; each page is one section",
                       {},
                       "if the document has speakers, see how headings are found in corpus/README.md"});
  for (std::size_t first = 0; first < document.lines.size();) {
    std::size_t end = first;
    while (end < document.lines.size() && document.lines[end].page == document.lines[first].page) ++end;
    clean::JoinedText joined = clean::join_lines(lines_between(document, first, end), compounds);
    if (!joined.text.empty()) {
      model::Unit& unit = report.units.emplace_back();
      unit.kind = model::UnitKind::kSection;
      unit.page = document.lines[first].page;
      for (std::size_t i = first; i < end; ++i) {
        const clean::CleanLine& line = document.lines[i];
        if (line.kind != clean::LineKind::kBody && line.kind != clean::LineKind::kFootnote) continue;
        if (unit.first_line == 0) unit.first_line = line.number;
        unit.last_line = line.number;
      }
      unit.date = report.date;
      unit.text = std::move(joined.text);
      unit.origin = std::move(joined.origin);
    }
    first = end;
  }
}

}  // namespace dixit::segment
