#include "searchd/api/query_string.h"

#include <algorithm>

#include "core/base/utf8.h"

namespace dixit::api {
namespace {

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// Valid UTF-8 without control characters.
std::string clean(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size());
  for (std::size_t at = 0; at < bytes.size();) {
    const CodePoint point = decode_at(bytes, at);
    const bool is_control = point.value < 0x20 || (point.value >= 0x7F && point.value < 0xA0);
    append_utf8(out, is_control ? U' ' : point.value);
    at += point.size_bytes;
  }
  return out;
}

}  // namespace

std::string decode(std::string_view text, bool plus_is_space) {
  std::string bytes;
  bytes.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const int high = c == '%' && i + 2 < text.size() ? hex_digit(text[i + 1]) : -1;
    const int low = high >= 0 ? hex_digit(text[i + 2]) : -1;
    if (low >= 0) {
      bytes.push_back(static_cast<char>(high * 16 + low));
      i += 2;
    } else {
      bytes.push_back(c == '+' && plus_is_space ? ' ' : c);
    }
  }
  return clean(bytes);
}

QueryString QueryString::parse(std::string_view raw) {
  QueryString query;
  while (!raw.empty()) {
    const std::string_view pair = raw.substr(0, raw.find('&'));
    raw.remove_prefix(std::min(pair.size() + 1, raw.size()));
    if (pair.empty()) continue;
    const std::size_t equals = pair.find('=');
    const std::string name = decode(pair.substr(0, equals), true);
    std::string value = equals == std::string_view::npos ? std::string() : decode(pair.substr(equals + 1), true);
    const auto known = std::find_if(query.parameters_.begin(), query.parameters_.end(),
                                    [&](const Parameter& parameter) { return parameter.name == name; });
    if (known == query.parameters_.end()) {
      query.parameters_.push_back({name, {std::move(value)}});
    } else {
      known->values.push_back(std::move(value));
    }
  }
  return query;
}

QueryString QueryString::without(std::initializer_list<std::string_view> names) const {
  QueryString rest = *this;
  std::erase_if(rest.parameters_, [&](const Parameter& parameter) {
    return std::find(names.begin(), names.end(), parameter.name) != names.end();
  });
  return rest;
}

QueryString QueryString::swapped(std::string_view one, std::string_view other) const {
  QueryString result = *this;
  if (find(one) == nullptr || find(other) == nullptr) return result;
  for (Parameter& parameter : result.parameters_) {
    if (parameter.name == one) {
      parameter.name = other;
    } else if (parameter.name == other) {
      parameter.name = one;
    }
  }
  return result;
}

const std::vector<std::string>* QueryString::find(std::string_view name) const {
  for (const Parameter& parameter : parameters_) {
    if (parameter.name == name) return &parameter.values;
  }
  return nullptr;
}

Result<std::optional<std::string>> QueryString::single(std::string_view name) const {
  const std::vector<std::string>* values = find(name);
  if (values == nullptr) return std::optional<std::string>();
  if (values->size() == 1) return std::optional(values->front());
  return Error{ErrorCode::kBadRequest, "'" + std::string(name) + "' is given more than once", {}, std::string(name)};
}

}  // namespace dixit::api
