#include "core/schema/stored_doc.h"

#include <cmath>

namespace dixit::schema {
namespace {

constexpr std::uint64_t kVersion = 2;

class Writer {
 public:
  void number(std::uint64_t value) {
    for (; value >= 0x80; value >>= 7U) bytes_.push_back(static_cast<char>(0x80U | (value & 0x7FU)));
    bytes_.push_back(static_cast<char>(value));
  }
  void text(std::string_view value) {
    number(value.size());
    bytes_.append(value);
  }
  std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

// Every read past the end leaves the reader broken and gives an empty value, so that decode() asks once at its end.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : left_(bytes) {}

  std::uint64_t number() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64 && !left_.empty(); shift += 7) {
      const auto byte = static_cast<unsigned char>(left_.front());
      left_.remove_prefix(1);
      value |= static_cast<std::uint64_t>(byte & 0x7FU) << shift;
      if (byte < 0x80) return value;
    }
    broken_ = true;
    return 0;
  }
  std::uint32_t number32() {
    const std::uint64_t value = number();
    if (value > UINT32_MAX) broken_ = true;
    return static_cast<std::uint32_t>(value);
  }
  std::string text() {
    const std::uint64_t size = number();
    if (size > left_.size()) {
      broken_ = true;
      left_ = {};
      return {};
    }
    std::string value(left_.substr(0, size));
    left_.remove_prefix(size);
    return value;
  }
  std::size_t left() const { return left_.size(); }
  bool broken() const { return broken_; }

 private:
  std::string_view left_;
  bool broken_ = false;
};

// Lowest bit of a token's length: its reading follows.
constexpr std::uint64_t kHasReading = 1;

void write_tokens(Writer& out, const std::vector<StoredToken>& tokens) {
  out.number(tokens.size());
  std::uint32_t at = 0;
  for (const StoredToken& token : tokens) {
    const bool repaired = !token.reading.empty();
    out.number(token.begin - at);
    out.number((static_cast<std::uint64_t>(token.end - token.begin) << 1U) |
               (repaired ? kHasReading : std::uint64_t{0}));
    if (repaired) {
      out.text(token.reading);
      out.number(static_cast<std::uint64_t>(token.how));
      out.number(static_cast<std::uint64_t>(std::lround(token.confidence * 100)));
    }
    at = token.end;
  }
}

bool read_tokens(Reader& in, std::size_t text_bytes, std::vector<StoredToken>& tokens) {
  const std::uint64_t count = in.number();
  if (count > in.left()) return false;
  tokens.reserve(count);
  std::uint64_t at = 0;
  for (std::uint64_t i = 0; i < count; ++i) {
    StoredToken token;
    const std::uint64_t begin = at + in.number();
    const std::uint64_t length = in.number();
    at = begin + (length >> 1U);
    if (in.broken() || at > text_bytes || begin > at) return false;
    token.begin = static_cast<std::uint32_t>(begin);
    token.end = static_cast<std::uint32_t>(at);
    if ((length & kHasReading) != 0) {
      token.reading = in.text();
      const std::uint64_t how = in.number();
      if (how > static_cast<std::uint64_t>(text::How::kSplit)) return false;
      token.how = static_cast<text::How>(how);
      token.confidence = static_cast<float>(in.number()) / 100;
    }
    tokens.push_back(std::move(token));
  }
  return !in.broken();
}

void write_mentions(Writer& out, const std::vector<text::Mention>& mentions) {
  out.number(mentions.size());
  std::size_t at = 0;
  for (const text::Mention& mention : mentions) {
    out.number(mention.begin - at);
    out.number(mention.end - mention.begin);
    out.number(mention.concept_number);
    at = mention.begin;
  }
}

bool read_mentions(Reader& in, std::size_t tokens, std::vector<text::Mention>& mentions) {
  const std::uint64_t count = in.number();
  if (count > in.left()) return false;
  mentions.reserve(count);
  std::uint64_t begin = 0;
  for (std::uint64_t i = 0; i < count; ++i) {
    begin += in.number();
    const std::uint64_t size = in.number();
    const std::uint32_t number = in.number32();
    if (in.broken() || begin > tokens || size > tokens - begin) return false;
    mentions.push_back({begin, begin + size, number});
  }
  return !in.broken();
}

}  // namespace

std::vector<StoredToken> to_stored(std::string_view text, const std::vector<text::Token>& tokens) {
  std::vector<StoredToken> stored;
  stored.reserve(tokens.size());
  for (const text::Token& token : tokens) {
    StoredToken& kept = stored.emplace_back();
    kept.begin = static_cast<std::uint32_t>(token.begin);
    kept.end = static_cast<std::uint32_t>(token.end);
    if (token.reading != text.substr(token.begin, token.end - token.begin)) {
      kept.reading = token.reading;
      kept.how = token.how;
      kept.confidence = token.confidence;
    }
  }
  return stored;
}

std::string encode(const StoredDoc& doc) {
  const model::Unit& unit = doc.unit;
  Writer out;
  out.number(kVersion);
  for (const std::string* text : {&unit.id, &unit.document.id, &unit.document.title}) out.text(*text);
  out.number(unit.ordinal);
  out.number(static_cast<std::uint64_t>(unit.kind));
  const model::Session session = unit.session.value_or(model::Session{});
  for (const std::string* text : {&session.id, &session.number, &session.title, &session.date, &session.moderator}) {
    out.text(*text);
  }
  const model::Speaker speaker = unit.speaker.value_or(model::Speaker{});
  for (const std::string* text : {&speaker.id, &speaker.name, &speaker.printed}) out.text(*text);
  for (const std::string* text : {&unit.role, &unit.role_class, &unit.organisation, &unit.city}) out.text(*text);
  out.number(unit.is_moderator ? 1 : 0);
  for (const std::string* text : {&unit.title, &unit.language, &unit.date}) out.text(*text);
  for (const std::uint32_t number : {unit.first_line, unit.last_line, unit.page}) out.number(number);
  out.text(unit.text);
  write_tokens(out, doc.tokens);
  write_mentions(out, doc.mentions);
  return out.take();
}

Result<StoredDoc> decode(std::string_view bytes) {
  const Error broken{ErrorCode::kIndexBroken,
                     "a unit's stored data cannot be read",
                     "build the index again with `dixit-indexer build`",
                     {}};
  Reader in(bytes);
  if (in.number() != kVersion) return broken;
  StoredDoc doc;
  model::Unit& unit = doc.unit;
  for (std::string* text : {&unit.id, &unit.document.id, &unit.document.title}) *text = in.text();
  unit.ordinal = in.number32();
  const std::uint64_t kind = in.number();
  if (kind > static_cast<std::uint64_t>(model::UnitKind::kSection)) return broken;
  unit.kind = static_cast<model::UnitKind>(kind);
  model::Session session;
  for (std::string* text : {&session.id, &session.number, &session.title, &session.date, &session.moderator}) {
    *text = in.text();
  }
  if (!session.id.empty()) unit.session = std::move(session);
  model::Speaker speaker;
  for (std::string* text : {&speaker.id, &speaker.name, &speaker.printed}) *text = in.text();
  if (!speaker.name.empty()) unit.speaker = std::move(speaker);
  for (std::string* text : {&unit.role, &unit.role_class, &unit.organisation, &unit.city}) *text = in.text();
  unit.is_moderator = in.number() != 0;
  for (std::string* text : {&unit.title, &unit.language, &unit.date}) *text = in.text();
  for (std::uint32_t* number : {&unit.first_line, &unit.last_line, &unit.page}) *number = in.number32();
  unit.text = in.text();
  if (!read_tokens(in, unit.text.size(), doc.tokens)) return broken;
  if (!read_mentions(in, doc.tokens.size(), doc.mentions) || in.left() > 0) return broken;
  return doc;
}

std::string reading_of(const StoredDoc& doc) {
  const std::string& text = doc.unit.text;
  std::string reading;
  reading.reserve(text.size());
  std::size_t at = 0;
  for (const StoredToken& token : doc.tokens) {
    if (token.reading.empty()) continue;
    reading.append(text, at, token.begin - at);
    reading += token.reading;
    at = token.end;
  }
  return reading.append(text, at, std::string::npos);
}

}  // namespace dixit::schema
