#include "searchd/api/opensearch.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <pugixml.hpp>
#include <sstream>
#include <utility>
#include <vector>

#include "core/base/utf8.h"
#include "searchd/api/clean_text.h"

namespace dixit::api {
namespace {

// As the specification has them, which counts characters.
constexpr std::size_t kMaxShortName = 16;
constexpr std::size_t kMaxDescription = 1024;

void add_text(pugi::xml_node parent, const char* name, const std::string& text, std::size_t most) {
  std::string cut;
  for (std::size_t at = 0; at < text.size() && most > 0; --most) {
    const CodePoint point = decode_at(text, at);
    append_utf8(cut, point.value);
    at += point.size_bytes;
  }
  parent.append_child(name).text().set(clean_text(cut).c_str());
}

void add_address(pugi::xml_node parent, const char* type, const char* relation, const std::string& address) {
  pugi::xml_node url = parent.append_child("Url");
  url.append_attribute("type") = type;
  url.append_attribute("rel") = relation;
  url.append_attribute("template") = address.c_str();
}

}  // namespace

std::string opensearch_description(const Messages& messages, text::Language language, const std::string& site) {
  const std::string lang = "lang=" + std::string(text::code(language));
  pugi::xml_document document;
  pugi::xml_node declaration = document.append_child(pugi::node_declaration);
  declaration.append_attribute("version") = "1.0";
  declaration.append_attribute("encoding") = "UTF-8";
  pugi::xml_node root = document.append_child("OpenSearchDescription");
  root.append_attribute("xmlns") = "http://a9.com/-/spec/opensearch/1.1/";
  add_text(root, "ShortName", messages.text("name"), kMaxShortName);
  add_text(root, "Description", messages.text("tagline"), kMaxDescription);
  add_address(root, "text/html", "results", site + "/?q={searchTerms}&" + lang);
  add_address(root, "application/atom+xml", "results", site + "/feed.atom?q={searchTerms}&" + lang);
  add_address(root, "application/x-suggestions+json", "suggestions",
              site + "/api/v1/suggest?q={searchTerms}&format=opensearch&" + lang);
  add_address(root, "application/opensearchdescription+xml", "self", site + "/opensearch.xml?" + lang);
  pugi::xml_node image = root.append_child("Image");
  image.append_attribute("type") = "image/svg+xml";
  image.text().set((site + "/static/favicon.svg").c_str());
  root.append_child("Language").text().set(std::string(text::code(language)).c_str());
  root.append_child("InputEncoding").text().set("UTF-8");
  root.append_child("OutputEncoding").text().set("UTF-8");
  std::ostringstream out;
  document.save(out, " ", pugi::format_indent, pugi::encoding_utf8);
  return std::move(out).str();
}

std::string suggestions_json(const search::CompletionResponse& response) {
  using Json = nlohmann::json;
  std::vector<std::string> texts;
  for (const search::Completion& completion : response.completions) {
    // A city and a word of one spelling are the same to who only sees their text.
    if (std::find(texts.begin(), texts.end(), completion.text) == texts.end()) texts.push_back(completion.text);
  }
  return Json::array({response.text, texts}).dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace dixit::api
