#include "searchd/api/feed.h"

#include <pugixml.hpp>
#include <sstream>
#include <utility>

#include "core/base/hash.h"
#include "core/base/version.h"
#include "searchd/api/clean_text.h"
#include "searchd/api/links.h"
#include "searchd/api/page_parts.h"

namespace dixit::api {
namespace {

void add_text(pugi::xml_node parent, const char* name, std::string_view text) {
  parent.append_child(name).text().set(clean_text(text).c_str());
}

void add_link(pugi::xml_node parent, const char* relation, const char* type, const std::string& address) {
  pugi::xml_node link = parent.append_child("link");
  link.append_attribute("rel") = relation;
  link.append_attribute("type") = type;
  link.append_attribute("href") = clean_text(address).c_str();
}

// An id that no address is part of: a UUID of the eighth version, which is made as its maker likes.
std::string urn_of(std::string_view name) {
  const std::string digits = hex(hash_bytes(name)) + hex(hash_bytes(name, hash_bytes("dixit")));
  return "urn:uuid:" + digits.substr(0, 8) + "-" + digits.substr(8, 4) + "-8" + digits.substr(13, 3) + "-8" +
         digits.substr(17, 3) + "-" + digits.substr(20);
}

// An ISO date, which may lack day and month, as a moment; what is no date stands for `otherwise`.
std::string moment_of(const std::string& date, const std::string& otherwise) {
  constexpr std::string_view kFirstDay = "0000-01-01";
  if (date.size() != 4 && date.size() != 7 && date.size() != 10) return otherwise;
  return date + std::string(kFirstDay.substr(date.size())) + "T00:00:00Z";
}

std::string title_of(const Messages& messages, const search::SearchRequest& request) {
  const std::string& name = messages.text("name");
  if (!request.text.empty()) return name + ": " + messages.fill("heading_question", {{"q", request.text}});
  const bool is_narrowed = !request.filters.empty() || !request.from.empty() || !request.to.empty();
  return name + ": " + messages.text(is_narrowed ? MessageKey("heading_filtered") : MessageKey("heading_everything"));
}

// The search page for what the feed holds, by the usual number of answers.
std::string page_path(search::SearchRequest request) {
  request.per_page = search::SearchRequest{}.per_page;
  return search_path(first_page(std::move(request)));
}

std::string entry_title(const Messages& messages, const model::Unit& unit) {
  std::string title = headline(messages, unit);
  if (unit.session) title += " · " + unit.session->number + " " + unit.session->title;
  return title;
}

std::string summary_of(const search::Hit& hit) {
  std::string text;
  for (const search::Run& run : hit.snippet) text += run.text;
  return text;
}

void add_entry(pugi::xml_node feed, const Messages& messages, const FeedSource& source, const search::Hit& hit) {
  const model::Unit& unit = hit.unit;
  pugi::xml_node entry = feed.append_child("entry");
  add_text(entry, "id", urn_of("unit " + unit.id));
  add_text(entry, "title", entry_title(messages, unit));
  add_text(entry, "updated", moment_of(unit.date, source.built_at));
  if (unit.speaker) add_text(entry.append_child("author"), "name", unit.speaker->name);
  add_link(entry, "alternate", "text/html",
           source.site + unit_path(unit.id, source.request.text, source.request.language));
  if (!unit.city.empty()) entry.append_child("category").append_attribute("term") = clean_text(unit.city).c_str();
  pugi::xml_node summary = entry.append_child("summary");
  summary.append_attribute("xml:lang") = clean_text(unit.language).c_str();
  summary.text().set(clean_text(summary_of(hit)).c_str());
}

}  // namespace

std::string atom_feed(const Messages& messages, const FeedSource& source) {
  pugi::xml_document document;
  pugi::xml_node declaration = document.append_child(pugi::node_declaration);
  declaration.append_attribute("version") = "1.0";
  declaration.append_attribute("encoding") = "UTF-8";
  pugi::xml_node feed = document.append_child("feed");
  feed.append_attribute("xmlns") = "http://www.w3.org/2005/Atom";
  feed.append_attribute("xml:lang") = std::string(text::code(source.request.language)).c_str();
  const std::string own_path = feed_path(source.request);
  add_text(feed, "id", urn_of(own_path));
  add_text(feed, "title", title_of(messages, source.request));
  add_text(feed, "updated", source.built_at);
  add_text(feed.append_child("author"), "name", messages.text("name"));
  pugi::xml_node generator = feed.append_child("generator");
  generator.append_attribute("version") = std::string(kVersion).c_str();
  generator.text().set("Dixit");
  add_link(feed, "self", "application/atom+xml", source.site + own_path);
  add_link(feed, "alternate", "text/html", source.site + page_path(source.request));
  for (const search::Hit& hit : source.found.hits) {
    if (!hit.is_alike) add_entry(feed, messages, source, hit);
  }
  std::ostringstream out;
  document.save(out, " ", pugi::format_indent, pugi::encoding_utf8);
  return std::move(out).str();
}

}  // namespace dixit::api
