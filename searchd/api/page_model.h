// What a page shows, by name: texts, yes or no, and lists of the same. Filled from an answer, read by a template.

#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace dixit::api {

// Names are those of the templates (web/templates) and must outlive the model: they are literals. A name that a list's
// item lacks is looked for in what surrounds the item, so an item sets all the names that its part of a template uses,
// empty ones too. Setting a name twice is not intended; the first one counts.
class PageModel {
 public:
  struct Entry;
  using List = std::vector<PageModel>;

  // Plain text, escaped when it is put into a page. An empty one reads as "no" in a template's sections.
  void set(std::string_view name, std::string text);

  // What a section of a template asks: shown or not.
  void flag(std::string_view name, bool value);

  // Appends an item to the list called `name`, which begins empty. The reference holds until the next call for this
  // model or its list.
  PageModel& add(std::string_view name);

  const std::vector<Entry>& entries() const { return entries_; }

 private:
  Entry& append(std::string_view name);

  std::vector<Entry> entries_;
};

struct PageModel::Entry {
  std::string_view name;
  std::variant<std::string, bool, PageModel::List> value;
};

}  // namespace dixit::api
