// Finds the headings of a seminar report, in order; what lies between them is text.

#pragma once

#include <string>
#include <vector>

#include "indexer/clean/dehyphenate.h"
#include "indexer/segment/blocks.h"
#include "indexer/segment/numbering.h"
#include "indexer/segment/report_layout.h"
#include "indexer/segment/speaker_line.h"

namespace dixit::segment {

enum class HeadingKind { kSection, kSpeaker, kTheme, kDebate };

struct Heading {
  HeadingKind kind = HeadingKind::kSection;
  std::size_t first_line = 0;  // index in the document
  std::size_t body_line = 0;   // index of the first line behind the heading; a theme's heading is part of its body
  std::string title;           // without number; empty for speakers
  std::string number;          // of sections and themes, as printed or as it must be: "5.1.2", "Sesión 2", "iv"
  SectionNumber path;          // of numbered sections
  SpeakerLine speaker;         // of speakers
};

// All headings of `document`. What had to be guessed goes to `knowledge.found`, with `path` as the file's name.
std::vector<Heading> find_headings(const clean::CleanDocument& document, const clean::Compounds& compounds,
                                   const std::string& path, const Knowledge& knowledge);

}  // namespace dixit::segment
