#include "indexer/segment/seminar_report.h"

#include <algorithm>
#include <map>
#include <optional>

#include "core/text/fold.h"
#include "indexer/clean/dehyphenate.h"
#include "indexer/segment/dates.h"
#include "indexer/segment/heading_finder.h"

namespace dixit::segment {
namespace {

using clean::CleanDocument;
using clean::LineKind;
using model::Unit;
using model::UnitKind;

constexpr const char* kModeration = "moderación";

// The days told of each event, the most frequent first to win; and the first day of all.
struct Calendar {
  std::map<std::string, std::string> by_event;
  std::string first;
};

Calendar calendar_of(const CleanDocument& document, const Knowledge& knowledge) {
  std::string text;
  for (const clean::CleanLine& line : document.lines) {
    if (line.kind == LineKind::kBody) text += line.text + " ";
  }
  Calendar calendar;
  std::map<std::string, std::map<std::string, std::size_t>> votes;
  for (const DateMention& mention : dates_in(text, knowledge.authority, knowledge.confusions)) {
    if (calendar.first.empty()) calendar.first = mention.iso;
    if (!mention.event.empty()) ++votes[mention.event][mention.iso];
  }
  for (const auto& [event, days] : votes) {
    calendar.by_event[event] = std::max_element(days.begin(), days.end(), [](const auto& a, const auto& b) {
                                 return a.second < b.second;
                               })->first;
  }
  return calendar;
}

// The running head that the pages carry, as the first of them prints it; empty where there is none.
std::string running_head(const CleanDocument& document, const clean::Compounds& compounds) {
  std::vector<std::size_t> lines;
  for (std::size_t i = 0; i < document.lines.size(); ++i) {
    const clean::CleanLine& line = document.lines[i];
    const bool has_letters = text::fold(line.text).find_first_of("abcdefghijklmnopqrstuvwxyz") != std::string::npos;
    if (line.kind == LineKind::kFurniture && has_letters)
      lines.push_back(i);
    else if (!lines.empty())
      break;
  }
  CleanDocument heads;
  for (const std::size_t i : lines) {
    heads.lines.push_back(document.lines[i]);
    heads.lines.back().kind = LineKind::kBody;
  }
  std::vector<std::size_t> all(heads.lines.size());
  for (std::size_t i = 0; i < all.size(); ++i) all[i] = i;
  return text_of(heads, all, compounds);
}

class Reader {
 public:
  Reader(CleanDocument& document, model::Report& report, const Knowledge& knowledge)
      : document_(document),
        report_(report),
        knowledge_(knowledge),
        compounds_(clean::compounds_of(document)),
        calendar_(calendar_of(document, knowledge)),
        headings_(find_headings(document, compounds_, report.path, knowledge)) {}

  void read() {
    if (report_.document.title.empty()) report_.document.title = running_head(document_, compounds_);
    if (report_.date.empty()) report_.date = calendar_.first;
    for (const Heading& heading : headings_) {
      if (heading.kind == HeadingKind::kTheme) continue;
      for (std::size_t i = heading.first_line; i < heading.body_line; ++i) {
        if (document_.lines[i].kind == LineKind::kBody) document_.lines[i].kind = LineKind::kHeading;
      }
    }
    const std::size_t first = headings_.empty() ? document_.lines.size() : headings_.front().first_line;
    add_text_unit(UnitKind::kSection, {}, 0, first);
    for (std::size_t i = 0; i < headings_.size(); ++i) read_part(i);
    for (Unit& unit : report_.units) {
      if (unit.session) unit.session->moderator = moderators_[unit.session->id];
      unit.date = unit.session && !unit.session->date.empty() ? unit.session->date : report_.date;
    }
  }

 private:
  // Heading `i` and the text below it, up to the next heading.
  void read_part(std::size_t i) {
    const Heading& heading = headings_[i];
    const std::size_t end = i + 1 < headings_.size() ? headings_[i + 1].first_line : document_.lines.size();
    switch (heading.kind) {
      case HeadingKind::kSection: {
        open_section(heading);
        const NamedInTitle person = person_in_title(heading.title, knowledge_.authority);
        const bool has_speakers = i + 1 < headings_.size() && headings_[i + 1].kind == HeadingKind::kSpeaker;
        if (person.name.empty() || has_speakers) {
          add_text_unit(UnitKind::kSection, heading.number + ". " + heading.title, heading.body_line, end);
        } else {
          read_title_speaker(person, heading.body_line, end);
        }
        break;
      }
      case HeadingKind::kTheme: add_text_unit(UnitKind::kTheme, heading.title, heading.body_line, end); break;
      case HeadingKind::kDebate:
        if (Unit* unit = add_text_unit(UnitKind::kDebate, heading.title, heading.body_line, end))
          unit->session = session_;
        break;
      case HeadingKind::kSpeaker: read_intervention(heading, end); break;
    }
  }

  void open_section(const Heading& heading) {
    model::Session session;
    session.number = heading.number;
    session.id =
        report_.document.id + "/" + (heading.path.empty() ? model::slug(text::fold(heading.number)) : heading.number);
    session.title = heading.title;
    if (!heading.path.empty()) titles_[heading.path] = heading.title;
    session.date = date_of(heading);
    session_ = std::move(session);
  }

  // The day of the event that the heading names, or the nearest numbered heading above it.
  std::string date_of(const Heading& heading) const {
    std::string date = date_in(heading.title);
    for (SectionNumber path = heading.path; date.empty() && path.size() > 1;) {
      path.pop_back();
      const auto above = titles_.find(path);
      if (above != titles_.end()) date = date_in(above->second);
    }
    return date;
  }

  std::string date_in(const std::string& title) const {
    const std::vector<DateMention> told = dates_in(title, knowledge_.authority, knowledge_.confusions);
    if (!told.empty()) return told.front().iso;
    for (const Word& word : words_of(title)) {
      const auto day = calendar_.by_event.find(word.folded);
      if (day != calendar_.by_event.end()) return day->second;
    }
    return {};
  }

  void read_intervention(const Heading& heading, std::size_t end) {
    const SpeakerLine& line = heading.speaker;
    if (line.moderates && session_ && moderators_[session_->id].empty()) moderators_[session_->id] = line.name;
    Unit* unit = add_text_unit(UnitKind::kIntervention, {}, heading.body_line, end);
    if (unit == nullptr) {
      if (line.moderates) return;
      const clean::CleanLine& first = document_.lines[heading.first_line];
      knowledge_.found.add({Severity::kWarning, "segment.empty-intervention", report_.path, first.number, 0,
                            "nothing stands below the heading of " + line.name, first.text,
                            "look whether a page is missing"});
      return;
    }
    set_speaker(*unit, line.name, line.affiliation);
    unit->is_moderator = line.moderates;
    if (line.moderates) unit->role_class = kModeration;
  }

  void read_title_speaker(const NamedInTitle& person, std::size_t first, std::size_t end) {
    Unit* unit = add_text_unit(UnitKind::kIntervention, {}, first, end);
    if (unit == nullptr) return;
    std::string role = person.role;
    if (role.empty()) role = introduction_of(person.name);
    set_speaker(*unit, person.name, read_affiliation(role, knowledge_.authority));
  }

  // What the report says of `name` where it introduces the person.
  std::string introduction_of(const std::string& name) const {
    for (const Unit& unit : report_.units) {
      std::string role = apposition_of(name, unit.text, knowledge_.authority);
      if (!role.empty()) return role;
    }
    return {};
  }

  void set_speaker(Unit& unit, const std::string& name, const Affiliation& affiliation) {
    unit.speaker = model::Speaker{{}, name, name};
    unit.role = affiliation.role;
    unit.role_class = affiliation.role_class;
    unit.organisation = affiliation.organisation;
    unit.city = affiliation.city;
    unit.session = session_;
  }

  // A unit of the lines with index [first, end), or null where they hold no text.
  Unit* add_text_unit(UnitKind kind, std::string title, std::size_t first, std::size_t end) {
    clean::JoinedText joined = clean::join_lines(lines_between(document_, first, end), compounds_);
    if (joined.text.empty()) return nullptr;
    Unit& unit = report_.units.emplace_back();
    unit.kind = kind;
    unit.title = std::move(title);
    for (std::size_t i = first; i < end; ++i) {
      const clean::CleanLine& line = document_.lines[i];
      if (line.kind != LineKind::kBody && line.kind != LineKind::kFootnote) continue;
      if (unit.first_line == 0) unit.first_line = line.number, unit.page = line.page;
      unit.last_line = line.number;
    }
    unit.text = std::move(joined.text);
    unit.origin = std::move(joined.origin);
    return &unit;
  }

  CleanDocument& document_;
  model::Report& report_;
  const Knowledge& knowledge_;
  clean::Compounds compounds_;
  Calendar calendar_;
  std::vector<Heading> headings_;
  std::optional<model::Session> session_;
  std::map<SectionNumber, std::string> titles_;
  std::map<std::string, std::string> moderators_;  // by session id
};

}  // namespace

double SeminarReport::score(const CleanDocument& document, const Authority& authority) const {
  std::size_t sections = 0;
  std::size_t speakers = 0;
  const clean::Compounds compounds;
  for (const Block& block : blocks_of(document)) {
    const std::string& first = document.lines[block.lines.front()].text;
    if (section_number_at(first)) ++sections;
    if (block.lines.size() <= 4 && read_speaker_line(text_of(document, block.lines, compounds), authority)) ++speakers;
  }
  // One speaker's heading, or one number, may stand in any text.
  if (speakers >= 2) return 1;
  return sections >= 2 || speakers == 1 ? 0.5 : 0;
}

void SeminarReport::segment(CleanDocument& document, model::Report& report, const Knowledge& knowledge) const {
  Reader(document, report, knowledge).read();
}

}  // namespace dixit::segment
