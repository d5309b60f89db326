#include "searchd/api/search_page.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "searchd/api/links.h"
#include "searchd/api/page_cards.h"
#include "searchd/api/page_chips.h"
#include "searchd/api/page_facets.h"
#include "searchd/api/page_parts.h"
#include "searchd/api/page_turning.h"

namespace dixit::api {
namespace {

using search::SearchRequest;
using search::SearchResponse;

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
  set_turning(model, messages, request, response);
  set_cards(model, messages, request, response);
  return model;
}

}  // namespace dixit::api
