#include <string>

#include "not_first.h"

namespace dixit {

std::string other_name() {
  return "not first";
}

}  // namespace dixit
