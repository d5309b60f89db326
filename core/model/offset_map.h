// Where each byte of a text made by us stands in the file that it was made from.

#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace dixit::model {

// A run of bytes on one line of the source: half-open, counted in the raw line; lines from 1.
struct SourceRange {
  std::uint32_t line = 0;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  friend bool operator==(const SourceRange&, const SourceRange&) = default;
};

// Total: each byte of the text has exactly one origin. Along a line origins never go back; the lines of footnotes
// follow those of the text that they interrupt. A word joined over a line end has two ranges. Built by appending in
// text order; reading it is safe from several threads.
class OffsetMap {
 public:
  // The next `length` bytes of the text are `source`. When `source` is as long as `length` they stand byte for byte,
  // otherwise (a normalised character, a joining space) each of them stands for the whole of `source`, which may be
  // empty: the place between two bytes. On the line appended last, `source` must not lie before it.
  void append(std::size_t length, SourceRange source);

  // The next `end - begin` bytes of the text are bytes [begin, end) of the text that `inner` maps.
  void append(const OffsetMap& inner, std::size_t begin, std::size_t end);

  // The origin of text byte `at`, which must be below `size()`. A byte that stands byte for byte gives a range of one.
  SourceRange origin_of(std::size_t at) const;

  // The origins of text bytes [begin, end), one range a line, in order.
  std::vector<SourceRange> origins_of(std::size_t begin, std::size_t end) const;

  // Bytes of text mapped so far.
  std::size_t size() const { return pieces_.empty() ? 0 : pieces_.back().end; }

 private:
  struct Piece {
    std::size_t begin;
    std::size_t end;
    SourceRange source;
  };
  std::size_t piece_at(std::size_t at) const;

  std::vector<Piece> pieces_;
};

}  // namespace dixit::model
