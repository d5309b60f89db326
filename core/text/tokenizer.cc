#include "core/text/tokenizer.h"

#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utext.h>

#include <array>
#include <cstdint>
#include <memory>

#include "core/base/check.h"
#include "core/base/utf8.h"

namespace dixit::text {
namespace {

enum class Kind : std::uint8_t {
  kOther,
  kLetter,
  kDigit,
  kLone,        // numbers that stand alone: ² ½ ①
  kSpaceless,   // letters of scripts that do not part their words
  kExtend,      // belongs to what comes before
  kNumeric,     // . and ,
  kApostrophe,  //
  kDot,         // the dot of l·l
  kMisread,     // what OCR prints in place of a letter
};

Kind kind_by_properties(char32_t value) {
  const auto c = static_cast<UChar32>(value);
  switch (value) {
    case 0xB4:
    case 0x2018:
    case 0x2019:
    case 0x2032: return Kind::kApostrophe;
    case 0xB7:
    case 0x387:
    case 0x2022:
    case 0x2027:
    case 0x2219:
    case 0x22C5: return Kind::kDot;
    case 0xA2:    // ¢
    case 0xA3:    // £
    case 0x20AC:  // €
    case 0xA9:    // ©
    case 0xAE:    // ®
      return Kind::kMisread;
    default: break;
  }
  const std::uint32_t category = U_GET_GC_MASK(c);
  if ((category & (U_GC_L_MASK | U_GC_ND_MASK | U_GC_NL_MASK)) != 0) {
    const UErrorCode ok = U_ZERO_ERROR;
    UErrorCode status = ok;
    const UScriptCode script = uscript_getScript(c, &status);
    if (u_hasBinaryProperty(c, UCHAR_IDEOGRAPHIC) || script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA ||
        u_getIntPropertyValue(c, UCHAR_LINE_BREAK) == U_LB_COMPLEX_CONTEXT) {
      return Kind::kSpaceless;
    }
    return (category & U_GC_ND_MASK) != 0 ? Kind::kDigit : Kind::kLetter;
  }
  if ((category & U_GC_NO_MASK) != 0) return Kind::kLone;
  switch (u_getIntPropertyValue(c, UCHAR_WORD_BREAK)) {
    case U_WB_EXTEND:
    case U_WB_FORMAT:
    case U_WB_ZWJ: return Kind::kExtend;
    default: return Kind::kOther;
  }
}

// Asking ICU for each letter would take most of the time. ASCII is nearly all there is, two-byte letters the rest.
constexpr std::size_t kAsciiSize = 0x80;
constexpr std::size_t kTableSize = 0x800;

constexpr std::array<Kind, kAsciiSize> kAscii = [] {
  std::array<Kind, kAsciiSize> table{};
  for (char c = 'a'; c <= 'z'; ++c) table[c] = table[c - 'a' + 'A'] = Kind::kLetter;
  for (char c = '0'; c <= '9'; ++c) table[c] = Kind::kDigit;
  table['.'] = table[','] = Kind::kNumeric;
  table['\''] = table['`'] = Kind::kApostrophe;
  table['@'] = Kind::kMisread;
  return table;
}();

Kind kind_of(char32_t c) {
  if (c < kAsciiSize) return kAscii[c];
  static const auto table = [] {
    auto made = std::make_unique<std::array<Kind, kTableSize>>();
    for (std::size_t i = kAsciiSize; i < kTableSize; ++i) (*made)[i] = kind_by_properties(static_cast<char32_t>(i));
    return made;
  }();
  return c < kTableSize ? (*table)[c] : kind_by_properties(c);
}

struct Char {
  char32_t value = 0;
  Kind kind = Kind::kOther;
  std::size_t end = 0;  // byte after it
};

bool is_letter(const Char& c) {
  return c.kind == Kind::kLetter;
}

bool is_word_kind(Kind kind) {
  return kind == Kind::kLetter || kind == Kind::kDigit;
}

char32_t ascii_lower(char32_t c) {
  return c >= 'A' && c <= 'Z' ? c + 32 : c;
}

class Scanner {
 public:
  Scanner(std::string_view text, Language language) : text_(text), language_(language) {
    // Words of Spanish take six bytes with their space; one growth more does no harm.
    spans_.reserve(text.size() / 6 + 1);
  }

  std::vector<WordSpan> run() {
    for (std::size_t at = 0; at < text_.size();) {
      const Char c = read(at);
      std::size_t end = c.end;
      switch (c.kind) {
        case Kind::kLetter:
        case Kind::kDigit:
          end = end_of_word(c);
          spans_.push_back({at, end});
          break;
        case Kind::kLone:
          end = end_of_run(c.end, Kind::kLone);
          spans_.push_back({at, end});
          break;
        case Kind::kSpaceless:
          end = end_of_run(c.end, Kind::kSpaceless);
          split_by_dictionary(at, end);
          break;
        default: break;
      }
      at = end;
    }
    return std::move(spans_);
  }

 private:
  // A dictionary word is never near this long, so that cutting a longer stretch costs one word at most.
  static constexpr std::size_t kMaxStretchBytes = 4096;
  static constexpr std::size_t kMaxAddressBytes = 64;

  // What stands at `at`; past the end, something that is no part of any word.
  Char read(std::size_t at) const {
    if (at >= text_.size()) return {0, Kind::kOther, at};
    const auto byte = static_cast<unsigned char>(text_[at]);
    if (byte < kAsciiSize) return {byte, kAscii[byte], at + 1};
    const CodePoint point = decode_at(text_, at);
    return {point.value, kind_of(point.value), at + point.size_bytes};
  }

  std::size_t end_of_run(std::size_t end, Kind kind) const {
    for (Char next = read(end); next.kind == kind || next.kind == Kind::kExtend; next = read(end)) end = next.end;
    return end;
  }

  std::size_t end_of_word(Char last) const {
    for (;;) {
      const Char next = read(last.end);
      switch (next.kind) {
        case Kind::kLetter:
        case Kind::kDigit: last = next; continue;
        case Kind::kExtend: last.end = next.end; continue;
        case Kind::kNumeric: {
          const Char after = read(next.end);
          if (last.kind != Kind::kDigit || after.kind != Kind::kDigit) return last.end;
          last = after;
          continue;
        }
        case Kind::kDot: {
          const Char after = read(next.end);
          if (ascii_lower(last.value) != 'l' || ascii_lower(after.value) != 'l') return last.end;
          last = after;
          continue;
        }
        case Kind::kMisread: {
          const Char after = read(next.end);
          if (!is_letter(last) || !is_letter(after) || (next.value == '@' && is_address(next.end))) return last.end;
          last = after;
          continue;
        }
        case Kind::kApostrophe: return is_letter(last) ? end_of_closing(last, next.end) : last.end;
        default: return last.end;
      }
    }
  }

  // Whether a domain begins at `at`: letters, digits and hyphens with a full stop between two of them.
  bool is_address(std::size_t at) const {
    const std::size_t stop = at + kMaxAddressBytes;
    for (Char c = read(at); c.end < stop; c = read(c.end)) {
      if (c.value == '.') return is_word_kind(read(c.end).kind);
      if (!is_word_kind(c.kind) && c.value != '-' && c.value != '_') return false;
    }
    return false;
  }

  // The end of a word with an apostrophe before `at`: after the "s" of "city's", or before the apostrophe.
  std::size_t end_of_closing(const Char& last, std::size_t at) const {
    std::array<char32_t, 2> letters{};
    std::size_t count = 0;
    std::size_t end = at;
    for (Char c = read(at); is_word_kind(c.kind) || c.kind == Kind::kExtend; c = read(end)) {
      if (count == letters.size()) return last.end;
      letters[count++] = ascii_lower(c.value);
      end = c.end;
    }
    if (read(end).kind == Kind::kSpaceless) return last.end;
    const auto [first, second] = letters;
    if (count == 1 && first == 's') return end;
    if (language_ != Language::kEnglish) return last.end;
    if (count == 1 && first == 't') return ascii_lower(last.value) == 'n' ? end : last.end;
    if (count == 1 && (first == 'd' || first == 'm')) return end;
    const bool is_verb = (first == 'l' && second == 'l') || ((first == 'r' || first == 'v') && second == 'e');
    return count == 2 && is_verb ? end : last.end;
  }

  void split_by_dictionary(std::size_t begin, std::size_t end) {
    while (begin < end) {
      std::size_t stop = end;
      if (end - begin > kMaxStretchBytes)
        stop = begin + truncate_utf8(text_.substr(begin, kMaxStretchBytes + 1), kMaxStretchBytes).size();
      split_stretch(begin, stop);
      begin = stop;
    }
  }

  void split_stretch(std::size_t begin, std::size_t end) {
    struct Close {
      void operator()(UBreakIterator* it) const { ubrk_close(it); }
      void operator()(UText* text) const { utext_close(text); }
    };
    // Opening one takes longer than splitting a page.
    thread_local const std::unique_ptr<UBreakIterator, Close> breaks = [] {
      UErrorCode status = U_ZERO_ERROR;
      std::unique_ptr<UBreakIterator, Close> opened(ubrk_open(UBRK_WORD, "", nullptr, 0, &status));
      DIXIT_CHECK(U_SUCCESS(status));
      return opened;
    }();
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<UText, Close> stretch(
        utext_openUTF8(nullptr, text_.data() + begin, static_cast<std::int64_t>(end - begin), &status));
    ubrk_setUText(breaks.get(), stretch.get(), &status);
    DIXIT_CHECK(U_SUCCESS(status));
    std::int32_t from = ubrk_first(breaks.get());
    for (std::int32_t to = ubrk_next(breaks.get()); to != UBRK_DONE; to = ubrk_next(breaks.get())) {
      const std::size_t first = begin + static_cast<std::size_t>(from);
      const std::size_t last = begin + static_cast<std::size_t>(to);
      // A piece of marks alone can only come first in a stretch that was cut.
      if (read(first).kind == Kind::kExtend && !spans_.empty() && spans_.back().end == first) {
        spans_.back().end = last;
      } else {
        spans_.push_back({first, last});
      }
      from = to;
    }
  }

  std::string_view text_;
  Language language_;
  std::vector<WordSpan> spans_;
};

}  // namespace

std::vector<WordSpan> words(std::string_view text, Language language) {
  return Scanner(text, language).run();
}

}  // namespace dixit::text
