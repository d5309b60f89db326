// The layout of seminar and conference reports: numbered sections, sessions with a moderator, and in them what each
// speaker said, under a heading "Name, post, organisation".

#pragma once

#include "indexer/segment/report_layout.h"

namespace dixit::segment {

// Finds, by structure and the lists of corpus/authority/ alone:
//
// - sections and sessions: headings numbered "5.1.2.", or named "Sesión 2" and the like (cues.tsv), over several lines;
//   a session's date is that of the event which its heading, or one above it, names (dates.h);
// - interventions: headings of one to four lines that read_speaker_line() accepts, also across a page break or with a
//   blank line lost before them; a moderator's heading names the session's moderator, and with text below it is an
//   intervention too (role class "moderación");
// - interventions whose speaker stands in the session's own heading ("Conferencia inaugural del Dr. …"); the post is
//   taken from that heading, else from where the report introduces the person;
// - themes: items numbered i., ii., iii. … whose title is their first sentence;
// - debates: lists under a heading that a cue calls one;
// - sections: all other text, under the heading it follows.
class SeminarReport : public ReportLayout {
 public:
  std::string_view name() const override { return "seminar-report"; }
  double score(const clean::CleanDocument& document, const Authority& authority) const override;
  void segment(clean::CleanDocument& document, model::Report& report, const Knowledge& knowledge) const override;
};

}  // namespace dixit::segment
