#include "searchd/api/links.h"

namespace dixit::api {
namespace {

bool is_unreserved(char byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') || byte == '-' ||
         byte == '.' || byte == '_' || byte == '~';
}

// The parameters of `request` without those that choose some of its answers.
Parameters of_all_answers(search::SearchRequest request) {
  const search::SearchRequest usual;
  request.page = usual.page;
  request.per_page = usual.per_page;
  request.group.reset();
  return parameters(request);
}

}  // namespace

std::string percent_encode(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string out;
  out.reserve(text.size());
  for (const char byte : text) {
    if (is_unreserved(byte)) {
      out.push_back(byte);
    } else {
      const auto value = static_cast<unsigned char>(byte);
      out.push_back('%');
      out.push_back(kDigits[value >> 4]);
      out.push_back(kDigits[value & 15]);
    }
  }
  return out;
}

Parameters parameters(const search::SearchRequest& request) {
  const search::SearchRequest usual;
  Parameters all;
  if (!request.text.empty()) all.emplace_back("q", request.text);
  for (const auto& [field, values] : request.filters) {
    for (const std::string& value : values) all.emplace_back(schema::row(field).name, value);
  }
  if (!request.from.empty()) all.emplace_back("from", request.from);
  if (!request.to.empty()) all.emplace_back("to", request.to);
  if (request.sort == search::Sort::kDate) all.emplace_back("sort", "date");
  if (request.sort == search::Sort::kOrder) all.emplace_back("sort", "order");
  if (request.group) all.emplace_back("group", schema::row(*request.group).name);
  if (request.page != usual.page) all.emplace_back("page", std::to_string(request.page));
  if (request.per_page != usual.per_page) all.emplace_back("per_page", std::to_string(request.per_page));
  if (!request.fuzzy) all.emplace_back("fuzzy", "off");
  if (!request.names) all.emplace_back("names", "off");
  all.emplace_back("lang", std::string(text::code(request.language)));
  return all;
}

std::string path_with(std::string path, const Parameters& all) {
  char joint = '?';
  for (const auto& [name, value] : all) {
    path.push_back(joint);
    path.append(name);
    path.push_back('=');
    path.append(percent_encode(value));
    joint = '&';
  }
  return path;
}

std::string search_path(const search::SearchRequest& request) {
  return path_with("/", parameters(request));
}

std::string feed_path(const search::SearchRequest& request) {
  search::SearchRequest usual = first_page(request);
  usual.per_page = search::SearchRequest{}.per_page;
  usual.sort = search::Sort::kRelevance;
  Parameters all = parameters(usual);
  if (request.sort == search::Sort::kRelevance) all.emplace_back("sort", "relevance");
  if (request.sort == search::Sort::kOrder) all.emplace_back("sort", "order");
  return path_with("/feed.atom", all);
}

search::SearchRequest first_page(search::SearchRequest request) {
  request.page = 1;
  return request;
}

std::string narrowed_path(search::SearchRequest request, schema::Field field, std::string value) {
  request.page = 1;
  request.filters[field] = {std::move(value)};
  return search_path(request);
}

std::string filter_path(schema::Field field, std::string value, text::Language language) {
  search::SearchRequest request;
  request.language = language;
  return narrowed_path(std::move(request), field, std::move(value));
}

std::string export_path(search::SearchRequest request, std::string_view format) {
  Parameters all = of_all_answers(std::move(request));
  all.emplace(all.begin(), "format", format);
  return path_with("/api/v1/export", all);
}

std::string reference_path(std::string_view id, std::string_view format, text::Language language) {
  return path_with(
      "/api/v1/export",
      {{"format", std::string(format)}, {"id", std::string(id)}, {"lang", std::string(text::code(language))}});
}

std::string unit_address(std::string_view site, std::string_view id) {
  return std::string(site) + "/u/" + percent_encode(id);
}

std::string unit_path(std::string_view id, std::string_view question, text::Language language) {
  Parameters all;
  if (!question.empty()) all.emplace_back("q", std::string(question));
  all.emplace_back("lang", std::string(text::code(language)));
  return path_with("/u/" + percent_encode(id), all);
}

}  // namespace dixit::api
