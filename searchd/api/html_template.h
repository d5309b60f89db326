// A page's template: HTML with the holes that a model fills. Mustache, less what could let markup through.

#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "searchd/api/page_model.h"

namespace dixit::api {

// `text` as it may stand between tags and in quoted attributes: markup characters as references, and what HTML does not
// allow at all (broken UTF-8, control characters) as U+FFFD.
std::string escape_html(const std::string& text);

// Immutable; `render` may be called from any thread.
class HtmlTemplate {
 public:
  // Sources of templates by name, for `{{> name}}`.
  using Sources = std::map<std::string, std::string, std::less<>>;

  // Compiles the template called `name` with the templates it includes, which cost nothing later. Fails with
  // kInputMissing where one of them does not exist, and with kInputRejected, naming the template, where it is
  // malformed, includes itself, or asks for an unescaped value ("{{{", "{{&"): all values are escaped, always.
  static Result<HtmlTemplate> compile(const Sources& sources, std::string_view name);

  // The page with the values of `model`, and of `common` for names that `model` lacks. A name in neither gives nothing.
  std::string render(const PageModel& common, const PageModel& model) const;

  // The names that it takes a value from, each once.
  const std::vector<std::string>& names() const { return names_; }

 private:
  struct Compiled;

  HtmlTemplate(std::shared_ptr<Compiled> compiled, std::vector<std::string> names)
      : compiled_(std::move(compiled)), names_(std::move(names)) {}

  std::shared_ptr<Compiled> compiled_;
  std::vector<std::string> names_;
};

}  // namespace dixit::api
