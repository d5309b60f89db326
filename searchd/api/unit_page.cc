#include "searchd/api/unit_page.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "core/base/utf8.h"
#include "core/schema/fields.h"
#include "searchd/api/links.h"
#include "searchd/api/page_parts.h"

namespace dixit::api {
namespace {

using schema::Field;

// Paragraphs of the text, which line feeds part; empty ones are left out. `Run` is a piece of text with what is to be
// said of it.
template <typename Run>
std::vector<std::vector<Run>> paragraphs(const std::vector<Run>& runs) {
  std::vector<std::vector<Run>> all(1);
  for (const Run& run : runs) {
    for (std::size_t at = 0; at <= run.text.size();) {
      const std::size_t end = std::min(run.text.find('\n', at), run.text.size());
      if (end > at) {
        all.back().push_back(run);
        all.back().back().text = run.text.substr(at, end - at);
      }
      if (end < run.text.size()) all.emplace_back();
      at = end + 1;
    }
  }
  all.erase(std::remove_if(all.begin(), all.end(), [](const auto& paragraph) { return paragraph.empty(); }), all.end());
  return all;
}

void add_fact(PageModel& model, std::string label, std::string value, std::string url) {
  if (value.empty()) return;
  PageModel& item = model.add("facts");
  item.set("fact_label", std::move(label));
  item.set("fact", std::move(value));
  item.set("fact_url", std::move(url));
}

void set_facts(PageModel& model, const Messages& messages, const model::Unit& unit, text::Language language) {
  for (const Field field : {Field::kCity, Field::kRole, Field::kOrganisation, Field::kSession}) {
    const schema::FieldRow& row = schema::row(field);
    schema::FieldValue value = row.value(unit);
    if (value.value.empty()) continue;
    add_fact(model, std::string(schema::label(row, text::code(language))), std::move(value.label),
             filter_path(field, std::move(value.value), language));
  }
  add_fact(model, messages.text("date"), messages.date(unit.date), {});
  const schema::FieldRow& document = schema::row(Field::kDocument);
  add_fact(model, std::string(schema::label(document, text::code(language))), document.value(unit).label,
           filter_path(Field::kDocument, unit.document.id, language));
  add_fact(model, messages.text("source"), place_of(messages, unit), {});
}

void set_read_runs(PageModel& model, const Messages& messages, const std::vector<search::ReadRun>& runs) {
  for (const search::ReadRun& run : runs) {
    PageModel& item = model.add("read_runs");
    item.set("read_text", run.text);
    item.set("read_why", run.printed.empty() ? std::string() : messages.fill("printed_as", {{"word", run.printed}}));
  }
}

// As much of a text as is shown where a link to it is.
std::string beginning(std::string_view text) {
  constexpr std::size_t kMostBytes = 200;
  if (text.size() <= kMostBytes) return std::string(text);
  const std::string_view cut = truncate_utf8(text, kMostBytes);
  return std::string(cut.substr(0, cut.find_last_of(" \n"))) + "…";
}

std::string neighbour_name(const Messages& messages, const search::Neighbour& neighbour) {
  std::string name = !neighbour.speaker.empty() ? neighbour.speaker
                     : !neighbour.title.empty() ? neighbour.title
                                                : kind_name(messages, neighbour.kind);
  return neighbour.session_number.empty() ? name : name + " (" + neighbour.session_number + ")";
}

}  // namespace

PageModel unit_page(const Messages& messages, const search::UnitView& view, std::string_view question,
                    text::Language language, std::string_view site) {
  const model::Unit& unit = view.unit;
  PageModel model;
  const std::string who = headline(messages, unit);
  search::SearchRequest back;
  back.text = question;
  back.language = language;
  set_masthead(model, messages,
               {who,
                back.text,
                {{"lang", std::string(text::code(language))}},
                language,
                [&](text::Language other) { return unit_path(unit.id, question, other); },
                beginning(unit.text),
                true,
                unit_address(site, unit.id)});
  model.flag("noindex", false);
  model.set("back_url", search_path(back));
  model.set("back_label", messages.text(question.empty() ? MessageKey("back_home") : MessageKey("back")));
  set_warnings(model, view.warnings);

  model.set("kind", kind_name(messages, unit.kind));
  model.set("badge", unit.is_moderator ? messages.text("moderation") : std::string());
  model.set("who", who);
  model.set("post", post_of(unit));
  set_facts(model, messages, unit, language);
  model.set("text_lang", unit.language.empty() ? std::string(text::code(text::kFallbackLanguage)) : unit.language);
  for (const auto& paragraph : paragraphs(view.runs)) set_runs(model.add("paragraphs"), messages, paragraph);
  model.flag("has_reading", !view.reading.empty());
  for (const auto& paragraph : paragraphs(view.reading))
    set_read_runs(model.add("read_paragraphs"), messages, paragraph);
  model.flag("has_matches",
             std::any_of(view.runs.begin(), view.runs.end(), [](const auto& run) { return run.match.has_value(); }));
  model.set("interpreted", view.interpreted == question ? std::string() : view.interpreted);
  set_citation(model, messages, unit, site, language);

  model.flag("has_neighbours", view.previous || view.next);
  model.set("before_url", view.previous ? unit_path(view.previous->id, question, language) : std::string());
  model.set("before", view.previous ? neighbour_name(messages, *view.previous) : std::string());
  model.set("after_url", view.next ? unit_path(view.next->id, question, language) : std::string());
  model.set("after", view.next ? neighbour_name(messages, *view.next) : std::string());
  return model;
}

}  // namespace dixit::api
