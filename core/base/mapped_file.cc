#include "core/base/mapped_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <string>

namespace dixit {

Result<MappedFile> MappedFile::open(const std::filesystem::path& file, std::string_view what) {
  const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return system_error(errno, "open " + std::string(what), file.string());
  MappedFile mapped;
  struct stat status {};
  bool is_mapped = ::fstat(descriptor, &status) == 0;
  // The call refuses to map nothing.
  if (is_mapped && status.st_size > 0) {
    const auto size = static_cast<std::size_t>(status.st_size);
    void* at = ::mmap(nullptr, size, PROT_READ, MAP_SHARED, descriptor, 0);
    is_mapped = at != MAP_FAILED;
    if (is_mapped) mapped.bytes_ = {static_cast<const std::byte*>(at), size};
  }
  const int error_number = errno;
  ::close(descriptor);
  if (!is_mapped) return system_error(error_number, "map " + std::string(what), file.string());
  return mapped;
}

MappedFile::~MappedFile() {
  if (!bytes_.empty()) ::munmap(const_cast<std::byte*>(bytes_.data()), bytes_.size());
}

}  // namespace dixit
