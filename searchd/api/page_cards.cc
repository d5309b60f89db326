#include "searchd/api/page_cards.h"

#include <string>

#include "core/text/fold.h"
#include "searchd/api/links.h"
#include "searchd/api/page_parts.h"

namespace dixit::api {
namespace {

using schema::Field;
using search::SearchRequest;
using search::SearchResponse;

// The answers that a hit stands for.
void set_rest_of_group(PageModel& item, const Messages& messages, const SearchRequest& request,
                       const search::Hit& hit) {
  item.set("rest_url", std::string());
  if (hit.group_count < 2) return;
  const Field field = *request.group;
  SearchRequest members = request;
  members.group.reset();
  item.set("rest_url", narrowed_path(members, field, schema::row(field).value(hit.unit).value));
  item.set("rest", messages.fill("rest_of_group", {{"n", messages.number(hit.group_count - 1)},
                                                   {"of", schema::row(field).value(hit.unit).label}}));
}

void set_hit(PageModel& item, const Messages& messages, const PageRequest& page, const search::Hit& hit) {
  const SearchRequest& request = page.search;
  const model::Unit& unit = hit.unit;
  const std::string url = unit_path(unit.id, request.text, request.language);
  const auto narrowed = [&](Field field) {
    return narrowed_path(request, field, schema::row(field).value(unit).value);
  };
  item.set("hit_anchor", "hit-" + unit.id);
  item.set("unit_url", url);
  item.set("who", headline(messages, unit));
  item.set("who_url", unit.speaker ? narrowed(Field::kSpeaker) : url);
  item.set("who_title",
           unit.speaker && unit.speaker->printed != unit.speaker->name ? unit.speaker->printed : std::string());
  const bool said = unit.kind == model::UnitKind::kIntervention;
  item.set("badge", unit.is_moderator ? messages.text("moderation")
                    : said            ? std::string()
                                      : kind_name(messages, unit.kind));
  item.set("post", post_of(unit));
  // Most posts name it.
  const bool named = text::fold(post_of(unit)).find(text::fold(unit.organisation)) != std::string::npos;
  item.set("organisation", named ? std::string() : unit.organisation);
  item.set("organisation_url", named ? std::string() : narrowed(Field::kOrganisation));
  item.set("city", unit.city);
  item.set("city_url", unit.city.empty() ? std::string() : narrowed(Field::kCity));
  item.set("session", unit.session ? unit.session->title : std::string());
  item.set("session_number", unit.session ? unit.session->number : std::string());
  item.set("session_url", unit.session ? narrowed(Field::kSession) : std::string());
  item.set("date", messages.date(unit.date));
  item.set("date_iso", unit.date);
  item.set("document", unit.document.title.empty() ? unit.document.id : unit.document.title);
  item.set("place", place_of(messages, unit));
  item.set("hit_lang", unit.language.empty() ? std::string(text::code(text::kFallbackLanguage)) : unit.language);
  item.flag("has_runs", !hit.snippet.empty());
  set_runs(item, messages, hit.snippet);
  set_citation(item, messages, unit, page.site, request.language);
  set_rest_of_group(item, messages, request, hit);
}

}  // namespace

void set_cards(PageModel& model, const Messages& messages, const PageRequest& request, const SearchResponse& response) {
  for (const search::Hit& hit : response.hits) {
    PageModel& item = model.add("hits");
    set_hit(item, messages, request, hit);
    item.flag("is_alike", hit.is_alike);
  }
}

}  // namespace dixit::api
