#include "searchd/api/page_model.h"

#include <cstddef>
#include <utility>

namespace dixit::api {
namespace {

// About what an item of a list has; saves moving entries while they are few.
constexpr std::size_t kUsualEntries = 8;

}  // namespace

PageModel::Entry& PageModel::append(std::string_view name) {
  if (entries_.empty()) entries_.reserve(kUsualEntries);
  Entry& entry = entries_.emplace_back();
  entry.name = name;
  return entry;
}

void PageModel::set(std::string_view name, std::string text) {
  append(name).value = std::move(text);
}

void PageModel::flag(std::string_view name, bool value) {
  append(name).value = value;
}

PageModel& PageModel::add(std::string_view name) {
  for (Entry& entry : entries_) {
    List* list = std::get_if<List>(&entry.value);
    if (list != nullptr && entry.name == name) return list->emplace_back();
  }
  return append(name).value.emplace<List>().emplace_back();
}

}  // namespace dixit::api
