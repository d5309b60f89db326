#include "searchd/api/search_page.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "searchd/api/links.h"
#include "searchd/api/page_parts.h"
#include "searchd/api/params.h"

namespace dixit::api {
namespace {

using schema::Field;
using search::SearchRequest;
using search::SearchResponse;

// A facet's values that are seen without opening the rest: about what a screen takes for three facets.
constexpr std::size_t kValuesShown = 8;

// The first facets asked for are open from the start and keep their place; others open when something is chosen in them
// and go when they are of no use.
constexpr std::size_t kMainFacets = 3;

// Pages named on either side of the current one.
constexpr std::size_t kPagesAround = 2;

SearchRequest first_page(SearchRequest request) {
  request.page = 1;
  return request;
}

const search::Facet* find(const SearchResponse& response, Field field) {
  for (const search::Facet& facet : response.facets) {
    if (facet.field == field) return &facet;
  }
  return nullptr;
}

std::string value_label(const Messages& messages, Field field, const search::FacetValue& value) {
  const auto kind = field == Field::kKind ? model::unit_kind_from_name(value.value) : std::nullopt;
  if (kind) return kind_name(messages, *kind);
  return value.label.empty() ? value.value : value.label;
}

// What a filter is called that no facet of the answer names: as a hit calls it, else as the request spells it.
std::string filter_label(const Messages& messages, const SearchResponse& response, Field field,
                         const std::string& value) {
  for (const search::Hit& hit : response.hits) {
    const schema::FieldValue own = schema::row(field).value(hit.unit);
    if (own.value == value) return value_label(messages, field, {own.value, own.label, 0, true});
  }
  return value_label(messages, field, {value, value, 0, true});
}

// The filters of one field: from its facet, which knows values in full ("5.1.3" may be several sessions), else as
// asked.
std::vector<search::FacetValue> chosen(const Messages& messages, const SearchRequest& request,
                                       const SearchResponse& response, Field field) {
  std::vector<search::FacetValue> values;
  if (const search::Facet* facet = find(response, field)) {
    std::copy_if(facet->values.begin(), facet->values.end(), std::back_inserter(values),
                 [](const search::FacetValue& value) { return value.selected; });
    for (search::FacetValue& value : values) value.label = value_label(messages, field, value);
    if (!values.empty()) return values;
  }
  for (const std::string& value : request.filters.at(field)) {
    values.push_back({value, filter_label(messages, response, field, value), 0, true});
  }
  return values;
}

void add_chip(PageModel& model, std::string field, std::string value, const SearchRequest& without) {
  PageModel& item = model.add("chips");
  item.set("chip_field", std::move(field));
  item.set("chip_value", std::move(value));
  item.set("chip_url", search_path(without));
}

// Returns how many there are.
std::size_t set_chips(PageModel& model, const Messages& messages, const SearchRequest& request,
                      const SearchResponse& response) {
  const SearchRequest base = first_page(request);
  std::size_t count = 0;
  for (const auto& [field, asked] : request.filters) {
    if (asked.empty()) continue;
    const auto values = chosen(messages, request, response, field);
    for (const search::FacetValue& value : values) {
      SearchRequest without = base;
      std::vector<std::string>& rest = without.filters[field];
      rest.clear();
      for (const search::FacetValue& other : values) {
        if (other.value != value.value) rest.push_back(other.value);
      }
      add_chip(model, std::string(schema::label(schema::row(field), text::code(request.language))), value.label,
               without);
      ++count;
    }
  }
  const auto add_plain = [&](MessageKey name, std::string value, auto change) {
    SearchRequest without = base;
    change(without);
    add_chip(model, messages.text(name), std::move(value), without);
    ++count;
  };
  if (!request.from.empty()) {
    add_plain("filter_from", messages.date(request.from), [](SearchRequest& r) { r.from.clear(); });
  }
  if (!request.to.empty()) {
    add_plain("filter_to", messages.date(request.to), [](SearchRequest& r) { r.to.clear(); });
  }
  if (!request.fuzzy) {
    add_plain("filter_fuzzy", messages.text("filter_fuzzy_off"), [](SearchRequest& r) { r.fuzzy = true; });
  }
  SearchRequest clear = base;
  clear.filters.clear();
  clear.from.clear();
  clear.to.clear();
  clear.fuzzy = true;
  model.set("clear_url", search_path(clear));
  model.flag("has_chips", count > 0);
  model.set("filters_label",
            count == 0 ? messages.text("filters") : messages.fill("filters_chosen", {{"n", std::to_string(count)}}));
  return count;
}

void set_facet(PageModel& item, const Messages& messages, const search::Facet& facet, text::Language language,
               bool open) {
  const schema::FieldRow& row = schema::row(facet.field);
  std::vector<const search::FacetValue*> values;
  std::size_t most = 1;
  for (const search::FacetValue& value : facet.values) {
    if (value.count > 0 || value.selected) values.push_back(&value);
    most = std::max(most, value.count);
  }
  const auto rest =
      std::stable_partition(values.begin(), values.end(), [](const auto* value) { return value->selected; });
  const auto selected = static_cast<std::size_t>(rest - values.begin());
  // Hiding a single value would take as much room as it does.
  const std::size_t fold_after = std::max(kValuesShown, selected);
  const std::size_t shown = values.size() <= fold_after + 1 ? values.size() : fold_after;

  item.set("facet_name", std::string(row.name));
  item.set("facet_label", std::string(schema::label(row, text::code(language))));
  item.set("facet_chosen", selected == 0 ? std::string() : std::to_string(selected));
  item.flag("facet_open", open || selected > 0);
  item.flag("has_more", shown < values.size());
  item.set("more_label", messages.fill("show_all", {{"n", std::to_string(values.size() - shown)}}));
  item.set("facet_cut", facet.values.size() < search::kFacetValues
                            ? std::string()
                            : messages.fill("facet_cut", {{"n", std::to_string(facet.values.size())}}));
  for (std::size_t at = 0; at < values.size(); ++at) {
    const search::FacetValue& value = *values[at];
    PageModel& line = item.add(at < shown ? "values" : "more");
    line.set("value", value.value);
    line.set("value_label", value_label(messages, facet.field, value));
    line.set("count", messages.number(value.count));
    line.set("share", std::to_string(value.count * 100 / most));
    line.flag("selected", value.selected);
  }
}

// A single value that every answer has and nobody chose: no use in ticking it.
bool narrows_nothing(const search::Facet& facet, std::size_t total) {
  const search::FacetValue& first = facet.values.front();
  return facet.values.size() == 1 && !first.selected && first.count >= total;
}

void set_facets(PageModel& model, const Messages& messages, const SearchRequest& request,
                const SearchResponse& response) {
  std::size_t shown = 0;
  for (std::size_t place = 0; place < response.facets.size(); ++place) {
    const search::Facet& facet = response.facets[place];
    const bool main = place < kMainFacets;
    if (facet.values.empty() || (!main && narrows_nothing(facet, response.total))) continue;
    set_facet(model.add("facets"), messages, facet, request.language, main);
    ++shown;
  }
  model.flag("has_facets", shown > 0);
}

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

void set_hit(PageModel& item, const Messages& messages, const SearchRequest& request, const search::Hit& hit) {
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
  set_rest_of_group(item, messages, request, hit);
}

void add_page(PageModel& model, const Messages& messages, const SearchRequest& request, std::size_t page) {
  SearchRequest other = request;
  other.page = page;
  PageModel& item = model.add("pages");
  item.flag("page_gap", false);
  item.set("page_url", search_path(other));
  item.set("page_label", messages.fill("page", {{"n", messages.number(page)}}));
  item.set("page_number", messages.number(page));
  item.flag("page_current", page == request.page);
}

void set_pages(PageModel& model, const Messages& messages, const SearchRequest& request, std::size_t last) {
  const auto url = [&](std::size_t page) {
    SearchRequest other = request;
    other.page = page;
    return search_path(other);
  };
  model.flag("has_pages", last > 1);
  if (last <= 1) return;
  model.set("previous_url", request.page > 1 ? url(request.page - 1) : std::string());
  model.set("next_url", request.page < last ? url(request.page + 1) : std::string());
  std::set<std::size_t> named = {1, last};
  for (std::size_t page = request.page - std::min(request.page - 1, kPagesAround);
       page <= std::min(request.page + kPagesAround, last); ++page) {
    named.insert(page);
  }
  std::size_t before = 0;
  for (const std::size_t page : named) {
    // A gap of a single page is that page.
    if (page == before + 2) add_page(model, messages, request, page - 1);
    if (page > before + 2) model.add("pages").flag("page_gap", true);
    add_page(model, messages, request, page);
    before = page;
  }
}

void set_sorts(PageModel& model, const Messages& messages, const SearchRequest& request) {
  const auto add = [&](search::Sort sort, MessageKey label, bool current) {
    SearchRequest other = first_page(request);
    other.sort = sort;
    PageModel& item = model.add("sorts");
    item.set("sort_url", search_path(other));
    item.set("sort_label", messages.text(label));
    item.flag("sort_current", current);
  };
  // Without a question nothing is more relevant: the answer comes in the documents' order.
  const bool asked = !request.text.empty();
  if (asked) add(search::Sort::kRelevance, "sort_relevance", request.sort == search::Sort::kRelevance);
  add(search::Sort::kDate, "sort_date", request.sort == search::Sort::kDate);
  add(search::Sort::kOrder, "sort_order",
      request.sort == search::Sort::kOrder || (!asked && request.sort == search::Sort::kRelevance));
}

void set_groups(PageModel& model, const Messages& messages, const SearchRequest& request) {
  const auto add = [&](std::optional<Field> group, MessageKey label) {
    SearchRequest other = first_page(request);
    other.group = group;
    PageModel& item = model.add("groups");
    item.set("group_url", search_path(other));
    item.set("group_label", messages.text(label));
    item.flag("group_current", request.group == group);
  };
  add(std::nullopt, "group_none");
  add(Field::kSpeaker, "group_speaker");
  add(Field::kSession, "group_session");
}

// What the form asks for again beside its visible fields: whatever has no checkbox on the page.
Parameters kept(const SearchRequest& request, const SearchResponse& response) {
  SearchRequest rest = first_page(request);
  rest.text.clear();
  for (const search::Facet& facet : response.facets) {
    const bool boxed = std::any_of(facet.values.begin(), facet.values.end(), [](const auto& v) { return v.selected; });
    if (boxed) rest.filters.erase(facet.field);
  }
  return parameters(rest);
}

}  // namespace

PageModel search_page(const Messages& messages, const SearchRequest& request, const SearchResponse& response) {
  PageModel model;
  const bool asked = !request.text.empty();
  const std::string heading = asked ? messages.fill("heading_question", {{"q", request.text}}) : std::string();
  set_masthead(model, messages,
               {heading, request.text, kept(request, response), request.language, [&](text::Language language) {
                  SearchRequest other = request;
                  other.language = language;
                  return search_path(other);
                }});

  const std::size_t chips = set_chips(model, messages, request, response);
  const bool everything = !asked && chips == 0;
  model.flag("noindex", !everything);
  model.set(
      "heading",
      asked ? heading : messages.text(everything ? MessageKey("heading_everything") : MessageKey("heading_filtered")));
  model.set("intro", everything && request.page == 1 ? messages.text("intro") : std::string());
  if (everything) {
    for (const MessageKey key : {MessageKey("example_1"), MessageKey("example_2"), MessageKey("example_3")}) {
      SearchRequest example;
      example.language = request.language;
      example.text = messages.text(key);
      PageModel& item = model.add("examples");
      item.set("example", example.text);
      item.set("example_url", search_path(example));
    }
  }
  model.set("status",
            messages.fill(response.total == 1 ? MessageKey("status_one") : MessageKey("status_other"),
                          {{"n", messages.number(response.total)}, {"ms", messages.milliseconds(response.took_ms)}}));
  model.set("interpreted", response.interpreted == request.text ? std::string() : response.interpreted);

  std::vector<std::string> warnings = response.warnings;
  if (response.partial) warnings.push_back(messages.text("partial"));
  set_warnings(model, warnings);
  model.flag("said_by", !response.said_by.empty());
  if (!response.said_by.empty()) {
    SearchRequest everybody = first_page(request);
    everybody.names = false;
    model.set("everybody_url", search_path(everybody));
  }
  model.flag("has_suggestions", !response.suggestions.empty());
  for (const std::string& suggestion : response.suggestions) {
    SearchRequest other = first_page(request);
    other.text = suggestion;
    PageModel& item = model.add("suggestions");
    item.set("suggestion", suggestion);
    item.set("suggestion_url", search_path(other));
  }
  set_facets(model, messages, request, response);

  model.flag("has_hits", !response.hits.empty());
  model.set("beyond_url",
            response.hits.empty() && response.total > 0 ? search_path(first_page(request)) : std::string());
  if (response.hits.empty()) return model;
  const std::size_t first = (request.page - 1) * request.per_page + 1;
  model.set("first", std::to_string(first));
  const std::size_t all = request.group ? response.groups : response.total;
  const bool several = all > response.hits.size();
  model.set("shown", !several ? std::string()
                              : messages.fill("shown", {{"first", messages.number(first)},
                                                        {"last", messages.number(first + response.hits.size() - 1)},
                                                        {"n", messages.number(all)}}));
  set_sorts(model, messages, request);
  set_groups(model, messages, request);
  bool is_alike = false;
  for (const search::Hit& hit : response.hits) {
    PageModel& item = model.add("hits");
    set_hit(item, messages, request, hit);
    item.flag("first_alike", hit.is_alike && !is_alike);
    is_alike = hit.is_alike;
  }
  const std::size_t reachable = std::min(all, kMaxDepth);
  set_pages(model, messages, request, (reachable + request.per_page - 1) / request.per_page);
  return model;
}

}  // namespace dixit::api
