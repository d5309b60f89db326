// The seam between documents and what is known of their kinds: a layout finds the units of one kind of report.

#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/diagnostic.h"
#include "core/model/unit.h"
#include "core/text/confusion.h"
#include "indexer/clean/clean_document.h"
#include "indexer/segment/authority.h"

namespace dixit::segment {

// What every layout may ask; all of it outlives the call.
struct Knowledge {
  const Authority& authority;
  const text::ConfusionTable& confusions;
  Diagnostics& found;
};

class ReportLayout {
 public:
  virtual ~ReportLayout() = default;

  // The stable name that messages use.
  virtual std::string_view name() const = 0;

  // How well `document` fits, from 0 (not at all) to 1. The best layout reads it.
  virtual double score(const clean::CleanDocument& document, const Authority& authority) const = 0;

  // Fills `report.units` in document order, and sets the kind of heading lines in `document` to kHeading. On entry
  // `report.document`, `path` and `date` say what is known from outside (they may be empty) and the layout may complete
  // them. Each body and footnote line comes to lie in exactly one unit, and each unit has text. Speakers' names are
  // left as printed. What the layout had to guess goes to `knowledge.found`. Never fails.
  virtual void segment(clean::CleanDocument& document, model::Report& report, const Knowledge& knowledge) const = 0;
};

// Reads `document` by the layout that fits it best; the last resort takes each page for a section. Sets ids, ordinals,
// lines and pages of the units.
void segment(clean::CleanDocument& document, model::Report& report, const Knowledge& knowledge);

}  // namespace dixit::segment
