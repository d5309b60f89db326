#include "core/text/token.h"

namespace dixit::text {

std::string_view name(How how) {
  switch (how) {
    case How::kSame: return "same";
    case How::kAccent: return "accent";
    case How::kOcr: return "ocr";
    case How::kJoined: return "joined";
    case How::kSplit: return "split";
  }
  return "same";
}

}  // namespace dixit::text
