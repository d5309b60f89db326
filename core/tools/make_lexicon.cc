// dixit-make-lexicon: makes a lexicon file from a dictionary, word and pair counts, and further lists of words.
//
//   dixit-make-lexicon OUT AFFIXES DICTIONARY COUNTS [LIST]...
//
// COUNTS holds lines "word<TAB>count" and "word word<TAB>count" ("<s>": the start of a sentence, "<n>": a number).
// A LIST holds a name or phrase a line, up to the first tab; "#" begins a comment.

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "core/text/fold.h"
#include "core/text/lexicon.h"
#include "core/text/tokenizer.h"
#include "core/tools/affix_rules.h"

namespace {

using dixit::text::Lexicon;

// Shares of running text that words get which were not seen in it: forms of the dictionary, which are many and mostly
// rare, and names of lists. Where nothing was counted all forms weigh the same.
constexpr double kUnseenForm = 5e-8;
constexpr double kUnseenName = 1e-6;
// Words of the counts that the dictionary lacks, names and loans, are trusted where they are as frequent as this.
constexpr double kLeastOther = 3;
constexpr double kLeastOtherShare = 1e-6;
// Two words in a row that are so many times as frequent as the word they make without the space: it is a slip, of a
// word that the dictionary lacks and of one that it has.
constexpr double kSlipOfOther = 100;
constexpr double kSlipOfForm = 1500;
// What is kept of a pair's count, and added to the first word's, for words not seen behind it (absolute discounting).
constexpr double kDiscount = 0.5;
constexpr double kUnseenSeconds = 5;

constexpr std::uint32_t kNoNumber = 0xFFFFFFFF;

// Words as the tokenizer finds them: hyphens and apostrophes part words, so what holds one is never asked for.
bool is_word(const std::string& latin1) {
  return !latin1.empty() && latin1.size() <= 40 && std::none_of(latin1.begin(), latin1.end(), [](char c) {
    return static_cast<unsigned char>(c) <= ' ' || c == '-' || c == '\'';
  });
}

std::string fold_latin1(const std::string& latin1) {
  return dixit::text::fold(dixit::text::from_latin1(latin1));
}

std::uint8_t quantised(double probability) {
  const double steps = -std::log(probability) / Lexicon::kCostStep;
  return static_cast<std::uint8_t>(std::clamp(std::lround(steps), 0L, 255L));
}

template <typename T>
void write(std::ofstream& out, const std::vector<T>& values) {
  const std::size_t bytes = values.size() * sizeof(T);
  out.write(reinterpret_cast<const char*>(values.data()), static_cast<std::streamsize>(bytes));
  static constexpr char kZeros[8] = {};
  out.write(kZeros, static_cast<std::streamsize>((8 - bytes % 8) % 8));
}

// What is known of the words of a language before it becomes a lexicon. Words are Latin-1 in lower case; pairs hold
// words as they stand in the file of counts.
struct Collected {
  std::map<std::string, double> words;  // how often they were seen
  std::set<std::string> names;          // those of `words` that are in a list
  std::map<std::pair<std::string, std::string>, double> pairs;
  double total = 0;  // of running words
};

void add_list(const char* file, Collected& collected) {
  std::ifstream list(file);
  for (std::string line; std::getline(list, line);) {
    if (line.starts_with('#')) continue;
    line.resize(std::min(line.find('\t'), line.size()));
    for (const auto& span : dixit::text::words(line, dixit::text::Language::kSpanish)) {
      const std::string latin1 = dixit::text::to_latin1_lower(line.substr(span.begin, span.end - span.begin));
      if (latin1.size() <= 2 || !is_word(latin1)) continue;
      collected.words.try_emplace(latin1, 0);
      collected.names.insert(latin1);
    }
  }
}

// Two words whose space is lost ("dela"): they follow each other `far_more` times as often.
bool is_run_together(const std::string& word, double count, double far_more, const Collected& collected) {
  const std::string text = dixit::text::from_latin1(word);
  for (std::size_t at = 1; at < text.size(); ++at) {
    const auto pair = collected.pairs.find({text.substr(0, at), text.substr(at)});
    if (pair != collected.pairs.end() && pair->second >= far_more * count) return true;
  }
  return false;
}

bool add_counts(const char* file, Collected& collected) {
  std::ifstream counts(file);
  if (!counts) return false;
  std::map<std::string, double> others;
  for (std::string line; std::getline(counts, line);) {
    const std::size_t tab = line.find('\t');
    if (line.starts_with('#') || tab == std::string::npos) continue;
    const double count = std::stod(line.substr(tab + 1));
    const std::size_t space = line.find(' ');
    if (space < tab) {
      collected.pairs[{line.substr(0, space), line.substr(space + 1, tab - space - 1)}] = count;
      continue;
    }
    collected.total += count;
    const std::string word = line.substr(0, tab);
    const std::string latin1 = dixit::text::to_latin1_lower(word);
    if (word.starts_with('<') || !is_word(latin1)) continue;
    const auto known = collected.words.find(latin1);
    if (known != collected.words.end()) {
      known->second += count;
    } else {
      others[latin1] = count;
    }
  }
  // A word that only lacks the accents of a known one ("medellin"), or a space, is a slip, however often it was made.
  std::set<std::string> known_forms;
  for (const auto& [word, count] : collected.words) known_forms.insert(fold_latin1(word));
  const double least = std::max(kLeastOther, collected.total * kLeastOtherShare);
  for (const auto& [word, count] : others) {
    const bool is_slip = known_forms.contains(word) || is_run_together(word, count, kSlipOfOther, collected);
    if (count >= least && !is_slip) collected.words[word] = count;
  }
  // Dictionaries have "dela" as well.
  std::erase_if(collected.words, [&](const auto& word) {
    return word.second > 0 && is_run_together(word.first, word.second, kSlipOfForm, collected);
  });
  return true;
}

bool write_lexicon(const char* file, const Collected& collected) {
  const double total = std::max(collected.total, 1.0);
  std::vector<std::string> sorted;
  std::vector<std::uint8_t> costs;
  for (const auto& [word, count] : collected.words) {
    sorted.push_back(word);
    costs.push_back(quantised(count / total + (collected.names.contains(word) ? kUnseenName : kUnseenForm)));
  }
  const std::vector<dixit::text::WordGraph::Edge> edges = dixit::text::make_word_graph(sorted);
  const auto number = [&](const std::string& word) -> std::uint32_t {
    if (word == "<s>") return dixit::text::kSentenceStart;
    if (word == "<n>") return dixit::text::kAnyNumber;
    const std::string latin1 = dixit::text::to_latin1_lower(word);
    const auto at = std::lower_bound(sorted.begin(), sorted.end(), latin1);
    return at != sorted.end() && *at == latin1 ? static_cast<std::uint32_t>(at - sorted.begin()) : kNoNumber;
  };
  std::map<std::string, double> firsts;
  for (const auto& [pair, count] : collected.pairs) firsts[pair.first] += count;
  std::map<std::uint64_t, std::uint8_t> numbered;
  for (const auto& [pair, count] : collected.pairs) {
    const std::uint32_t first = number(pair.first);
    const std::uint32_t second = number(pair.second);
    if (first == kNoNumber || second == kNoNumber) continue;
    numbered[static_cast<std::uint64_t>(first) << 32U | second] =
        quantised((count - kDiscount) / (firsts[pair.first] + kUnseenSeconds));
  }
  std::vector<std::uint64_t> keys;
  std::vector<std::uint8_t> pair_costs;
  for (const auto& [key, cost] : numbered) keys.push_back(key), pair_costs.push_back(cost);
  dixit::text::LexiconHeader header;
  header.edges = edges.size();
  header.words = costs.size();
  header.pairs = keys.size();
  std::ofstream out(file, std::ios::binary);
  out.write(reinterpret_cast<const char*>(&header), sizeof header);
  write(out, edges), write(out, costs), write(out, keys), write(out, pair_costs);
  out.flush();
  if (out) std::printf("%zu words, %zu edges, %zu pairs\n", costs.size(), edges.size(), keys.size());
  return out.good();
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 5) {
    std::fputs("usage: dixit-make-lexicon OUT AFFIXES DICTIONARY COUNTS [LIST]...\n", stderr);
    return 2;
  }
  const auto forms = dixit::tools::expand_dictionary(argv[2], argv[3]);
  if (!forms) {
    std::fprintf(stderr, "dixit-make-lexicon: %s\n", dixit::describe(forms.error()).c_str());
    return 2;
  }
  Collected collected;
  for (const std::string& form : *forms) {
    const std::string latin1 = dixit::text::to_latin1_lower(form);
    if (is_word(latin1)) collected.words.try_emplace(latin1, 0);
  }
  for (int i = 5; i < argc; ++i) add_list(argv[i], collected);
  if (!add_counts(argv[4], collected)) {
    std::fprintf(stderr, "dixit-make-lexicon: cannot read %s\n", argv[4]);
    return 2;
  }
  if (!write_lexicon(argv[1], collected)) {
    std::fprintf(stderr, "dixit-make-lexicon: cannot write %s\n", argv[1]);
    return 2;
  }
  return 0;
}
