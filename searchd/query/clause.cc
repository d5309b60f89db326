#include "searchd/query/clause.h"

#include <string_view>

namespace dixit::query {
namespace {

// Binding of the operators, loosest first: what binds less than its surroundings goes into parentheses.
enum Binding : int { kLoosest, kOr, kXor, kNot, kAnd, kTightest };

std::string field_prefix(const schema::FieldRow* field) {
  return field == nullptr ? std::string() : std::string(field->name) + ":";
}

std::string quoted_if_needed(const std::string& value) {
  return value.find_first_of(" ()") == std::string::npos ? value : '"' + value + '"';
}

std::string print(const Clause& clause, Binding around);

std::string joined(const std::vector<Clause>& parts, std::string_view separator, Binding binding, Binding around) {
  std::string text;
  std::size_t printed = 0;
  for (const Clause& part : parts) {
    std::string one = print(part, binding);
    if (one.empty()) continue;
    if (printed++ > 0) text += separator;
    text += one;
  }
  return printed > 1 && binding < around ? "(" + text + ")" : text;
}

std::string print_except(const Clause& clause, Binding around) {
  std::string text = print(clause.parts.front(), kNot);
  for (std::size_t i = 1; i < clause.parts.size(); ++i) {
    text += (text.empty() ? "NOT " : " NOT ") + print(clause.parts[i], kTightest);
  }
  return kNot < around ? "(" + text + ")" : text;
}

std::string print_near(const Clause& clause, std::string_view name) {
  std::string text;
  for (const Clause& part : clause.parts) {
    if (!text.empty()) text += " " + std::string(name) + "/" + std::to_string(clause.gap + 1) + " ";
    text += field_prefix(part.word.field) + part.word.typed;
  }
  return text;
}

std::string print_phrase(const Clause& clause) {
  std::string text = field_prefix(clause.parts.front().word.field) + '"';
  for (const Clause& part : clause.parts) text += (&part == &clause.parts.front() ? "" : " ") + part.word.typed;
  return text + '"';
}

std::string print_idea(const Clause& clause, Binding around) {
  std::string text;
  for (const Clause& part : clause.parts) text += (text.empty() ? "" : " ") + print(part, kTightest);
  if (clause.said.empty()) return text;
  text += " → ";
  for (const std::string& label : clause.said) text += (&label == &clause.said.front() ? "" : ", ") + label;
  text += "…";
  return around == kLoosest ? text : "(" + text + ")";
}

std::string print(const Clause& clause, Binding around) {
  using Kind = Clause::Kind;
  switch (clause.kind) {
    case Kind::kNothing:
    case Kind::kEverything: return {};
    case Kind::kWord: return field_prefix(clause.word.field) + clause.word.typed + (clause.word.is_prefix ? "*" : "");
    case Kind::kExactWord: return field_prefix(clause.word.field) + '"' + clause.word.typed + '"';
    case Kind::kFilter: return field_prefix(clause.field) + quoted_if_needed(clause.value);
    case Kind::kPhrase: return clause.gap == 0 ? print_phrase(clause) : print_near(clause, "ADJ");
    case Kind::kNear: return print_near(clause, "NEAR");
    case Kind::kAll: return joined(clause.parts, " AND ", kAnd, around);
    case Kind::kAny: return joined(clause.parts, " OR ", kOr, around);
    case Kind::kEither: return joined(clause.parts, " XOR ", kXor, around);
    case Kind::kExcept: return print_except(clause, around);
    case Kind::kIdea: return print_idea(clause, around);
  }
  return {};
}

}  // namespace

std::string to_text(const Clause& clause) {
  return print(clause, kLoosest);
}

}  // namespace dixit::query
