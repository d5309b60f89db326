// Where the programs find their lists and pages at run time.

#pragma once

#include <filesystem>

namespace dixit {

// `<folder of the running program>/../share/dixit`: holds lang/, authority/ and web/ beside an installed program and in
// a build tree alike. Whether it exists is for the caller to find out.
std::filesystem::path default_data_dir();

}  // namespace dixit
