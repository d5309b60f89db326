#include "searchd/query/parse.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>

#include "core/base/check.h"
#include "core/schema/terms.h"
#include "core/store/xapian_guard.h"
#include "searchd/query/scan.h"

namespace dixit::query {
namespace {

using Kind = Clause::Kind;

// Leaves the numbers that stand for words alone; makes QueryParser tell plain words ("Zw1") from quoted ones ("w1").
class NumberStemmer : public Xapian::StemImplementation {
 public:
  std::string operator()(const std::string& word) override { return word; }
  std::string get_description() const override { return "numbers"; }
};

// What filters are called in the text for QueryParser, which joins filters of one name by OR.
constexpr std::string_view kFilterTermPrefix = "XF";

// Writes the pieces as a text that QueryParser reads, in which "w<n>" stands for `leaves()[n]`.
class Numbering {
 public:
  Numbering(const Xapian::Database& database, bool with_operators)
      : database_(database), with_operators_(with_operators) {}

  std::string write(const std::vector<Piece>& pieces) {
    // QueryParser takes a "-" in front of everything for a slip.
    if (only_negative(pieces)) append(add_leaf(Clause{.kind = Kind::kEverything}));
    for (std::size_t i = 0; i < pieces.size();) i = write_piece(pieces, i);
    return std::move(text_);
  }

  const std::vector<Clause>& leaves() const { return leaves_; }

 private:
  // Whether everything outside parentheses, and each pair of them, has a "-".
  static bool only_negative(const std::vector<Piece>& pieces) {
    int depth = 0;
    bool found_other = false;
    for (const Piece& piece : pieces) {
      if (piece.kind == Piece::Kind::kClose) {
        --depth;
        continue;
      }
      found_other = found_other || (depth == 0 && piece.sign != '-');
      if (piece.kind == Piece::Kind::kOpen) ++depth;
    }
    return !found_other;
  }

  static bool has_words(const Piece& piece) {
    return piece.kind == Piece::Kind::kWords || piece.kind == Piece::Kind::kPhrase;
  }

  std::size_t write_piece(const std::vector<Piece>& pieces, std::size_t i) {
    const Piece& piece = pieces[i];
    const bool starts_near = i + 2 < pieces.size() && pieces[i + 1].kind == Piece::Kind::kNear && has_words(piece) &&
                             has_words(pieces[i + 2]);
    if (with_operators_ && starts_near) return write_near(pieces, i);
    switch (piece.kind) {
      case Piece::Kind::kWords:
      case Piece::Kind::kPhrase: append(sign(piece) + operand(piece.words, piece.kind == Piece::Kind::kPhrase)); break;
      case Piece::Kind::kField: write_field(piece); break;
      case Piece::Kind::kOperator:
      case Piece::Kind::kNear:
        if (with_operators_) append(piece.text);
        break;
      case Piece::Kind::kOpen:
        if (with_operators_) append(sign(piece) + "(");
        break;
      case Piece::Kind::kClose:
        if (with_operators_) append(")");
        break;
    }
    return i + 1;
  }

  static std::string sign(const Piece& piece) { return piece.sign == 0 ? std::string() : std::string(1, piece.sign); }

  // A row of words joined by NEAR or ADJ. QueryParser wants it in parentheses beside other words, and of single words:
  // a phrase takes part with the word that stands nearest, and is asked for as well.
  std::size_t write_near(const std::vector<Piece>& pieces, std::size_t i) {
    std::string group = sign(pieces[i]) + "(" + operand({pieces[i].words.back()}, false);
    std::string phrases;
    std::size_t end = i;
    for (;; end += 2) {
      if (pieces[end].words.size() > 1) phrases += " " + operand(pieces[end].words, true);
      if (end + 2 >= pieces.size() || pieces[end + 1].kind != Piece::Kind::kNear || !has_words(pieces[end + 2])) break;
      const Piece& near = pieces[end + 1];
      group +=
          " " + near.text + "/" + std::to_string(near.distance) + " " + operand({pieces[end + 2].words.front()}, false);
    }
    append(group + ")" + phrases);
    return end + 1;
  }

  void write_field(const Piece& piece) {
    const schema::FieldRow& field = *piece.field;
    const bool is_value = database_.term_exists(schema::value_term(field, piece.value));
    if (!is_value && !field.words_prefix.empty()) {
      std::vector<Word> words = piece.words;
      for (Word& word : words) word.field = &field;
      append(sign(piece) + operand(words, piece.quoted));
      return;
    }
    const Clause filter{.kind = Kind::kFilter, .field = &field, .value = piece.value};
    append(sign(piece) + std::string(field.name) + ":" + add_leaf(filter));
  }

  std::string operand(const std::vector<Word>& words, bool quoted) {
    std::string text;
    for (const Word& word : words) {
      text += (text.empty() ? "" : " ") + add_leaf(Clause{.kind = Kind::kWord, .word = word});
    }
    if (quoted) return '"' + text + '"';
    return words.size() > 1 ? "(" + text + ")" : text;
  }

  std::string add_leaf(Clause leaf) {
    leaves_.push_back(std::move(leaf));
    return "w" + std::to_string(leaves_.size() - 1);
  }

  void append(const std::string& text) { text_ += (text_.empty() ? "" : " ") + text; }

  const Xapian::Database& database_;
  bool with_operators_;
  std::string text_;
  std::vector<Clause> leaves_;
};

std::optional<unsigned> to_number(std::string_view digits) {
  unsigned number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
  return number;
}

// Turns QueryParser's tree into ours. A leaf that is none of our numbers means that QueryParser gave up on the
// operators and took them for words; a number that is missing, that it lost a part.
class TreeReader {
 public:
  explicit TreeReader(const std::vector<Clause>& leaves) : leaves_(leaves), is_read_(leaves.size(), false) {}

  std::optional<Clause> read(const Xapian::Query& query) {
    Clause clause = clause_of(query);
    const bool is_whole = std::find(is_read_.begin(), is_read_.end(), false) == is_read_.end();
    return is_foreign_ || !is_whole ? std::nullopt : std::optional(std::move(clause));
  }

 private:
  Clause clause_of(const Xapian::Query& query) {
    switch (query.get_type()) {
      case Xapian::Query::LEAF_TERM: return leaf(*query.get_terms_begin());
      case Xapian::Query::LEAF_MATCH_ALL: return Clause{.kind = Kind::kEverything};
      case Xapian::Query::OP_SCALE_WEIGHT:  // how filters are kept from counting
        return clause_of(query.get_subquery(0));
      case Xapian::Query::OP_AND:
      case Xapian::Query::OP_FILTER: return with_parts(Kind::kAll, query);
      case Xapian::Query::OP_OR: return with_parts(Kind::kAny, query);
      case Xapian::Query::OP_AND_NOT: return with_parts(Kind::kExcept, query);
      case Xapian::Query::OP_XOR: return with_parts(Kind::kEither, query);
      case Xapian::Query::OP_PHRASE: return positional(Kind::kPhrase, "PHRASE ", query);
      case Xapian::Query::OP_NEAR: return positional(Kind::kNear, "NEAR ", query);
      default: is_foreign_ = true; return {};
    }
  }

  Clause leaf(std::string_view term) {
    const bool is_plain = term.starts_with('Z');
    if (is_plain) term.remove_prefix(1);
    if (term.starts_with(kFilterTermPrefix)) term.remove_prefix(kFilterTermPrefix.size());
    const std::optional<unsigned> number = term.starts_with('w') ? to_number(term.substr(1)) : std::nullopt;
    if (!number || *number >= leaves_.size()) {
      is_foreign_ = true;
      return {};
    }
    is_read_[*number] = true;
    Clause found = leaves_[*number];
    if (found.kind == Kind::kWord && !is_plain) found.kind = Kind::kExactWord;
    return found;
  }

  Clause with_parts(Kind kind, const Xapian::Query& query) {
    Clause clause{.kind = kind};
    for (std::size_t i = 0; i < query.get_num_subqueries(); ++i) {
      Clause part = clause_of(query.get_subquery(i));
      if (part.kind == kind && (kind == Kind::kAll || kind == Kind::kAny)) {
        clause.parts.insert(clause.parts.end(), part.parts.begin(), part.parts.end());
      } else {
        clause.parts.push_back(std::move(part));
      }
    }
    return clause;
  }

  // The window of a positional query can only be read from its description, "(w0@1 NEAR 4 w1@2)".
  Clause positional(Kind kind, std::string_view name, const Xapian::Query& query) {
    Clause clause = with_parts(kind, query);
    const std::string description = query.get_description();
    const std::size_t at = description.find(name);
    DIXIT_CHECK(at != std::string::npos);
    const std::size_t begin = at + name.size();
    const std::optional<unsigned> window =
        to_number(std::string_view(description).substr(begin, description.find(' ', begin) - begin));
    DIXIT_CHECK(window.has_value());
    const auto words = static_cast<unsigned>(clause.parts.size());
    clause.gap = *window > words ? *window - words : 0;
    return clause;
  }

  const std::vector<Clause>& leaves_;
  std::vector<bool> is_read_;
  bool is_foreign_ = false;
};

// Empty when QueryParser cannot make sense of it.
std::optional<Clause> read_structure(const std::vector<Piece>& pieces, const Xapian::Database& database,
                                     bool with_operators) {
  Numbering numbering(database, with_operators);
  const std::string numbered = numbering.write(pieces);

  Xapian::QueryParser parser;
  parser.set_stemmer(Xapian::Stem(new NumberStemmer));  // the Stem owns it
  parser.set_stemming_strategy(Xapian::QueryParser::STEM_SOME);
  parser.set_default_op(Xapian::Query::OP_AND);
  for (const schema::FieldRow& row : schema::field_table()) {
    parser.add_boolean_prefix(std::string(row.name), std::string(kFilterTermPrefix));
  }
  constexpr unsigned kFlags = Xapian::QueryParser::FLAG_BOOLEAN | Xapian::QueryParser::FLAG_PHRASE |
                              Xapian::QueryParser::FLAG_LOVEHATE | Xapian::QueryParser::FLAG_PURE_NOT;
  const Result<Xapian::Query> query =
      store::guarded("read the question", [&] { return parser.parse_query(numbered, kFlags); });
  if (!query) return std::nullopt;
  return TreeReader(numbering.leaves()).read(*query);
}

// What is left of a question that nothing else can be made of.
Clause all_words(const std::vector<Piece>& pieces) {
  Clause clause{.kind = Kind::kAll};
  for (const Piece& piece : pieces) {
    for (const Word& word : piece.words) clause.parts.push_back(Clause{.kind = Kind::kWord, .word = word});
  }
  return clause;
}

}  // namespace

Parsed parse(std::string_view question, text::Language language, const Xapian::Database& database,
             text::Analyzer& analyzer) {
  Parsed parsed;
  parsed.language = language;
  const Scan scanned = scan(question, analyzer, parsed.language);
  parsed.is_strict = std::any_of(scanned.pieces.begin(), scanned.pieces.end(), [](const Piece& piece) {
    return piece.sign == '+' || (piece.kind == Piece::Kind::kOperator && piece.text == "AND");
  });
  if (scanned.open_quote) parsed.problems.push_back(Problem::kOpenQuote);
  const auto has_words = [](const Piece& piece) { return !piece.words.empty(); };
  if (std::none_of(scanned.pieces.begin(), scanned.pieces.end(), has_words)) {
    parsed.clause.kind = Kind::kEverything;
    if (question.find_first_not_of(' ') != std::string_view::npos) parsed.problems = {Problem::kNoWords};
    return parsed;
  }
  if (std::optional<Clause> clause = read_structure(scanned.pieces, database, true)) {
    parsed.clause = *std::move(clause);
    return parsed;
  }
  parsed.problems.push_back(Problem::kMalformed);
  if (std::optional<Clause> plain = read_structure(scanned.pieces, database, false)) {
    parsed.clause = *std::move(plain);
    return parsed;
  }
  parsed.clause = all_words(scanned.pieces);
  return parsed;
}

}  // namespace dixit::query
