#include "searchd/api/embed_page.h"

#include <string>

#include "searchd/api/page_parts.h"

namespace dixit::api {

PageModel embed_page(const Messages& messages, text::Language language) {
  PageModel model;
  set_masthead(model, messages,
               {messages.text("embed_title"),
                {},
                {{"lang", std::string(text::code(language))}},
                language,
                [](text::Language other) { return "/embed/?lang=" + std::string(text::code(other)); }});
  return model;
}

}  // namespace dixit::api
