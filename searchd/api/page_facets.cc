#include "searchd/api/page_facets.h"

#include <algorithm>
#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "searchd/api/links.h"
#include "searchd/api/page_parts.h"

namespace dixit::api {
namespace {

using search::FacetValue;
using search::SearchRequest;
using search::SearchResponse;

// A facet's values that are seen without opening the rest: about what a screen takes for three facets.
constexpr std::size_t kValuesShown = 8;

// From so many values on, a facet has a place where they are searched.
constexpr std::size_t kManyValues = 20;

// The first facets asked for are open from the start and keep their place; others open when something is chosen in them
// and go when they are of no use.
constexpr std::size_t kMainFacets = 3;

// The values that something has or somebody chose, those chosen first.
struct Values {
  std::vector<const FacetValue*> all;
  std::size_t chosen = 0;
  std::size_t most = 1;  // the largest count
};

Values values_of(const search::Facet& facet) {
  Values values;
  for (const FacetValue& value : facet.values) {
    if (value.count > 0 || value.selected) values.all.push_back(&value);
    values.most = std::max(values.most, value.count);
  }
  const auto rest = std::stable_partition(values.all.begin(), values.all.end(),
                                          [](const FacetValue* value) { return value->selected; });
  values.chosen = static_cast<std::size_t>(rest - values.all.begin());
  return values;
}

void set_value(PageModel& line, const Messages& messages, schema::Field field, const FacetValue& value,
               std::size_t most) {
  line.set("value", value.value);
  line.set("value_label", value_label(messages, field, value));
  line.set("count", messages.number(value.count));
  line.set("share", std::to_string(value.count * 100 / most));
  line.flag("selected", value.selected);
}

void set_facet(PageModel& item, const Messages& messages, const search::Facet& facet, const SearchRequest& request,
               bool open) {
  const schema::FieldRow& row = schema::row(facet.field);
  const Values values = values_of(facet);
  // Hiding a single value would take as much room as it does.
  const std::size_t fold_after = std::max(kValuesShown, values.chosen);
  const std::size_t shown = values.all.size() <= fold_after + 1 ? values.all.size() : fold_after;

  item.set("facet_name", std::string(row.name));
  item.set("facet_label", std::string(schema::label(row, text::code(request.language))));
  item.set("facet_chosen", values.chosen == 0 ? std::string() : std::to_string(values.chosen));
  item.flag("facet_open", open || values.chosen > 0);
  item.flag("has_more", shown < values.all.size());
  item.set("more_label", messages.fill("show_all", {{"n", std::to_string(values.all.size() - shown)}}));
  item.set("whole_url", values.all.size() < kManyValues
                            ? std::string()
                            : page_path({first_page(request), WholeFacet{facet.field, {}}}));
  for (std::size_t at = 0; at < values.all.size(); ++at) {
    set_value(item.add(at < shown ? "values" : "more"), messages, facet.field, *values.all[at], values.most);
  }
}

// A single value that every answer has and nobody chose: no use in ticking it.
bool narrows_nothing(const search::Facet& facet, std::size_t total) {
  const FacetValue& first = facet.values.front();
  return facet.values.size() == 1 && !first.selected && first.count >= total;
}

void set_days(PageModel& model, const SearchRequest& request) {
  const int chosen = (request.from.empty() ? 0 : 1) + (request.to.empty() ? 0 : 1);
  model.set("from", request.from);
  model.set("to", request.to);
  model.set("days_chosen", chosen == 0 ? std::string() : std::to_string(chosen));
}

}  // namespace

bool set_facets(PageModel& model, const Messages& messages, const PageRequest& request,
                const SearchResponse& response) {
  std::size_t shown = 0;
  for (std::size_t place = 0; place < response.facets.size(); ++place) {
    const search::Facet& facet = response.facets[place];
    const bool main = place < kMainFacets;
    if (facet.values.empty() || (!main && narrows_nothing(facet, response.total))) continue;
    set_facet(model.add("facets"), messages, facet, request.search, main);
    ++shown;
  }
  set_days(model, request.search);
  model.flag("has_facets", shown > 0);
  return shown > 0;
}

void set_whole_facet(PageModel& model, const Messages& messages, const PageRequest& request, const WholeFacet& whole,
                     const SearchResponse& response, const search::Facet& facet) {
  const schema::FieldRow& row = schema::row(whole.field);
  const std::string label(schema::label(row, text::code(request.search.language)));
  const Values values = values_of(facet);
  const std::size_t shown = std::min(values.all.size(), std::max(kWholeFacetValues, values.chosen));
  model.set("whole_title", messages.fill("whole_title", {{"facet", label}}));
  model.set("whole_name", std::string(row.name));
  model.set("whole_part", whole.part);
  model.set("whole_count", values.all.empty() ? messages.fill("whole_none", {{"part", whole.part}})
                           : shown < values.all.size()
                               ? messages.fill("whole_cut", {{"n", messages.number(shown)},
                                                             {"all", messages.number(values.all.size())}})
                               : messages.fill(shown == 1 ? MessageKey("whole_one") : MessageKey("whole_other"),
                                               {{"n", messages.number(shown)}}));
  model.set("whole_back", search_path(first_page(request.search)));

  std::set<std::string_view> boxed;
  for (std::size_t at = 0; at < shown; ++at) {
    const FacetValue& value = *values.all[at];
    set_value(model.add("whole_values"), messages, whole.field, value, values.most);
    boxed.insert(value.value);
  }
  model.flag("has_whole_values", shown > 0);

  // What is chosen but has no box, because the part asked for is not in it, is asked for again all the same.
  SearchRequest rest = first_page(request.search);
  std::vector<std::string>& unseen = rest.filters[whole.field];
  unseen.clear();
  for (const search::Facet& other : response.facets) {
    if (other.field != whole.field) continue;
    for (const FacetValue& value : other.values) {
      if (value.selected && !boxed.contains(value.value)) unseen.push_back(value.value);
    }
  }
  for (auto& [name, value] : parameters(rest)) {
    PageModel& item = model.add("whole_kept");
    item.set("kept_name", std::string(name));
    item.set("kept_value", std::move(value));
  }
}

}  // namespace dixit::api
