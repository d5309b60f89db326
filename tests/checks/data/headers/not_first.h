#pragma once

// Does not compile alone either; its source says so only where it includes this header first.

namespace dixit {

std::string other_name();

}  // namespace dixit
