// Addresses of the pages: a search with all that narrows it, and a unit.

#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/schema/fields.h"
#include "core/text/language.h"
#include "searchd/search/request.h"

namespace dixit::api {

// `text` with every byte percent-encoded that is not an unreserved character of RFC 3986.
std::string percent_encode(std::string_view text);

// Names and values of the parameters that ask for `request` again, values raw, in a fixed order. What is as it would be
// without a parameter is left out, except `lang`; so are `facets`, which the page chooses.
using Parameters = std::vector<std::pair<std::string_view, std::string>>;
Parameters parameters(const search::SearchRequest& request);

// "path?name=value&…", the values percent-encoded.
std::string path_with(std::string path, const Parameters& all);

// "/?q=…&lang=…": the search page for `request`.
std::string search_path(const search::SearchRequest& request);

// "/feed.atom?q=…&lang=…": the same as a feed, which is newest first where `request` sorts by date.
std::string feed_path(const search::SearchRequest& request);

// `request` from its first page on.
search::SearchRequest first_page(search::SearchRequest request);

// The first page of `request` narrowed to one value of `field`, whatever it had of that field before.
std::string narrowed_path(search::SearchRequest request, schema::Field field, std::string value);

// All units that have `value`, without a question.
std::string filter_path(schema::Field field, std::string value, text::Language language);

// All answers to `request` as a file of `format`: csv, bibtex, ris.
std::string export_path(search::SearchRequest request, std::string_view format);

// The reference of the unit `id` as a file of `format`: bibtex, ris.
std::string reference_path(std::string_view id, std::string_view format, text::Language language);

// "https://example.org/u/<id>", where `site` is known, which stands for the unit in whatever language; else from "/u/".
std::string unit_address(std::string_view site, std::string_view id);

// "/u/<id>?q=…&lang=…"; an empty question is left out.
std::string unit_path(std::string_view id, std::string_view question, text::Language language);

}  // namespace dixit::api
