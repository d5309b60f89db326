#include "core/schema/index_meta.h"

#include <charconv>
#include <optional>

#include "core/schema/terms.h"

namespace dixit::schema {
namespace {

constexpr std::string_view kRebuild = "build it again with `dixit-indexer build`";

std::string key(std::string_view name) {
  return std::string(kMetaPrefix) + std::string(name);
}

std::optional<std::uint64_t> to_number(std::string_view digits) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
  return number;
}

// "name=value" pairs and bare names, separated by single spaces.
std::string joined(const std::map<std::string, std::uint64_t>& counts) {
  std::string text;
  for (const auto& [name, count] : counts) text += (text.empty() ? "" : " ") + name + "=" + std::to_string(count);
  return text;
}

std::vector<std::string> split(std::string_view text) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const std::size_t space = text.find(' ');
    if (space != 0) parts.emplace_back(text.substr(0, space));
    text.remove_prefix(space == std::string_view::npos ? text.size() : space + 1);
  }
  return parts;
}

}  // namespace

std::map<std::string, std::string> to_metadata(const IndexMeta& meta) {
  std::string languages;
  for (const std::string& language : meta.languages) languages += (languages.empty() ? "" : " ") + language;
  return {
      {key("schema"), std::to_string(meta.schema_version)},
      {key("fingerprint"), meta.fingerprint},
      {key("program"), meta.program_version},
      {key("built_at"), meta.built_at},
      {key("documents"), std::to_string(meta.documents)},
      {key("units"), std::to_string(meta.units)},
      {key("tokens"), std::to_string(meta.tokens)},
      {key("readings"), joined(meta.readings)},
      {key("languages"), languages},
  };
}

Result<IndexMeta> from_metadata(const std::map<std::string, std::string>& metadata) {
  const auto text = [&](std::string_view name) {
    const auto found = metadata.find(key(name));
    return found == metadata.end() ? std::string() : found->second;
  };
  const auto broken = [](std::string_view name) {
    return Error{ErrorCode::kIndexBroken, "the index does not say its " + std::string(name), std::string(kRebuild), {}};
  };
  const std::optional<std::uint64_t> version = to_number(text("schema"));
  if (!version) return broken("schema version");
  if (*version != kSchemaVersion) {
    return Error{ErrorCode::kIndexMismatch,
                 "the index has schema version " + std::to_string(*version) + ", this program reads version " +
                     std::to_string(kSchemaVersion),
                 *version > kSchemaVersion ? "use the program version that wrote it, or " + std::string(kRebuild)
                                           : std::string(kRebuild),
                 {}};
  }
  IndexMeta meta;
  meta.fingerprint = text("fingerprint");
  meta.program_version = text("program");
  meta.built_at = text("built_at");
  meta.languages = split(text("languages"));
  for (const auto& [name, target] :
       {std::pair{"documents", &meta.documents}, {"units", &meta.units}, {"tokens", &meta.tokens}}) {
    const std::optional<std::uint64_t> number = to_number(text(name));
    if (!number) return broken(std::string("number of ") + name);
    *target = *number;
  }
  for (const std::string& pair : split(text("readings"))) {
    const std::size_t equals = pair.find('=');
    const std::optional<std::uint64_t> number =
        equals == std::string::npos ? std::nullopt : to_number(std::string_view(pair).substr(equals + 1));
    if (!number) return broken("readings");
    meta.readings[pair.substr(0, equals)] = *number;
  }
  if (meta.fingerprint.empty()) return broken("fingerprint");
  return meta;
}

std::string label_key(std::string_view field_name, std::string_view value) {
  return bounded_term("label." + std::string(field_name) + "." + std::string(value));
}

std::string acronym_key(std::string_view acronym) {
  return "acronym." + std::string(acronym);
}

Status check_recipe(const IndexMeta& meta, std::string_view fingerprint) {
  if (meta.fingerprint == fingerprint) return Done{};
  return Error{ErrorCode::kIndexMismatch,
               "the index was written by analysis " + meta.fingerprint + ", this program has analysis " +
                   std::string(fingerprint),
               std::string(kRebuild),
               {}};
}

}  // namespace dixit::schema
