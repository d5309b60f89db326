#include "searchd/api/page_chips.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "searchd/api/links.h"
#include "searchd/api/page_parts.h"

namespace dixit::api {
namespace {

using schema::Field;
using search::SearchRequest;
using search::SearchResponse;

const search::Facet* find(const SearchResponse& response, Field field) {
  for (const search::Facet& facet : response.facets) {
    if (facet.field == field) return &facet;
  }
  return nullptr;
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

}  // namespace

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

}  // namespace dixit::api
