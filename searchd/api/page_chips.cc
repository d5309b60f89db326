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

// Puts chips beside each other, each with the request that it leaves behind.
class Chips {
 public:
  Chips(PageModel& model, const PageRequest& request)
      : model_(model), view_(request.view), base_(first_page(request.search)) {}

  // `change` takes away from a request what the chip stands for.
  template <typename Change>
  void add(std::string_view field, std::string value, Change change) {
    SearchRequest without = base_;
    change(without);
    PageModel& item = model_.add("chips");
    item.set("chip_field", std::string(field));
    item.set("chip_value", std::move(value));
    item.set("chip_url", page_path({std::move(without), view_}));
    ++count_;
  }

  std::size_t count() const { return count_; }

 private:
  PageModel& model_;
  const View& view_;
  SearchRequest base_;
  std::size_t count_ = 0;
};

void add_values(Chips& chips, const Messages& messages, const SearchRequest& request, const SearchResponse& response) {
  for (const auto& [field, asked] : request.filters) {
    if (asked.empty()) continue;
    const auto values = chosen(messages, request, response, field);
    for (const search::FacetValue& value : values) {
      chips.add(schema::label(schema::row(field), text::code(request.language)), value.label,
                [&, field = field](SearchRequest& without) {
                  std::vector<std::string>& rest = without.filters[field];
                  rest.clear();
                  for (const search::FacetValue& other : values) {
                    if (other.value != value.value) rest.push_back(other.value);
                  }
                });
    }
  }
}

void add_limits(Chips& chips, const Messages& messages, const SearchRequest& request) {
  if (!request.from.empty()) {
    chips.add(messages.text("filter_from"), messages.date(request.from), [](SearchRequest& r) { r.from.clear(); });
  }
  if (!request.to.empty()) {
    chips.add(messages.text("filter_to"), messages.date(request.to), [](SearchRequest& r) { r.to.clear(); });
  }
  if (!request.fuzzy) {
    chips.add(messages.text("filter_fuzzy"), messages.text("filter_fuzzy_off"),
              [](SearchRequest& r) { r.fuzzy = true; });
  }
}

void add_presentation(Chips& chips, const Messages& messages, const SearchRequest& request) {
  const auto usual_sort = [](SearchRequest& r) { r.sort = SearchRequest{}.sort; };
  if (request.sort == search::Sort::kDate) {
    chips.add(messages.text("sort"), messages.text("sort_date"), usual_sort);
  }
  // Without a question it is the usual order.
  if (request.sort == search::Sort::kOrder && !request.text.empty()) {
    chips.add(messages.text("sort"), messages.text("sort_order"), usual_sort);
  }
  if (request.group) {
    chips.add(messages.text("group"),
              std::string(schema::label(schema::row(*request.group), text::code(request.language))),
              [](SearchRequest& r) { r.group.reset(); });
  }
}

// The question alone, as it is usually answered.
SearchRequest bare(const SearchRequest& request) {
  SearchRequest bare;
  bare.text = request.text;
  bare.facets = request.facets;
  bare.per_page = request.per_page;
  bare.names = request.names;
  bare.language = request.language;
  return bare;
}

}  // namespace

std::size_t set_chips(PageModel& model, const Messages& messages, const PageRequest& request,
                      const SearchResponse& response) {
  Chips chips(model, request);
  add_values(chips, messages, request.search, response);
  add_limits(chips, messages, request.search);
  const std::size_t narrowing = chips.count();
  add_presentation(chips, messages, request.search);
  model.set("clear_url", page_path({bare(request.search), request.view}));
  model.flag("has_chips", chips.count() > 0);
  model.set("filters_label", narrowing == 0 ? messages.text("filters")
                                            : messages.fill("filters_chosen", {{"n", std::to_string(narrowing)}}));
  return narrowing;
}

}  // namespace dixit::api
