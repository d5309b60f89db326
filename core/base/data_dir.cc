#include "core/base/data_dir.h"

namespace dixit {

std::filesystem::path default_data_dir() {
  std::error_code failure;
  const std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe", failure);
  return (program.parent_path().parent_path() / "share" / "dixit").lexically_normal();
}

}  // namespace dixit
