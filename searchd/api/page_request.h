// What the search page is asked: a search, and a view of its answer.

#pragma once

#include <string>
#include <variant>

#include "core/base/result.h"
#include "core/schema/fields.h"
#include "searchd/api/params.h"
#include "searchd/api/query_string.h"
#include "searchd/search/request.h"
#include "searchd/search/response.h"

namespace dixit::api {

// The hits themselves, page by page.
struct HitList {};

// All values of one facet, those whose label has `part` in it.
struct WholeFacet {
  schema::Field field = schema::Field::kCity;
  std::string part = {};
};

// Who talks about it: the answers counted by two different facets.
struct WhoTable {
  schema::Field rows = schema::Field::kCity;
  schema::Field cols = schema::Field::kSession;
  bool whole = false;  // as many lines as a page can take, not as many as are seen at a glance
};

// What / shows of an answer.
using View = std::variant<HitList, WholeFacet, WhoTable>;

// What the searcher says to a view: nothing more than the search itself to a HitList.
using ViewAnswer = std::variant<std::monostate, search::FacetResponse, search::MatrixResponse>;

struct PageRequest {
  search::SearchRequest search;
  View view = {};
  std::string site = {};  // what whole addresses begin with; empty: they begin with a slash
};

// The parameters of /api/v1/search, counting all facets, and those of a view: `facet` and `find`, or `rows`, `cols` and
// `lines`. What two fields of a form may well ask for is understood: a table of a facet by itself becomes one by
// another facet, and days the wrong way round are exchanged.
// Fails as the functions of params.h do.
Result<PageRequest> page_request(const QueryString& query);

// "/?q=…&rows=city&cols=session&lang=…": the address of the page.
std::string page_path(const PageRequest& request);

// Whether it asks for nothing but everything, from the first page on: the page that a site is entered by.
bool is_entrance(const PageRequest& request);

}  // namespace dixit::api
