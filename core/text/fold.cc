#include "core/text/fold.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>

#include <array>
#include <cstdint>
#include <memory>

#include "core/base/check.h"
#include "core/base/utf8.h"

namespace dixit::text {
namespace {

// Letters and signs that no Unicode mapping brings to what we want. Asked before and after the mappings.
std::u32string_view special(char32_t c) {
  switch (c) {
    case 0x60:    // `
    case 0xB4:    // ´
    case 0x2B9:   // ʹ
    case 0x2BB:   // ʻ
    case 0x2BC:   // ʼ
    case 0x2BD:   // ʽ
    case 0x2C8:   // ˈ
    case 0x2018:  // ‘
    case 0x2019:  // ’
    case 0x201B:  // ‛
    case 0x2032:  // ′
    case 0x2035:  // ‵
      return U"'";
    case 0x387:   // ·, Greek
    case 0x2022:  // •
    case 0x2027:  // ‧
    case 0x2219:  // ∙
    case 0x22C5:  // ⋅
      return U"·";
    case 0xC6:
    case 0xE6: return U"ae";
    case 0xD0:
    case 0xF0:
    case 0x110:
    case 0x111: return U"d";
    case 0xD8:
    case 0xF8: return U"o";
    case 0xDE:
    case 0xFE: return U"th";
    case 0x126:
    case 0x127: return U"h";
    case 0x131: return U"i";
    case 0x138: return U"k";
    case 0x141:
    case 0x142: return U"l";
    case 0x14A:
    case 0x14B: return U"ng";
    case 0x152:
    case 0x153: return U"oe";
    case 0x166:
    case 0x167: return U"t";
    default: return {};
  }
}

constexpr std::string_view kMiddleDot = "·";

icu::UnicodeString with_specials(const icu::UnicodeString& text, bool strip_marks) {
  icu::UnicodeString out;
  for (std::int32_t at = 0; at < text.length();) {
    const UChar32 c = text.char32At(at);
    at += U16_LENGTH(c);
    const std::u32string_view replaced = special(static_cast<char32_t>(c));
    for (const char32_t r : replaced) out.append(static_cast<UChar32>(r));
    if (!replaced.empty()) continue;
    if (strip_marks && (u_getCombiningClass(c) != 0 || u_charType(c) == U_ENCLOSING_MARK)) continue;
    out.append(c);
  }
  return out;
}

const icu::Normalizer2& normalizer(const char* table, UNormalization2Mode mode) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* found = icu::Normalizer2::getInstance(nullptr, table, mode, status);
  DIXIT_CHECK(U_SUCCESS(status));
  return *found;
}

// The whole definition, for any text without regard to speed. Composed again at the end, because syllables of Hangul
// are stored whole everywhere else; there are no marks left for it to compose letters with.
void append_by_definition(std::string& out, std::string_view text) {
  static const icu::Normalizer2& fold_case = normalizer("nfkc_cf", UNORM2_COMPOSE);
  static const icu::Normalizer2& decompose = normalizer("nfkc", UNORM2_DECOMPOSE);
  static const icu::Normalizer2& compose = normalizer("nfc", UNORM2_COMPOSE);
  UErrorCode status = U_ZERO_ERROR;
  icu::UnicodeString work =
      with_specials(icu::UnicodeString::fromUTF8({text.data(), static_cast<int>(text.size())}), false);
  work = fold_case.normalize(work, status);
  work = decompose.normalize(work, status);
  work = with_specials(work, true);
  work = compose.normalize(work, status);
  DIXIT_CHECK(U_SUCCESS(status));
  work.toUTF8String(out);
}

// Code points that occur all the time, folded once at first use by the definition: those of two bytes up to U+017F, and
// the general punctuation. None of them depends on its neighbours (the middle dot has a step of its own).
class Shortcuts {
 public:
  struct Entry {
    std::uint8_t size = 0;
    std::array<char, 7> bytes{};
  };

  Shortcuts() {
    for (char32_t c = 0; c < kLetters; ++c) letters_[c] = make(c);
    for (char32_t c = 0; c < kSigns; ++c) signs_[c] = make(kFirstSign + c);
  }

  const Entry* find(char32_t c) const {
    if (c < kLetters) return &letters_[c];
    if (c - kFirstSign < kSigns) return &signs_[c - kFirstSign];
    return nullptr;
  }

 private:
  static constexpr char32_t kLetters = 0x180;
  static constexpr char32_t kFirstSign = 0x2000;
  static constexpr char32_t kSigns = 0x70;

  static Entry make(char32_t c) {
    std::string raw;
    append_utf8(raw, c);
    std::string folded;
    append_by_definition(folded, raw);
    Entry entry;
    DIXIT_CHECK(folded.size() <= entry.bytes.size());
    entry.size = static_cast<std::uint8_t>(folded.size());
    folded.copy(entry.bytes.data(), folded.size());
    return entry;
  }

  std::array<Entry, kLetters> letters_;
  std::array<Entry, kSigns> signs_;
};

const Shortcuts& shortcuts() {
  static const Shortcuts table;
  return table;
}

constexpr std::array<char, 128> kAscii = [] {
  std::array<char, 128> table{};
  for (int c = 0; c < 128; ++c) table[c] = static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
  table['`'] = '\'';
  return table;
}();

// Drops the dot of l·l from out[begin..], which is folded already.
void join_geminates(std::string& out, std::size_t begin) {
  std::size_t to = begin;
  for (std::size_t from = begin; from < out.size();) {
    const bool is_dot = out.compare(from, kMiddleDot.size(), kMiddleDot) == 0;
    if (is_dot && to > begin && out[to - 1] == 'l' && from + kMiddleDot.size() < out.size() &&
        out[from + kMiddleDot.size()] == 'l') {
      from += kMiddleDot.size();
    } else {
      out[to++] = out[from++];
    }
  }
  out.resize(to);
}

}  // namespace

void append_folded(std::string& out, std::string_view text) {
  const std::size_t begin = out.size();
  out.reserve(begin + text.size());
  bool has_dot = false;
  const char* at = text.data();
  const char* const end = at + text.size();
  while (at < end) {
    const char* run = at;
    while (run < end && static_cast<unsigned char>(*run) < 0x80) ++run;
    if (run > at) {
      const std::size_t old = out.size();
      out.resize(old + static_cast<std::size_t>(run - at));
      for (char* to = out.data() + old; at < run; ++at, ++to) *to = kAscii[static_cast<unsigned char>(*at)];
      continue;
    }
    const auto rest = std::string_view(at, static_cast<std::size_t>(end - at));
    const CodePoint point = decode_at(rest, 0);
    if (const Shortcuts::Entry* entry = shortcuts().find(point.value)) {
      out.append(entry->bytes.data(), entry->size);
      has_dot = has_dot || std::string_view(entry->bytes.data(), entry->size).ends_with(kMiddleDot);
      at += point.size_bytes;
      continue;
    }
    // Everything up to the next common character goes together: syllables and marks depend on their neighbours.
    std::size_t length = 0;
    std::string stretch;
    while (length < rest.size() && static_cast<unsigned char>(rest[length]) >= 0x80) {
      const CodePoint next = decode_at(rest, length);
      if (shortcuts().find(next.value) != nullptr) break;
      append_utf8(stretch, next.value);
      length += next.size_bytes;
    }
    append_by_definition(out, stretch);
    has_dot = true;
    at += length;
  }
  if (has_dot) join_geminates(out, begin);
}

std::string fold(std::string_view text) {
  std::string out;
  append_folded(out, text);
  return out;
}

}  // namespace dixit::text
