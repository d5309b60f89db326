#include "searchd/query/scan.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "core/base/utf8.h"
#include "core/text/fold.h"
#include "core/text/normalize.h"
#include "core/text/tokenizer.h"

namespace dixit::query {
namespace {

bool is_quote(char32_t c) {
  switch (c) {
    case U'"':
    case U'“':
    case U'”':
    case U'„':
    case U'‟':
    case U'«':
    case U'»':
    case U'＂': return true;
    default: return false;
  }
}

// The question in NFC, without what is not seen, with one kind of quote.
std::string cleaned(std::string_view question) {
  const std::string text = text::normalize(question).text;
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = decode_at(text, at);
    if (is_quote(point.value)) {
      out.push_back('"');
    } else {
      out.append(text, at, point.size_bytes);
    }
    at += point.size_bytes;
  }
  return out;
}

const schema::FieldRow* find_field(std::string_view name) {
  const std::string folded = text::fold(name);
  for (const schema::FieldRow& row : schema::field_table()) {
    if (row.prefix.empty()) continue;
    if (folded == row.name || folded == text::fold(row.label_es) || folded == text::fold(row.label_ca) ||
        folded == text::fold(row.label_en)) {
      return &row;
    }
  }
  return nullptr;
}

// NEAR, ADJ, NEAR/5 …; in Spanish and Catalan with a number only, since CERCA is a word.
std::optional<Piece> near_operator(std::string_view chunk) {
  Piece piece;
  piece.kind = Piece::Kind::kNear;
  piece.distance = kDefaultDistance;
  const std::size_t slash = chunk.find('/');
  piece.text = chunk.substr(0, slash);
  if (slash != std::string_view::npos && (piece.text == "CERCA" || piece.text == "PROP")) piece.text = "NEAR";
  if (piece.text != "NEAR" && piece.text != "ADJ") return std::nullopt;
  if (slash == std::string_view::npos) return piece;
  const std::string_view digits = chunk.substr(slash + 1);
  if (digits.empty() || digits.find_first_not_of("0123456789") != std::string_view::npos) return std::nullopt;
  unsigned distance = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), distance);
  piece.distance = error == std::errc{} ? std::clamp(distance, 1U, kMaxDistance) : kMaxDistance;
  return piece;
}

bool is_operator(std::string_view chunk) {
  return chunk == "AND" || chunk == "OR" || chunk == "NOT" || chunk == "XOR";
}

// What "Y" and "O" in capitals between other words say; nothing where the whole question is in capitals. "NO" may be
// said with stress, "I" may be a number.
std::string_view spanish_operator(std::string_view chunk) {
  if (chunk == "Y") return "AND";
  return chunk == "O" ? "OR" : "";
}

bool has_lower_case(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

class Scanner {
 public:
  Scanner(std::string text, text::Analyzer& analyzer, text::Language language)
      : text_(std::move(text)), analyzer_(analyzer), language_(language) {}

  Scan run() {
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == ' ') {
        ++at_;
        continue;
      }
      char sign = 0;
      const bool starts = at_ == 0 || text_[at_ - 1] == ' ' || text_[at_ - 1] == '(';
      if ((c == '-' || c == '+') && starts) {
        sign = c;
        ++at_;
        if (at_ == text_.size() || text_[at_] == ' ') continue;  // a dash between words
      }
      read_piece(sign);
    }
    return std::move(scan_);
  }

 private:
  void read_piece(char sign) {
    const char c = text_[at_];
    if (c == '(' || c == ')') {
      ++at_;
      Piece piece;
      piece.kind = c == '(' ? Piece::Kind::kOpen : Piece::Kind::kClose;
      piece.sign = c == '(' ? sign : '\0';
      scan_.pieces.push_back(std::move(piece));
    } else if (c == '"') {
      Piece piece;
      piece.kind = Piece::Kind::kPhrase;
      piece.sign = sign;
      piece.words = words_of(read_quoted(), analyzer_, language_);
      add(std::move(piece));
    } else {
      read_chunk(sign);
    }
  }

  // The text after the quote at `at_`, up to the next one.
  std::string read_quoted() {
    const std::size_t begin = at_ + 1;
    const std::size_t end = text_.find('"', begin);
    scan_.open_quote = scan_.open_quote || end == std::string::npos;
    at_ = end == std::string::npos ? text_.size() : end + 1;
    return text_.substr(begin, end == std::string::npos ? end : end - begin);
  }

  std::string_view rest_of_chunk(std::size_t begin) const {
    const std::size_t end = std::min(text_.find_first_of(" \"()", begin), text_.size());
    return std::string_view(text_).substr(begin, end - begin);
  }

  void read_chunk(char sign) {
    const std::string_view chunk = rest_of_chunk(at_);
    const std::size_t colon = chunk.find(':');
    if (colon != std::string_view::npos && read_field(sign, chunk, colon)) return;
    at_ += chunk.size();
    const std::string_view named = is_between_words(chunk) ? spanish_operator(chunk) : std::string_view();
    if (sign == 0 && (is_operator(chunk) || !named.empty())) {
      Piece piece;
      piece.kind = Piece::Kind::kOperator;
      piece.text = named.empty() ? chunk : named;
      scan_.pieces.push_back(std::move(piece));
      return;
    }
    if (std::optional<Piece> near = near_operator(chunk); near && sign == 0) {
      scan_.pieces.push_back(*std::move(near));
      return;
    }
    add_words(sign, chunk);
  }

  // Whether something stands before `chunk`, which was just read, and behind it.
  bool is_between_words(std::string_view chunk) const {
    const bool is_last = text_.find_first_not_of(' ', at_) == std::string::npos;
    return !scan_.pieces.empty() && !is_last && has_lower_case(text_) && chunk.size() == 1;
  }

  // `name:value` where there is a field of that name and a value follows at once.
  bool read_field(char sign, std::string_view chunk, std::size_t colon) {
    Piece piece;
    piece.kind = Piece::Kind::kField;
    piece.sign = sign;
    piece.field = find_field(chunk.substr(0, colon));
    if (piece.field == nullptr) return false;
    const std::size_t value = at_ + colon + 1;
    if (value < text_.size() && text_[value] == '"') {
      at_ = value;
      piece.value = read_quoted();
      piece.quoted = true;
    } else {
      piece.value = chunk.substr(colon + 1);
      at_ += chunk.size();
    }
    piece.words = words_of(piece.value, analyzer_, language_);
    add(std::move(piece));
    return true;
  }

  void add_words(char sign, std::string_view chunk) {
    Piece piece;
    piece.sign = sign;
    piece.words = words_of(chunk, analyzer_, language_);
    // What a hyphen or the like holds together is wanted together when its parts alone say nothing or little ("AL-LAs",
    // unlike "whole-of-government"), and addresses are. Apostrophes part words that stand on their own.
    const bool is_address = chunk.find_first_of("@.") != std::string_view::npos;
    const bool is_compound = text::fold(chunk).find('\'') == std::string::npos;
    if (piece.words.size() > 1 && is_compound && (is_address || says_little(piece.words))) {
      piece.kind = Piece::Kind::kPhrase;
    }
    add(std::move(piece));
  }

  // Whether fewer than two of `words` say something.
  bool says_little(const std::vector<Word>& words) const {
    const auto telling = std::count_if(words.begin(), words.end(), [this](const Word& word) {
      return std::none_of(text::kLanguages.begin(), text::kLanguages.end(),
                          [&](text::Language language) { return analyzer_.is_stop(word.form, language); });
    });
    return telling < 2;
  }

  void add(Piece piece) {
    if (!piece.words.empty()) scan_.pieces.push_back(std::move(piece));
  }

  std::string text_;
  text::Analyzer& analyzer_;
  text::Language language_;
  std::size_t at_ = 0;
  Scan scan_;
};

}  // namespace

std::vector<Word> words_of(std::string_view text, text::Analyzer& analyzer, text::Language language) {
  std::vector<Word> words;
  for (const text::WordSpan& span : text::words(text, language)) {
    Word& word = words.emplace_back();
    word.typed = text.substr(span.begin, span.end - span.begin);
    word.form = analyzer.forms_of(word.typed, language).form;
    word.is_prefix = span.end < text.size() && text[span.end] == '*';
  }
  return words;
}

Scan scan(std::string_view question, text::Analyzer& analyzer, text::Language language) {
  return Scanner(cleaned(question), analyzer, language).run();
}

}  // namespace dixit::query
