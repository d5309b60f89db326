// What the index keeps of a unit beside its terms: all that an answer shows, so that serving reads no source file.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/model/unit.h"
#include "core/text/thesaurus.h"
#include "core/text/token.h"

namespace dixit::schema {

// A token as the index keeps it: enough to find the place of a match and to say what is meant there.
struct StoredToken {
  std::uint32_t begin = 0;  // bytes of the unit's text, half-open
  std::uint32_t end = 0;
  std::string reading;  // empty where it is the printed word itself
  text::How how = text::How::kSame;
  float confidence = 1;  // kept in hundredths

  friend bool operator==(const StoredToken&, const StoredToken&) = default;
};

struct StoredDoc {
  model::Unit unit;                          // without its origin map
  std::vector<StoredToken> tokens;           // of `unit.text`, in order
  std::vector<text::Mention> mentions = {};  // of concepts among `tokens`, by where they begin
};

std::vector<StoredToken> to_stored(std::string_view text, const std::vector<text::Token>& tokens);

// The bytes of `doc`, led by a version of their own; an integer is a varint, a string its length and bytes.
std::string encode(const StoredDoc& doc);

// The document that `bytes` hold. Fails with kIndexBroken when they were cut or written by another version; reads
// nothing beyond `bytes`, whatever they are.
Result<StoredDoc> decode(std::string_view bytes);

// The unit's text with every repaired word replaced by its reading.
std::string reading_of(const StoredDoc& doc);

}  // namespace dixit::schema
