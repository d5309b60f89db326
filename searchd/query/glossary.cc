#include "searchd/query/glossary.h"

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <string_view>

namespace dixit::query {

Result<Glossary> load_glossary(const std::filesystem::path& lang_dir, text::Language language,
                               text::Analyzer& analyzer) {
  const std::filesystem::path file = lang_dir / text::code(language) / "glossary.tsv";
  Glossary glossary;
  if (!std::filesystem::exists(file)) return glossary;
  std::ifstream in(file);
  if (!in) return system_error(errno, "read", file.string());
  for (std::string line; std::getline(in, line);) {
    const std::size_t tab = line.find('\t');
    if (line.starts_with('#') || tab == std::string::npos || tab == 0) continue;
    std::vector<std::string>& meant = glossary[analyzer.forms_of(line.substr(0, tab), language).stem];
    for (std::string_view rest = std::string_view(line).substr(tab + 1); !rest.empty();) {
      const std::string_view word = rest.substr(0, rest.find('|'));
      rest.remove_prefix(std::min(word.size() + 1, rest.size()));
      if (!word.empty()) meant.emplace_back(word);
    }
  }
  if (in.bad()) return system_error(errno, "read", file.string());
  return glossary;
}

}  // namespace dixit::query
