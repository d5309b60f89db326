#include "core/model/offset_map.h"

#include <algorithm>

#include "core/base/check.h"

namespace dixit::model {
namespace {

bool byte_for_byte(std::size_t length, const SourceRange& source) {
  return source.end - source.begin == length;
}

}  // namespace

void OffsetMap::append(std::size_t length, SourceRange source) {
  if (length == 0) return;
  const std::size_t at = size();
  if (!pieces_.empty()) {
    Piece& last = pieces_.back();
    DIXIT_CHECK(last.source.line != source.line || last.source.end <= source.begin);
    const bool both_direct = byte_for_byte(length, source) && byte_for_byte(last.end - last.begin, last.source);
    if (both_direct && last.source.line == source.line && last.source.end == source.begin) {
      last.end += length;
      last.source.end = source.end;
      return;
    }
  }
  pieces_.push_back({at, at + length, source});
}

void OffsetMap::append(const OffsetMap& inner, std::size_t begin, std::size_t end) {
  DIXIT_CHECK(begin <= end && end <= inner.size());
  while (begin < end) {
    const Piece& piece = inner.pieces_[inner.piece_at(begin)];
    const std::size_t stop = std::min(end, piece.end);
    SourceRange source = piece.source;
    if (byte_for_byte(piece.end - piece.begin, piece.source)) {
      source.end = source.begin + static_cast<std::uint32_t>(stop - piece.begin);
      source.begin += static_cast<std::uint32_t>(begin - piece.begin);
    }
    append(stop - begin, source);
    begin = stop;
  }
}

SourceRange OffsetMap::origin_of(std::size_t at) const {
  const Piece& piece = pieces_[piece_at(at)];
  if (!byte_for_byte(piece.end - piece.begin, piece.source)) return piece.source;
  const auto begin = static_cast<std::uint32_t>(piece.source.begin + (at - piece.begin));
  return {piece.source.line, begin, begin + 1};
}

std::vector<SourceRange> OffsetMap::origins_of(std::size_t begin, std::size_t end) const {
  std::vector<SourceRange> ranges;
  for (std::size_t at = begin; at < end;) {
    const Piece& piece = pieces_[piece_at(at)];
    const std::size_t stop = std::min(end, piece.end);
    const SourceRange first = origin_of(at);
    const SourceRange last = origin_of(stop - 1);
    if (!ranges.empty() && ranges.back().line == first.line) {
      ranges.back().end = last.end;
    } else {
      ranges.push_back({first.line, first.begin, last.end});
    }
    at = stop;
  }
  return ranges;
}

std::size_t OffsetMap::piece_at(std::size_t at) const {
  DIXIT_CHECK(at < size());
  const auto after =
      std::upper_bound(pieces_.begin(), pieces_.end(), at, [](std::size_t a, const Piece& p) { return a < p.begin; });
  return static_cast<std::size_t>(after - pieces_.begin()) - 1;
}

}  // namespace dixit::model
