#include "searchd/api/page_facets.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "searchd/api/page_parts.h"

namespace dixit::api {
namespace {

using search::SearchRequest;
using search::SearchResponse;

// A facet's values that are seen without opening the rest: about what a screen takes for three facets.
constexpr std::size_t kValuesShown = 8;

// The first facets asked for are open from the start and keep their place; others open when something is chosen in them
// and go when they are of no use.
constexpr std::size_t kMainFacets = 3;

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

}  // namespace

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

}  // namespace dixit::api
