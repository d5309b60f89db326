// The layout of last resort: a document of no kind we know, a section a page.

#pragma once

#include "indexer/segment/report_layout.h"

namespace dixit::segment {

class PlainPages : public ReportLayout {
 public:
  std::string_view name() const override { return "plain-pages"; }
  // Fits everything a little.
  double score(const clean::CleanDocument& document, const Authority& authority) const override;
  void segment(clean::CleanDocument& document, model::Report& report, const Knowledge& knowledge) const override;
};

}  // namespace dixit::segment
