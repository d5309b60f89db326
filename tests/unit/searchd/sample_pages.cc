#include "tests/unit/searchd/sample_pages.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <set>
#include <utility>
#include <vector>

namespace dixit::test {

namespace fs = std::filesystem;

const api::Pages& pages() {
  static const api::Pages loaded = [] {
    Result<api::Pages> result = api::Pages::load(fs::path(DIXIT_SOURCE_DIR) / "web");
    if (!result) ADD_FAILURE() << describe(result.error());
    return std::move(result).value();
  }();
  return loaded;
}

std::string search_page(const search::SearchRequest& request, const search::SearchResponse& response) {
  return pages().search({request}, response);
}

std::size_t count(std::string_view text, std::string_view part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string_view::npos; at = text.find(part, at + part.size())) ++found;
  return found;
}

std::string faults(const std::string& html) {
  static const std::set<std::string> empty_elements = {"meta", "link", "input", "rect"};
  std::vector<std::string> open;
  std::set<std::string> ids;
  for (std::size_t at = html.find('<'); at != std::string::npos; at = html.find('<', at)) {
    const std::size_t begin = ++at;
    if (html.compare(at, 8, "!doctype") == 0) continue;
    std::string name;
    while (at < html.size() && (std::isalnum(static_cast<unsigned char>(html[at])) != 0 || html[at] == '/')) {
      name.push_back(html[at++]);
    }
    if (name.empty()) return "a '<' that is no tag: " + html.substr(begin, 40);
    const std::string_view here = std::string_view(html).substr(begin);
    const bool is_ours = name == "/script" ||
                         here.starts_with("script type=\"module\" src=\"/embed/dixit-search.js\"></script>") ||
                         here.starts_with("script type=\"module\" src=\"/static/answers.js\"></script>");
    if ((name == "script" && !is_ours) || name == "style") return "forbidden element " + name;
    while (at < html.size() && html[at] != '>') {
      const std::size_t space = html.find_first_not_of(' ', at);
      const std::size_t end = html.find_first_of("= >/", space);
      const std::string attribute = html.substr(space, end - space);
      if (attribute.rfind("on", 0) == 0 || attribute == "style") return "forbidden attribute " + attribute;
      at = end;
      if (html[at] == '=') {
        if (html[at + 1] != '"') return "unquoted attribute " + attribute;
        const std::size_t close = html.find('"', at + 2);
        const std::string value = html.substr(at + 2, close - at - 2);
        if (value.find('<') != std::string::npos) return "'<' in attribute " + attribute;
        if (attribute == "id" && !ids.insert(value).second) return "id '" + value + "' twice";
        at = close + 1;
      } else if (html[at] == '/') {
        ++at;
      }
    }
    if (name.front() == '/') {
      if (open.empty() || open.back() != name.substr(1)) return "<" + name + "> closes nothing";
      open.pop_back();
    } else if (empty_elements.count(name) == 0) {
      open.push_back(name);
    }
  }
  return open.empty() ? "" : "<" + open.back() + "> is not closed";
}

search::Hit sample_hit(int ordinal) {
  search::Hit made;
  model::Unit& unit = made.unit;
  unit.id = "report." + std::to_string(ordinal);
  unit.document = {"report", "Informe del seminario"};
  unit.ordinal = static_cast<std::uint32_t>(ordinal);
  unit.kind = model::UnitKind::kIntervention;
  model::Session& session = unit.session.emplace();
  session.id = "report/5.1.1";
  session.number = "5.1.1";
  session.title = "Sesión 1. La ciudad";
  session.date = "2016-07-07";
  unit.speaker = model::Speaker{"ana-perez", "Ana Pérez", "Ana Perez"};
  unit.role = "directora de Redes del Ayuntamiento de Lima";
  unit.role_class = "dirección";
  unit.organisation = "Ayuntamiento de Lima";
  unit.city = "Lima";
  unit.language = "es";
  unit.date = "2016-07-07";
  unit.first_line = 1100;
  unit.last_line = 1131;
  unit.page = 14;
  made.snippet = {
      {"su ", {}}, {"financiación", search::Match::kExact}, {" y ", {}}, {"financien", search::Match::kStem}};
  return made;
}

search::SearchRequest sample_request(std::string text) {
  search::SearchRequest made;
  made.text = std::move(text);
  return made;
}

search::SearchResponse sample_response(std::size_t total) {
  search::SearchResponse made;
  made.text = "financiación";
  made.total = total;
  made.took_ms = 0.42;
  for (std::size_t at = 0; at < std::min<std::size_t>(total, 10); ++at)
    made.hits.push_back(sample_hit(static_cast<int>(at) + 1));
  return made;
}

search::Facet sample_cities(std::size_t number) {
  search::Facet facet;
  facet.field = schema::Field::kCity;
  for (std::size_t at = 0; at < number; ++at) {
    const std::string name = "Ciudad " + std::to_string(at);
    facet.values.push_back({name, name, number - at, false});
  }
  return facet;
}

search::UnitView sample_view() {
  search::UnitView made;
  made.unit = sample_hit(2).unit;
  made.runs = {{"Primero.\nSegundo, con ", {}}, {"financiación", search::Match::kOcr}, {".\n\nTercero.", {}}};
  made.previous = search::Neighbour{"report.1", model::UnitKind::kIntervention, "", "Luis Gil", "5.1.1"};
  made.next = search::Neighbour{"report.3", model::UnitKind::kTheme, "Redes", "", ""};
  return made;
}

}  // namespace dixit::test
