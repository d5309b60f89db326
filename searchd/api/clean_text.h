// Text that any XML document or line of a citation may hold.

#pragma once

#include <string>
#include <string_view>

namespace dixit::api {

// `text` as valid UTF-8 without what XML 1.0 forbids: control characters are spaces, the rest is U+FFFD. Markup is left
// for the writer to escape.
std::string clean_text(std::string_view text);

}  // namespace dixit::api
