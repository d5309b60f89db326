#include "core/schema/terms.h"

#include <algorithm>

#include "core/base/check.h"
#include "core/base/hash.h"
#include "core/base/utf8.h"
#include "core/text/fold.h"

namespace dixit::schema {

std::string bounded_term(std::string term) {
  term.erase(std::remove(term.begin(), term.end(), '\0'), term.end());
  if (term.size() <= kMaxTermBytes) return term;
  const std::string digits = hex(hash_bytes(term));
  term.resize(truncate_utf8(term, kMaxTermBytes - digits.size()).size());
  return term + digits;
}

std::string unique_term(std::string_view unit_id) {
  return bounded_term("Q" + std::string(unit_id));
}

std::string exact_term(std::string_view form, std::string_view words_prefix) {
  return bounded_term(std::string(words_prefix) + std::string(form));
}

std::string stem_term(std::string_view stem, std::string_view words_prefix) {
  return bounded_term("Z" + std::string(words_prefix) + std::string(stem));
}

std::string concept_term(std::string_view id, Part part) {
  return bounded_term((part == Part::kHeading ? std::string(kHeadingPrefix) + "K" : "K") + std::string(id));
}

std::string value_term(const FieldRow& field, std::string_view value) {
  DIXIT_CHECK(!field.prefix.empty());
  return bounded_term(std::string(field.prefix) + ":" + text::fold(value));
}

}  // namespace dixit::schema
