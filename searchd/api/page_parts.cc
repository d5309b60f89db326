#include "searchd/api/page_parts.h"

#include <array>
#include <cstddef>

#include "searchd/api/citation.h"

namespace dixit::api {
namespace {

// Each language by its own name, which is not translated.
constexpr std::array<std::string_view, text::kLanguages.size()> kOwnNames = {"Español", "Català", "English"};

// As Open Graph writes languages.
std::string_view locale_of(text::Language language) {
  switch (language) {
    case text::Language::kSpanish: break;
    case text::Language::kCatalan: return "ca_ES";
    case text::Language::kEnglish: return "en_GB";
  }
  return "es_ES";
}

const std::string& why(const Messages& messages, search::Match match) {
  switch (match) {
    case search::Match::kExact: break;
    case search::Match::kAccent: return messages.text("match_accent");
    case search::Match::kStem: return messages.text("match_stem");
    case search::Match::kOcr: return messages.text("match_ocr");
    case search::Match::kSynonym: return messages.text("match_synonym");
    case search::Match::kTranslation: return messages.text("match_translation");
  }
  return messages.text("match_exact");
}

// What a screen reader adds to the word itself.
std::string aloud(const Messages& messages, search::Match match) {
  switch (match) {
    case search::Match::kExact: break;
    case search::Match::kAccent: return messages.text("aloud_accent");
    case search::Match::kStem: return messages.text("aloud_stem");
    case search::Match::kOcr: return messages.text("aloud_ocr");
    case search::Match::kSynonym: return messages.text("aloud_synonym");
    case search::Match::kTranslation: return messages.text("aloud_translation");
  }
  return {};
}

}  // namespace

void set_masthead(PageModel& model, const Messages& messages, const Masthead& masthead) {
  const std::string& name = messages.text("name");
  model.set("lang", std::string(text::code(masthead.language)));
  model.set("page_title", masthead.title.empty() ? name : masthead.title + " – " + name);
  model.set("description", masthead.description.empty() ? messages.text("tagline") : masthead.description);
  model.set("og_title", masthead.title.empty() ? name : masthead.title);
  model.set("og_type", masthead.is_article ? "article" : "website");
  model.set("locale", std::string(locale_of(masthead.language)));
  model.set("canonical_url", masthead.canonical);
  model.set("feed_url", masthead.feed);
  model.set("home_url", "/?lang=" + std::string(text::code(masthead.language)));
  model.set("question", masthead.question);
  for (const text::Language language : text::kLanguages) {
    PageModel& item = model.add("languages");
    item.set("language_url", masthead.own_path(language));
    item.set("language_code", std::string(text::code(language)));
    item.set("language_name", std::string(kOwnNames[static_cast<std::size_t>(language)]));
    item.flag("language_current", language == masthead.language);
  }
  for (const auto& [kept, value] : masthead.kept) {
    PageModel& item = model.add("kept");
    item.set("kept_name", std::string(kept));
    item.set("kept_value", value);
  }
}

void set_runs(PageModel& model, const Messages& messages, const std::vector<search::Run>& runs) {
  for (const search::Run& run : runs) {
    PageModel& item = model.add("runs");
    item.set("run_text", run.text);
    item.set("run_match", run.match ? std::string(search::name(*run.match)) : std::string());
    if (!run.match) continue;
    item.set("run_why", why(messages, *run.match));
    item.set("run_aloud", aloud(messages, *run.match));
  }
}

void set_warnings(PageModel& model, const std::vector<std::string>& warnings) {
  model.flag("has_warnings", !warnings.empty());
  for (const std::string& warning : warnings) model.add("warnings").set("warning", warning);
}

const std::string& kind_name(const Messages& messages, model::UnitKind kind) {
  switch (kind) {
    case model::UnitKind::kIntervention: return messages.text("kind_intervention");
    case model::UnitKind::kTheme: return messages.text("kind_theme");
    case model::UnitKind::kDebate: return messages.text("kind_debate");
    case model::UnitKind::kSection: break;
  }
  return messages.text("kind_section");
}

std::string value_label(const Messages& messages, schema::Field field, const search::FacetValue& value) {
  const auto kind = field == schema::Field::kKind ? model::unit_kind_from_name(value.value) : std::nullopt;
  if (kind) return kind_name(messages, *kind);
  return value.label.empty() ? value.value : value.label;
}

std::string headline(const Messages& messages, const model::Unit& unit) {
  if (unit.speaker) return unit.speaker->name;
  return unit.title.empty() ? kind_name(messages, unit.kind) : unit.title;
}

const std::string& post_of(const model::Unit& unit) {
  return unit.role.empty() ? unit.organisation : unit.role;
}

std::string place_of(const Messages& messages, const model::Unit& unit) {
  if (unit.first_line == 0) return {};
  const std::string first = std::to_string(unit.first_line);
  const std::string last = std::to_string(unit.last_line);
  std::string lines = first == last ? messages.fill("line", {{"first", first}})
                                    : messages.fill("lines", {{"first", first}, {"last", last}});
  if (unit.page == 0) return lines;
  return messages.fill("place", {{"lines", lines}, {"page", std::to_string(unit.page)}});
}

void set_citation(PageModel& model, const Messages& messages, const model::Unit& unit, std::string_view site,
                  text::Language language) {
  model.set("citation", cite_plain(messages, unit, unit_address(site, unit.id)));
  model.set("bibtex_url", reference_path(unit.id, "bibtex", language));
  model.set("ris_url", reference_path(unit.id, "ris", language));
}

}  // namespace dixit::api
