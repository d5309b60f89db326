#include "searchd/api/pages.h"

#include <cerrno>
#include <cstddef>
#include <fstream>
#include <iterator>
#include <set>
#include <system_error>
#include <utility>
#include <vector>

#include "searchd/api/embed_page.h"
#include "searchd/api/html_template.h"
#include "searchd/api/messages.h"
#include "searchd/api/page_model.h"
#include "searchd/api/problem_page.h"
#include "searchd/api/search_page.h"
#include "searchd/api/unit_page.h"

namespace dixit::api {
namespace {

namespace fs = std::filesystem;

// Templates write "t_search" for the text "search".
constexpr std::string_view kTextPrefix = "t_";

// One language's texts, and those of them that templates ask for, under the names they use.
struct Edition {
  Messages messages;
  std::vector<std::string> names;  // what `common` refers to
  PageModel common;
};

Result<HtmlTemplate::Sources> read_sources(const fs::path& dir) {
  std::error_code failure;
  fs::directory_iterator entries(dir, failure);
  if (failure) return system_error(failure.value(), "read the templates in", dir.string());
  HtmlTemplate::Sources sources;
  for (; entries != fs::directory_iterator(); entries.increment(failure)) {
    if (failure) return system_error(failure.value(), "read the templates in", dir.string());
    const fs::path& file = entries->path();
    if (file.extension() != ".mustache") continue;
    errno = 0;
    std::ifstream in(file, std::ios::binary);
    if (!in) return system_error(errno, "read", file.string());
    sources.emplace(file.stem().string(),
                    std::string((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>()));
  }
  return sources;
}

Error missing_text(const fs::path& file, const std::string& key, const std::string& wanted_by) {
  return {ErrorCode::kInputRejected,
          "'" + file.string() + "' lacks '" + key + "', which " + wanted_by,
          "Add it there, or take it out of the other.",
          {}};
}

fs::path message_file(const fs::path& web_dir, text::Language language) {
  return web_dir / "messages" / (std::string(text::code(language)) + ".json");
}

// Every language has what any has.
Status check_keys(const fs::path& web_dir, const std::vector<Edition>& editions) {
  for (const text::Language language : text::kLanguages) {
    const auto& own = editions[static_cast<std::size_t>(language)].messages.all();
    for (const text::Language other : text::kLanguages) {
      for (const auto& [key, text] : editions[static_cast<std::size_t>(other)].messages.all()) {
        if (own.find(key) != own.end()) continue;
        return missing_text(message_file(web_dir, language), key,
                            "'" + message_file(web_dir, other).string() + "' has");
      }
    }
  }
  return Done{};
}

// Readies the texts that `names` ask for. `file` is where `edition` was read from.
Status fill_common(Edition& edition, const std::set<std::string>& names, const fs::path& file) {
  for (const std::string& name : names) {
    if (name.rfind(kTextPrefix, 0) == 0) edition.names.push_back(name);
  }
  for (const std::string& name : edition.names) {
    const std::string key = name.substr(kTextPrefix.size());
    const auto text = edition.messages.all().find(key);
    if (text == edition.messages.all().end()) return missing_text(file, key, "a template asks for");
    edition.common.set(name, text->second);
  }
  return Done{};
}

}  // namespace

struct Pages::Parts {
  HtmlTemplate search;
  HtmlTemplate unit;
  HtmlTemplate embed;
  HtmlTemplate problem;
  std::vector<Edition> editions;  // in the order of text::kLanguages

  const Edition& edition(text::Language language) const { return editions[static_cast<std::size_t>(language)]; }
};

Pages::Pages(std::unique_ptr<const Parts> parts) : parts_(std::move(parts)) {}
Pages::Pages(Pages&&) noexcept = default;
Pages& Pages::operator=(Pages&&) noexcept = default;
Pages::~Pages() = default;

Result<Pages> Pages::load(const fs::path& web_dir) {
  DIXIT_TRY(const HtmlTemplate::Sources sources, read_sources(web_dir / "templates"));
  DIXIT_TRY(HtmlTemplate search, HtmlTemplate::compile(sources, "search"));
  DIXIT_TRY(HtmlTemplate unit, HtmlTemplate::compile(sources, "unit"));
  DIXIT_TRY(HtmlTemplate embed, HtmlTemplate::compile(sources, "embed"));
  DIXIT_TRY(HtmlTemplate problem, HtmlTemplate::compile(sources, "problem"));
  std::set<std::string> names;
  for (const HtmlTemplate* page : {&search, &unit, &embed, &problem}) {
    names.insert(page->names().begin(), page->names().end());
  }

  std::vector<Edition> editions;
  editions.reserve(text::kLanguages.size());
  for (const text::Language language : text::kLanguages) {
    DIXIT_TRY(Messages messages, Messages::load(message_file(web_dir, language)));
    editions.push_back({std::move(messages), {}, {}});
    DIXIT_TRY_DONE(fill_common(editions.back(), names, message_file(web_dir, language)));
  }
  DIXIT_TRY_DONE(check_keys(web_dir, editions));
  return Pages(std::make_unique<const Parts>(
      Parts{std::move(search), std::move(unit), std::move(embed), std::move(problem), std::move(editions)}));
}

std::string Pages::search(const PageRequest& request, const search::SearchResponse& response,
                          const ViewAnswer& view) const {
  const Edition& edition = parts_->edition(request.search.language);
  return parts_->search.render(edition.common, search_page(edition.messages, request, response, view));
}

std::string Pages::unit(const search::UnitView& view, text::Language language, std::string_view question,
                        std::string_view site) const {
  const Edition& edition = parts_->edition(language);
  return parts_->unit.render(edition.common, unit_page(edition.messages, view, question, language, site));
}

std::string Pages::embed(text::Language language) const {
  const Edition& edition = parts_->edition(language);
  return parts_->embed.render(edition.common, embed_page(edition.messages, language));
}

const Messages& Pages::messages(text::Language language) const {
  return parts_->edition(language).messages;
}

std::string Pages::problem(const Error& error, int status, text::Language language) const {
  const Edition& edition = parts_->edition(language);
  return parts_->problem.render(edition.common, problem_page(edition.messages, error, status, language));
}

}  // namespace dixit::api
