// The spelling of index terms. Everything that writes or asks for a term takes it from here.
//
//   Q<id>               a unit, by its id
//   <form>              a word as printed or read, folded
//   Z<stem>             the same word by its stem
//   <prefix><form>      a word of a field (`words_prefix` of the field table)
//   Z<prefix><stem>     the same by its stem
//   <PREFIX>:<value>    a field's value, folded; no frequency
//   ZXH<stem>           a word of the unit's heading (title, speaker, post, organisation, city) by its stem
//   K<concept>          a concept that the text speaks of in any of its labels, by its id
//   XHK<concept>        the same of the heading
//
// Where words stand is not in Xapian's lists but in the word order (word_order.h).
//
// Forms, stems and values are folded, so they never begin with a capital and no prefix can be mistaken for a word.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "core/schema/fields.h"

namespace dixit::schema {

// Xapian's glass backend refuses longer terms (its limit is 245 bytes after encoding zero bytes as two).
inline constexpr std::size_t kMaxTermBytes = 245;

// A longer term keeps its beginning and ends in 16 hexadecimal digits over the whole, so that two long values never
// meet by their beginning alone. Zero bytes are left out.
std::string bounded_term(std::string term);

std::string unique_term(std::string_view unit_id);
std::string exact_term(std::string_view form, std::string_view words_prefix = {});
std::string stem_term(std::string_view stem, std::string_view words_prefix = {});

// Stems of a unit's heading are kept apart from those of its text, so that they can weigh differently; its forms are
// not.
inline constexpr std::string_view kHeadingPrefix = "XH";

// Where a concept is spoken of.
enum class Part { kText, kHeading };
std::string concept_term(std::string_view id, Part part);

// The term that filters `field` by `value`, which is folded here. `field.prefix` must not be empty.
std::string value_term(const FieldRow& field, std::string_view value);

}  // namespace dixit::schema
