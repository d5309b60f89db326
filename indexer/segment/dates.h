// Finds the dates that a report tells, and the meetings it tells them of.

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/segment/authority.h"

namespace dixit::segment {

// A day that a text names, completed from what stands around it.
struct DateMention {
  std::string iso;    // "2016-07-07"
  std::string event;  // the folded word of the meeting it is told of ("taller"); empty where there is none near it
};

// The days that `text` names in words, in order: "7 y 8 de julio del 2016" (two days), "jueves 7 de julio", "viernes
// 8". A missing month is that of the day before it; a missing year is the first that the text names with a month. A
// weekday that contradicts the date drops the mention. Months and weekdays are read in Spanish, Catalan and English,
// through OCR damage. The event is the last cue of corpus/authority/cues.tsv in the words since the mention before it,
// at most four.
std::vector<DateMention> dates_in(std::string_view text, const Authority& authority,
                                  const text::ConfusionTable& confusions);

}  // namespace dixit::segment
