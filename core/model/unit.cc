#include "core/model/unit.h"

#include <array>
#include <utility>

namespace dixit::model {
namespace {

constexpr std::array<std::pair<UnitKind, std::string_view>, 4> kKindNames = {{
    {UnitKind::kIntervention, "intervention"},
    {UnitKind::kTheme, "theme"},
    {UnitKind::kDebate, "debate"},
    {UnitKind::kSection, "section"},
}};

}  // namespace

std::string_view name(UnitKind kind) {
  return kKindNames[static_cast<std::size_t>(kind)].second;
}

std::optional<UnitKind> unit_kind_from_name(std::string_view name) {
  for (const auto& [kind, kind_name] : kKindNames) {
    if (kind_name == name) return kind;
  }
  return std::nullopt;
}

std::string slug(std::string_view folded_name) {
  std::string slug;
  bool pending = false;
  for (const char c : folded_name) {
    const bool keep = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (!keep) {
      pending = !slug.empty();
      continue;
    }
    if (pending) slug.push_back('-');
    pending = false;
    slug.push_back(c);
  }
  return slug;
}

}  // namespace dixit::model
