#include "tests/support/documents.h"

#include "indexer/clean/line_cleaner.h"
#include "indexer/segment/people.h"
#include "indexer/segment/report_layout.h"

namespace dixit::test {

const text::ConfusionTable& confusions() {
  static const text::ConfusionTable table = [] {
    Diagnostics found;
    return text::ConfusionTable::load(DIXIT_SOURCE_DIR "/core/lang/es/confusions.tsv", found).value();
  }();
  return table;
}

const segment::Authority& authority() {
  static const segment::Authority lists = [] {
    Diagnostics found;
    return segment::Authority::load(DIXIT_SOURCE_DIR "/corpus/authority", confusions(), found).value();
  }();
  return lists;
}

model::SourceFile source(std::string_view text) {
  model::SourceFile file;
  file.id = file.path = "doc";
  file.pages.push_back({1, {}});
  std::uint32_t number = 0;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::string_view line = text.substr(0, end);
    if (line.find('\f') != std::string_view::npos) {
      file.pages.push_back({static_cast<std::uint32_t>(file.pages.size() + 1), {}});
    }
    file.pages.back().lines.push_back({std::string(line), ++number});
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return file;
}

clean::CleanDocument cleaned(std::string_view text) {
  return clean::clean(source(text), confusions());
}

model::Report segmented(std::string_view text, Diagnostics& found) {
  clean::CleanDocument document = cleaned(text);
  std::vector<model::Report> reports(1);
  reports[0].document.id = reports[0].path = "doc";
  segment::segment(document, reports[0], {authority(), confusions(), found});
  segment::unify_people(reports, authority(), confusions(), found);
  return std::move(reports[0]);
}

model::Report segmented(std::string_view text) {
  Diagnostics found;
  return segmented(text, found);
}

std::vector<std::string> outline(const model::Report& report) {
  const auto or_dash = [](const std::string& text) { return text.empty() ? "-" : text; };
  std::vector<std::string> lines;
  for (const model::Unit& unit : report.units) {
    std::string line = std::string(model::name(unit.kind)) + " " + std::to_string(unit.first_line) + "-" +
                       std::to_string(unit.last_line) + " " + (unit.session ? unit.session->number : "-") + " ";
    line += unit.kind == model::UnitKind::kIntervention
                ? unit.speaker->name + " | " + or_dash(unit.role_class) + " | " + or_dash(unit.city)
                : or_dash(unit.title);
    lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace dixit::test
