// The address under which the world knows us, for links that have to be whole.

#pragma once

#include <string>
#include <string_view>

namespace dixit::api {

// Whether `url` is "http://HOST[:PORT]" or the same with https, and nothing behind it.
bool is_site(std::string_view url);

// What `host`, a header Host, makes of us: "http://" before it. Empty where it is no name or address with a port: what
// a client sends is not put into links unseen. Whether somebody before us speaks https, no request can tell reliably.
std::string site_of(std::string_view host);

}  // namespace dixit::api
