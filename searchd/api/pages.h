// The pages that people read, as HTML that needs no script.

#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "core/base/error.h"
#include "core/base/result.h"
#include "core/text/language.h"
#include "searchd/api/messages.h"
#include "searchd/api/page_request.h"
#include "searchd/search/response.h"

namespace dixit::api {

// What the pages need beside themselves: styles, scripts and the icon of the web folder, and answers of ours. This
// policy allows that and nothing else; it belongs into the header Content-Security-Policy of every page.
inline constexpr std::string_view kPagePolicy =
    "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'";

// Immutable once loaded; pages may be made in any number of threads at once. Every value is escaped, whatever it holds;
// bytes that are not UTF-8 are shown as U+FFFD. A page is a whole document, UTF-8.
class Pages {
 public:
  // Reads web_dir/templates/*.mustache and web_dir/messages/<language>.json, never looked at again. Fails, naming the
  // file, with kInputMissing or kInputUnreadable where one cannot be read, and with kInputRejected where a template is
  // malformed, a language lacks a text that another has, or a template asks for a text that none has.
  static Result<Pages> load(const std::filesystem::path& web_dir);

  Pages(Pages&&) noexcept;
  Pages& operator=(Pages&&) noexcept;
  ~Pages();

  // The search page: `response` answers `request`, and `view` its view: it holds what that asks for. The checkboxes
  // show the facets that the response has.
  std::string search(const PageRequest& request, const search::SearchResponse& response,
                     const ViewAnswer& view = {}) const;

  // A unit's own page, reached by `question` (may be empty), which leads back to its results. `site` is what whole
  // addresses begin with; empty: they begin with a slash.
  std::string unit(const search::UnitView& view, text::Language language, std::string_view question,
                   std::string_view site = {}) const;

  // How other sites show a search box of ours, to try and to copy. Its scripts lie below /embed/.
  std::string embed(text::Language language) const;

  // What the pages say in `language`, for what is no page; valid as long as these pages.
  const Messages& messages(text::Language language) const;

  // What went wrong, under the HTTP status `status` (400 to 599). The error's own words are shown below 500 only:
  // above, they are for the log.
  std::string problem(const Error& error, int status, text::Language language) const;

 private:
  struct Parts;

  explicit Pages(std::unique_ptr<const Parts> parts);

  std::unique_ptr<const Parts> parts_;
};

}  // namespace dixit::api
