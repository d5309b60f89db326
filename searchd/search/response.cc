#include "searchd/search/response.h"

namespace dixit::search {

std::string_view name(Match match) {
  switch (match) {
    case Match::kExact: return "exact";
    case Match::kAccent: return "accent";
    case Match::kStem: return "stem";
    case Match::kOcr: return "ocr";
    case Match::kSynonym: return "synonym";
    case Match::kTranslation: return "translation";
  }
  return {};
}

}  // namespace dixit::search
