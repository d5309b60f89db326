#include "core/tools/affix_rules.h"

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <map>
#include <sstream>

#include "core/base/utf8.h"

namespace dixit::tools {
namespace {

namespace fs = std::filesystem;

// One element of a condition: a character, any, or a class "[abc]" or "[^abc]".
struct Matcher {
  std::u32string letters;
  bool negated = false;  // with no letters: any character
};

struct Rule {
  std::u32string strip;
  std::u32string add;
  std::vector<Matcher> condition;
  std::vector<std::string> flags;  // that hold for the form made
};

struct Affix {
  bool crosses = false;
  std::vector<Rule> rules;
};

using Affixes = std::map<std::string, Affix>;

std::u32string decoded(std::string_view text) {
  std::u32string points;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = decode_at(text, at);
    points.push_back(point.value);
    at += point.size_bytes;
  }
  return points;
}

std::vector<std::string> flags_of(std::string_view text, bool long_flags) {
  std::vector<std::string> flags;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t size = long_flags ? 2 : decode_at(text, at).size_bytes;
    size = std::min(size, text.size() - at);
    flags.emplace_back(text.substr(at, size));
    at += size;
  }
  return flags;
}

std::vector<Matcher> condition_of(std::string_view text) {
  std::vector<Matcher> matchers;
  if (text == ".") return matchers;
  const std::u32string points = decoded(text);
  for (std::size_t i = 0; i < points.size(); ++i) {
    Matcher& matcher = matchers.emplace_back();
    if (points[i] == U'.') {
      matcher.negated = true;
    } else if (points[i] != U'[') {
      matcher.letters = points[i];
    } else {
      for (++i; i < points.size() && points[i] != U']'; ++i) {
        if (points[i] == U'^' && matcher.letters.empty() && !matcher.negated)
          matcher.negated = true;
        else
          matcher.letters.push_back(points[i]);
      }
    }
  }
  return matchers;
}

bool matches(const std::vector<Matcher>& condition, std::u32string_view word, bool at_end) {
  if (condition.size() > word.size()) return false;
  const std::size_t start = at_end ? word.size() - condition.size() : 0;
  for (std::size_t i = 0; i < condition.size(); ++i) {
    const bool listed = condition[i].letters.find(word[start + i]) != std::u32string::npos;
    if (listed == condition[i].negated) return false;
  }
  return true;
}

// Whether the tokenizer parts `form`, so that as one word it is never asked for.
bool is_parted(std::u32string_view form) {
  return form.find_first_of(U"'-") != std::u32string_view::npos;
}

struct Rules {
  Affixes suffixes;
  Affixes prefixes;
  bool long_flags = false;
  std::string forbidden;
};

Result<Rules> read_rules(const fs::path& file) {
  std::ifstream in(file);
  if (!in) return system_error(errno, "read", file.string());
  Rules rules;
  for (std::string line; std::getline(in, line);) {
    std::istringstream cells(line);
    std::string kind, flag, strip, add, condition;
    cells >> kind >> flag;
    if (kind == "FLAG") rules.long_flags = flag == "long";
    if (kind == "FORBIDDENWORD") rules.forbidden = flag;
    if (kind != "SFX" && kind != "PFX") continue;
    cells >> strip >> add >> condition;
    Affix& affix = (kind == "SFX" ? rules.suffixes : rules.prefixes)[flag];
    if (condition.empty() || (condition[0] >= '0' && condition[0] <= '9' && (strip == "Y" || strip == "N"))) {
      if (strip == "Y" || strip == "N") {
        affix.crosses = strip == "Y";
        continue;
      }
    }
    if ((strip == "Y" || strip == "N") && add.find_first_not_of("0123456789") == std::string::npos) {
      affix.crosses = strip == "Y";
      continue;
    }
    const std::size_t slash = add.find('/');
    Rule& rule = affix.rules.emplace_back();
    if (strip != "0") rule.strip = decoded(strip);
    const std::string letters = add.substr(0, slash);
    if (letters != "0") rule.add = decoded(letters);
    if (slash != std::string::npos) rule.flags = flags_of(std::string_view(add).substr(slash + 1), rules.long_flags);
    rule.condition = condition_of(condition.empty() ? "." : condition);
    // Nothing is added to a form with a prefix, so nothing can come of "l'".
    if (kind == "PFX" && is_parted(rule.add)) affix.rules.pop_back();
  }
  return rules;
}

class Expander {
 public:
  Expander(const Rules& rules, std::vector<std::string>& forms) : rules_(rules), forms_(forms) {}

  void expand(const std::u32string& word, const std::vector<std::string>& flags, int depth) {
    keep(word);
    prefix(word, flags, false);
    for (const std::string& flag : flags) {
      const auto affix = rules_.suffixes.find(flag);
      if (affix == rules_.suffixes.end()) continue;
      for (const Rule& rule : affix->second.rules) {
        if (!word.ends_with(rule.strip) || !matches(rule.condition, word, true)) continue;
        const std::u32string form = word.substr(0, word.size() - rule.strip.size()) + rule.add;
        // Twofold suffixes are as deep as hunspell goes.
        if (!rule.flags.empty() && depth == 0)
          expand(form, rule.flags, 1);
        else
          keep(form);
        if (affix->second.crosses) prefix(form, flags, true);
      }
    }
  }

 private:
  void prefix(const std::u32string& word, const std::vector<std::string>& flags, bool crossing) {
    for (const std::string& flag : flags) {
      const auto affix = rules_.prefixes.find(flag);
      if (affix == rules_.prefixes.end() || (crossing && !affix->second.crosses)) continue;
      for (const Rule& rule : affix->second.rules) {
        if (word.starts_with(rule.strip) && matches(rule.condition, word, false)) {
          keep(rule.add + word.substr(rule.strip.size()));
        }
      }
    }
  }

  void keep(const std::u32string& form) {
    if (is_parted(form)) return;
    std::string text;
    for (const char32_t point : form) append_utf8(text, point);
    forms_.push_back(std::move(text));
  }

  const Rules& rules_;
  std::vector<std::string>& forms_;
};

}  // namespace

Result<std::vector<std::string>> expand_dictionary(const fs::path& affixes, const fs::path& dictionary) {
  DIXIT_TRY(const Rules rules, read_rules(affixes));
  std::ifstream in(dictionary);
  if (!in) return system_error(errno, "read", dictionary.string());
  std::vector<std::string> forms;
  Expander expander(rules, forms);
  std::string line;
  std::getline(in, line);  // how many entries follow
  while (std::getline(in, line)) {
    line.resize(std::min(line.find_first_of(" \t\r"), line.size()));
    const std::size_t slash = line.find('/');
    const std::vector<std::string> flags = slash == std::string::npos
                                               ? std::vector<std::string>()
                                               : flags_of(std::string_view(line).substr(slash + 1), rules.long_flags);
    if (std::find(flags.begin(), flags.end(), rules.forbidden) != flags.end()) continue;
    expander.expand(decoded(line.substr(0, slash)), flags, 0);
  }
  if (forms.empty()) return Error{ErrorCode::kInputRejected, dictionary.string() + " holds no words", {}, {}};
  return forms;
}

}  // namespace dixit::tools
