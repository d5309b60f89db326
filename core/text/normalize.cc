#include "core/text/normalize.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>

#include "core/base/check.h"
#include "core/base/utf8.h"

namespace dixit::text {
namespace {

const icu::Normalizer2& nfc() {
  static const icu::Normalizer2* const instance = [] {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* found = icu::Normalizer2::getNFCInstance(status);
    DIXIT_CHECK(U_SUCCESS(status));
    return found;
  }();
  return *instance;
}

bool is_invisible(char32_t c) {
  return c == 0xAD || c == 0x61C || c == 0x180E || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2060 && c <= 0x2069) || c == 0xFEFF;
}

bool is_blank(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c <= 0xA0) || u_isUWhiteSpace(static_cast<UChar32>(c));
}

// U+FB00 to U+FB06 in order; both ſt and st are written "st".
constexpr std::u32string_view kLigatures[] = {U"ff", U"fi", U"fl", U"ffi", U"ffl", U"st", U"st"};

// Collects the code points that composition may merge, and writes them out as one piece of the map: within such a
// cluster no byte has an origin of its own.
class Writer {
 public:
  Writer(std::string_view raw, std::uint32_t line, NormalizedText& out) : raw_(raw), line_(line), out_(out) {}

  void add(char32_t c, std::size_t begin, std::size_t end) {
    if (!cluster_.isEmpty() && (c < 0x300 || nfc().hasBoundaryBefore(static_cast<UChar32>(c)))) flush();
    append(c, begin, end);
  }

  // A ligature: its letters share one origin, and its last one may take an accent.
  void add_ligature(std::u32string_view letters, std::size_t begin, std::size_t end) {
    flush();
    for (const char32_t c : letters) append(c, begin, end);
  }

  void flush() {
    if (cluster_.isEmpty()) return;
    UErrorCode status = U_ZERO_ERROR;
    const icu::UnicodeString composed = nfc().normalize(cluster_, status);
    DIXIT_CHECK(U_SUCCESS(status));
    piece_.clear();
    composed.toUTF8String(piece_);
    write(piece_, begin_, end_);
    cluster_.remove();
  }

  void write(std::string_view piece, std::size_t begin, std::size_t end) {
    out_.text += piece;
    const auto source = model::SourceRange{line_, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
    out_.origin.append(piece.size(), source);
  }

  // Copies raw bytes that are plain ASCII from `begin` on, short of the last one, which an accent may follow.
  std::size_t copy_ascii(std::size_t begin) {
    const auto is_plain = [](char c) { return c >= 0x20 && c < 0x7F; };
    std::size_t end = begin;
    while (end < raw_.size() && is_plain(raw_[end])) ++end;
    if (end < raw_.size() && end > begin) --end;
    if (end == begin) return begin;
    flush();
    write(raw_.substr(begin, end - begin), begin, end);
    return end;
  }

 private:
  void append(char32_t c, std::size_t begin, std::size_t end) {
    if (cluster_.isEmpty()) begin_ = begin;
    cluster_.append(static_cast<UChar32>(c));
    end_ = end;
  }

  std::string_view raw_;
  std::uint32_t line_;
  NormalizedText& out_;
  icu::UnicodeString cluster_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  std::string piece_;
};

}  // namespace

NormalizedText normalize(std::string_view raw, std::uint32_t line) {
  NormalizedText out;
  out.text.reserve(raw.size());
  Writer writer(raw, line, out);
  for (std::size_t at = 0; at < raw.size();) {
    at = writer.copy_ascii(at);
    if (at == raw.size()) break;
    const CodePoint point = decode_at(raw, at);
    const std::size_t end = at + point.size_bytes;
    if (is_invisible(point.value)) {
      // Nothing: what follows may still compose with what came before.
    } else if (is_blank(point.value)) {
      writer.add(U' ', at, end);
    } else if (point.value >= 0xFB00 && point.value <= 0xFB06) {
      writer.add_ligature(kLigatures[point.value - 0xFB00], at, end);
    } else {
      writer.add(point.value, at, end);
    }
    at = end;
  }
  writer.flush();
  return out;
}

}  // namespace dixit::text
