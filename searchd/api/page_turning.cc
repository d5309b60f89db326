#include "searchd/api/page_turning.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <set>
#include <string>

#include "searchd/api/links.h"
#include "searchd/api/page_parts.h"
#include "searchd/api/params.h"

namespace dixit::api {
namespace {

using schema::Field;
using search::SearchRequest;
using search::SearchResponse;

// Pages named on either side of the current one.
constexpr std::size_t kPagesAround = 2;

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

}  // namespace

void set_turning(PageModel& model, const Messages& messages, const SearchRequest& request,
                 const SearchResponse& response) {
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
  const std::size_t reachable = std::min(all, kMaxDepth);
  set_pages(model, messages, request, (reachable + request.per_page - 1) / request.per_page);
}

}  // namespace dixit::api
