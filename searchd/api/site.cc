#include "searchd/api/site.h"

#include <algorithm>
#include <cstddef>

namespace dixit::api {
namespace {

constexpr std::size_t kMaxHostBytes = 255;

bool is_alphanumeric(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

// A name, an IPv4 address or a bracketed IPv6 one.
bool is_name(std::string_view host) {
  const bool is_ipv6 = host.starts_with('[') && host.ends_with(']') && host.size() > 2;
  if (is_ipv6) host = host.substr(1, host.size() - 2);
  const std::string_view others = is_ipv6 ? ":." : "-._";
  return !host.empty() && std::all_of(host.begin(), host.end(), [&](char c) {
    return is_alphanumeric(c) || others.find(c) != std::string_view::npos;
  });
}

bool is_authority(std::string_view text) {
  if (text.size() > kMaxHostBytes) return false;
  const std::size_t colon = text.rfind(':');
  if (colon == std::string_view::npos || text.ends_with(']')) return is_name(text);
  const std::string_view port = text.substr(colon + 1);
  const bool is_number = !port.empty() && port.size() <= 5 && port.find_first_not_of("0123456789") == port.npos;
  return is_number && is_name(text.substr(0, colon));
}

}  // namespace

bool is_site(std::string_view url) {
  for (const std::string_view scheme : {std::string_view("http://"), std::string_view("https://")}) {
    if (url.starts_with(scheme)) return is_authority(url.substr(scheme.size()));
  }
  return false;
}

std::string site_of(std::string_view host) {
  return is_authority(host) ? "http://" + std::string(host) : std::string();
}

}  // namespace dixit::api
