#pragma once

// Does not compile alone: <string> is missing.

namespace dixit {

std::string name();

}  // namespace dixit
