#include "searchd/api/search_page.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "searchd/api/links.h"
#include "searchd/api/page_cards.h"
#include "searchd/api/page_chips.h"
#include "searchd/api/page_facets.h"
#include "searchd/api/page_parts.h"
#include "searchd/api/page_table.h"
#include "searchd/api/page_turning.h"

namespace dixit::api {
namespace {

using search::SearchRequest;
using search::SearchResponse;

// What the form asks for again beside its visible fields. `with_facets`: the page shows facets, hence boxes of what is
// chosen and fields of the days.
Parameters kept(const PageRequest& request, const SearchResponse& response, bool with_facets) {
  SearchRequest rest = first_page(request.search);
  rest.text.clear();
  if (with_facets) {
    for (const search::Facet& facet : response.facets) {
      const auto is_boxed = [](const search::FacetValue& value) { return value.selected; };
      if (std::any_of(facet.values.begin(), facet.values.end(), is_boxed)) rest.filters.erase(facet.field);
    }
    rest.from.clear();
    rest.to.clear();
  }
  Parameters all = parameters(rest);
  const auto* table = std::get_if<WhoTable>(&request.view);
  if (table != nullptr && table->whole) all.emplace_back("lines", "all");
  return all;
}

void set_heading(PageModel& model, const Messages& messages, const SearchRequest& request, bool narrowed) {
  const bool everything = request.text.empty() && !narrowed;
  model.set("heading", !request.text.empty() ? messages.fill("heading_question", {{"q", request.text}})
                       : everything          ? messages.text("heading_everything")
                                             : messages.text("heading_filtered"));
  model.set("intro", everything && request.page == 1 ? messages.text("intro") : std::string());
  if (!everything) return;
  for (const MessageKey key : {MessageKey("example_1"), MessageKey("example_2"), MessageKey("example_3")}) {
    SearchRequest example;
    example.language = request.language;
    example.text = messages.text(key);
    PageModel& item = model.add("examples");
    item.set("example", example.text);
    item.set("example_url", search_path(example));
  }
}

std::string status_of(const Messages& messages, const SearchResponse& response) {
  return messages.fill(response.total == 1 ? MessageKey("status_one") : MessageKey("status_other"),
                       {{"n", messages.number(response.total)}, {"ms", messages.milliseconds(response.took_ms)}});
}

// How the question was understood, and what else may have been meant.
void set_understanding(PageModel& model, const Messages& messages, const SearchRequest& request,
                       const SearchResponse& response) {
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
}

// Newest first, each answer by itself: whoever follows a feed wants to see what is new.
std::string feed_of(SearchRequest request) {
  request.sort = search::Sort::kDate;
  request.group.reset();
  return feed_path(request);
}

// The ways to look at the answer, and to take it along.
void set_ways(PageModel& model, const PageRequest& request, const SearchResponse& response) {
  const SearchRequest search = first_page(request.search);
  model.flag("has_answers", response.total > 0);
  model.set("list_url", search_path(search));
  model.set("table_url", page_path({search, WhoTable{}}));
  model.set("csv_url", export_path(search, "csv"));
  model.set("bibtex_all_url", export_path(search, "bibtex"));
  model.set("ris_all_url", export_path(search, "ris"));
}

void set_list(PageModel& model, const Messages& messages, const PageRequest& page, const SearchResponse& response) {
  const SearchRequest& request = page.search;
  model.flag("has_hits", !response.hits.empty());
  model.set("beyond_url",
            response.hits.empty() && response.total > 0 ? search_path(first_page(request)) : std::string());
  model.flag("has_quotes", request.text.find('"') != std::string::npos);
  if (response.hits.empty()) return;
  set_turning(model, messages, request, response);
  set_cards(model, messages, page, response);
}

}  // namespace

PageModel search_page(const Messages& messages, const PageRequest& request, const SearchResponse& response,
                      const ViewAnswer& view) {
  PageModel model;
  const auto* facet = std::get_if<search::FacetResponse>(&view);
  const auto* matrix = std::get_if<search::MatrixResponse>(&view);
  // All of a facet is a page of its own, which leads back to this one.
  const bool with_facets = facet == nullptr && set_facets(model, messages, request, response);
  const bool narrowed = set_chips(model, messages, request, response) > 0;
  set_heading(model, messages, request.search, narrowed);
  const std::string status = status_of(messages, response);
  model.set("status", status);
  model.set("total", std::to_string(response.total));
  set_masthead(model, messages,
               {.title = request.search.text.empty() ? std::string()
                                                     : messages.fill("heading_question", {{"q", request.search.text}}),
                .question = request.search.text,
                .kept = kept(request, response, with_facets),
                .language = request.search.language,
                .own_path =
                    [&](text::Language language) {
                      PageRequest other = request;
                      other.search.language = language;
                      return page_path(other);
                    },
                .description = is_entrance(request) ? messages.text("intro") : status,
                .feed = feed_of(request.search)});
  model.flag("noindex", !is_entrance(request));
  set_understanding(model, messages, request.search, response);
  set_ways(model, request, response);

  model.flag("list_view", facet == nullptr && matrix == nullptr);
  model.flag("whole_view", facet != nullptr);
  model.flag("table_view", matrix != nullptr);
  if (facet != nullptr) {
    set_whole_facet(model, messages, request, std::get<WholeFacet>(request.view), response, facet->facet);
  } else if (matrix != nullptr) {
    set_who_table(model, messages, request, std::get<WhoTable>(request.view), *matrix);
  } else {
    set_list(model, messages, request, response);
  }
  return model;
}

}  // namespace dixit::api
