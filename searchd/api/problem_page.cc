#include "searchd/api/problem_page.h"

#include <string>

#include "searchd/api/page_parts.h"

namespace dixit::api {
namespace {

struct Explanation {
  MessageKey title;
  MessageKey why;
};

Explanation explanation(int status) {
  if (status == 404) return {"problem_404", "problem_404_why"};
  if (status == 429 || status == 503) return {"problem_busy", "problem_busy_why"};
  if (status >= 400 && status < 500) return {"problem_400", "problem_400_why"};
  return {"problem_other", "problem_other_why"};
}

}  // namespace

PageModel problem_page(const Messages& messages, const Error& error, int status, text::Language language) {
  const Explanation said = explanation(status);
  PageModel model;
  const std::string& heading = messages.text(said.title);
  // The address that failed would fail in another language too, so the switch leads to the search.
  set_masthead(model, messages,
               {heading, {}, {{"lang", std::string(text::code(language))}}, language, [](text::Language other) {
                  return "/?lang=" + std::string(text::code(other));
                }});
  model.flag("noindex", true);
  model.set("heading", heading);
  model.set("explanation", messages.text(said.why));
  model.set("status_number", std::to_string(status));
  const bool own_words = status < 500;
  model.set("detail", own_words ? error.message : std::string());
  model.set("hint", own_words ? error.hint : std::string());
  model.set("code", std::string(error_name(error.code)));
  return model;
}

}  // namespace dixit::api
