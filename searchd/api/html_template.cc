#include "searchd/api/html_template.h"

#include <algorithm>
#include <cstddef>
#include <kainjow/mustache.hpp>
#include <utility>

#include "core/base/check.h"
#include "core/base/utf8.h"

namespace dixit::api {
namespace {

namespace mustache = kainjow::mustache;

constexpr std::string_view kBlank = " \t";

// U+FFFD, for what may not stand in HTML.
constexpr std::string_view kNotAllowed = "\xEF\xBF\xBD";

// Deeper nesting is a template that includes itself.
constexpr int kMaxIncludes = 8;

std::string_view trim(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(kBlank);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kBlank) - begin + 1);
}

Error rejected(std::string_view name, const std::string& why, std::string hint) {
  return {ErrorCode::kInputRejected, "template '" + std::string(name) + "' " + why, std::move(hint), {}};
}

// One "{{…}}" of a template: where it stands and what is in it.
struct Tag {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string_view content;
};

// The first tag at or after `from`; `begin` is npos where there is none or it is not closed, which the compiler of
// mustache reports in its own words.
Tag next_tag(std::string_view text, std::size_t from) {
  Tag tag;
  tag.begin = text.find("{{", from);
  if (tag.begin == std::string_view::npos) return tag;
  const std::size_t close = text.find("}}", tag.begin);
  if (close == std::string_view::npos) return {std::string_view::npos, 0, {}};
  tag.end = close + 2;
  tag.content = trim(text.substr(tag.begin + 2, close - tag.begin - 2));
  return tag;
}

// Puts included templates in their places. Done here because the library would parse them again at every rendering.
Status expand(const HtmlTemplate::Sources& sources, std::string_view name, int depth, std::string& out) {
  if (depth > kMaxIncludes) return rejected(name, "includes itself", "Take the {{> …}} out that closes the circle.");
  const auto source = sources.find(name);
  if (source == sources.end()) {
    return Error{ErrorCode::kInputMissing,
                 "there is no template '" + std::string(name) + "'",
                 "Put " + std::string(name) + ".mustache into the folder of templates.",
                 {}};
  }
  std::string_view text = source->second;
  while (!text.empty() && text.back() == '\n') text.remove_suffix(1);
  std::size_t at = 0;
  for (Tag tag = next_tag(text, 0); tag.begin != std::string_view::npos; tag = next_tag(text, tag.end)) {
    if (!tag.content.starts_with('>')) continue;
    out.append(text.substr(at, tag.begin - at));
    DIXIT_TRY_DONE(expand(sources, trim(tag.content.substr(1)), depth + 1, out));
    at = tag.end;
  }
  out.append(text.substr(at));
  return Done{};
}

// Indentation is for the reader of the template.
std::string without_indentation(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size() - 1) + 1;
    const std::string_view line = text.substr(begin, end - begin);
    out.append(line.substr(std::min(line.find_first_not_of(kBlank), line.size())));
    begin = end;
  }
  return out;
}

void fill(mustache::data& data, const PageModel& model);

mustache::data to_data(const PageModel::Entry& entry) {
  if (const auto* text = std::get_if<std::string>(&entry.value)) {
    // The library takes an empty text for "yes".
    return text->empty() ? mustache::data(false) : mustache::data(*text);
  }
  if (const auto* flag = std::get_if<bool>(&entry.value)) return mustache::data(*flag);
  mustache::data data(mustache::data::type::list);
  // The library offers copies only, and deep ones at every level; the list belongs to `data`, which is ours to change.
  auto& list = const_cast<mustache::list&>(data.list_value());  // NOLINT(cppcoreguidelines-pro-type-const-cast)
  const auto& items = std::get<PageModel::List>(entry.value);
  list.reserve(items.size());
  for (const PageModel& item : items) fill(list.emplace_back(), item);
  return data;
}

void fill(mustache::data& data, const PageModel& model) {
  for (const PageModel::Entry& entry : model.entries()) data[std::string(entry.name)] = to_data(entry);
}

}  // namespace

struct HtmlTemplate::Compiled {
  explicit Compiled(const std::string& text) : page(text) { page.set_custom_escape(escape_html); }

  // Its render() is not const, but writes only to report a failure of partials and lambdas, of which there are none
  // here: partials are expanded before, and models hold no functions. So threads may share it.
  mustache::mustache page;
};

std::string escape_html(const std::string& text) {
  std::string out;
  out.reserve(text.size() + 16);
  std::size_t copied = 0;
  const auto replace = [&](std::size_t at, std::string_view by) {
    out.append(text, copied, at - copied);
    out.append(by);
    copied = at + 1;
  };
  const std::size_t broken = find_invalid_utf8(text).value_or(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    switch (byte) {
      case '&': replace(at, "&amp;"); break;
      case '<': replace(at, "&lt;"); break;
      case '>': replace(at, "&gt;"); break;
      case '"': replace(at, "&quot;"); break;
      case '\'': replace(at, "&#39;"); break;
      case '\n':
      case '\t': break;
      default:
        if (byte < 0x20 || byte == 0x7F) {
          replace(at, kNotAllowed);
        } else if (byte >= 0x80 && at >= broken) {
          const CodePoint point = decode_at(text, at);
          if (point.size_bytes == 1) replace(at, kNotAllowed);
          at += point.size_bytes - 1;
        }
    }
  }
  return out.append(text, copied);
}

Result<HtmlTemplate> HtmlTemplate::compile(const Sources& sources, std::string_view name) {
  std::string text;
  DIXIT_TRY_DONE(expand(sources, name, 0, text));
  text = without_indentation(text);

  std::vector<std::string> names;
  for (Tag tag = next_tag(text, 0); tag.begin != std::string_view::npos; tag = next_tag(text, tag.end)) {
    const char kind = tag.content.empty() ? '\0' : tag.content.front();
    if (kind == '{' || kind == '&' || kind == '=') {
      return rejected(name, "has the tag '" + text.substr(tag.begin, tag.end - tag.begin) + "'",
                      "Write {{name}}: values are always escaped, and the braces stay what they are.");
    }
    if (kind == '!' || kind == '/') continue;
    names.emplace_back(kind == '#' || kind == '^' ? trim(tag.content.substr(1)) : tag.content);
  }
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());

  auto compiled = std::make_shared<Compiled>(text);
  if (!compiled->page.is_valid()) {
    return rejected(name, "is malformed: " + compiled->page.error_message(), "Close every {{#section}} and every tag.");
  }
  return HtmlTemplate(std::move(compiled), std::move(names));
}

std::string HtmlTemplate::render(const PageModel& common, const PageModel& model) const {
  mustache::data data;
  fill(data, common);
  fill(data, model);
  std::string page;
  compiled_->page.render(data, [&page](const std::string& piece) { page.append(piece); });
  DIXIT_CHECK(compiled_->page.is_valid());
  return page;
}

}  // namespace dixit::api
