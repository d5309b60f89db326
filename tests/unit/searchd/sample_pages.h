// Answers made by hand, the pages of them with the templates and messages that are shipped, and a strict reader.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "searchd/api/pages.h"
#include "searchd/search/request.h"
#include "searchd/search/response.h"

namespace dixit::test {

// Would run, close an attribute or start a reference wherever it was not escaped.
inline const std::string kEvil = "<script>alert('x')</script>\"&amp;";

// Those of web/, loaded once.
const api::Pages& pages();

// The list of the hits of `response`, which answers `request`.
std::string search_page(const search::SearchRequest& request, const search::SearchResponse& response);

std::size_t count(std::string_view text, std::string_view part);

// What is wrong with `html` for a reader that is stricter than a browser: tags must nest, attributes be quoted, and
// what a strict Content-Security-Policy would block must not occur. Empty when nothing is.
std::string faults(const std::string& html);

// The statement `ordinal` of Ana Pérez of Lima on financing.
search::Hit sample_hit(int ordinal);

search::SearchRequest sample_request(std::string text = "financiación");

// `total` hits, of which as many are there as a page has.
search::SearchResponse sample_response(std::size_t total);

// "Ciudad 0" with the count `number`, "Ciudad 1" with one less, …
search::Facet sample_cities(std::size_t number);

// The second statement, in three paragraphs and with neighbours.
search::UnitView sample_view();

}  // namespace dixit::test
