#include "indexer/segment/report_layout.h"

#include <array>

#include "indexer/segment/plain_pages.h"
#include "indexer/segment/seminar_report.h"

namespace dixit::segment {

void segment(clean::CleanDocument& document, model::Report& report, const Knowledge& knowledge) {
  // Every layout there is; the best score reads, the first of equals.
  const SeminarReport seminar;
  const PlainPages pages;
  const std::array<const ReportLayout*, 2> layouts = {&seminar, &pages};
  const ReportLayout* best = nullptr;
  double best_score = 0;
  for (const ReportLayout* layout : layouts) {
    const double score = layout->score(document, knowledge.authority);
    if (best == nullptr || score > best_score) best = layout, best_score = score;
  }
  best->segment(document, report, knowledge);
  std::uint32_t ordinal = 0;
  for (model::Unit& unit : report.units) {
    unit.ordinal = ++ordinal;
    unit.document = report.document;
    unit.id = report.document.id + "." + std::to_string(ordinal);
  }
}

}  // namespace dixit::segment
