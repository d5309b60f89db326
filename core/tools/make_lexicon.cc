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

#include "core/text/lexicon.h"
#include "core/text/tokenizer.h"
#include "core/tools/affix_rules.h"

namespace {

using dixit::text::Lexicon;

// Counts for words that were not seen: dictionary forms, which are many and mostly rare, and names of lists.
constexpr double kUnseenForm = 0.05;
constexpr double kUnseenName = 0.5;
// Share of a pair's probability that is kept for words not seen behind the first (absolute discounting).
constexpr double kDiscount = 0.5;

// Words as the tokenizer finds them: hyphens and apostrophes part words, so what holds one is never asked for.
bool is_word(const std::string& latin1) {
  return !latin1.empty() && latin1.size() <= 40 && std::none_of(latin1.begin(), latin1.end(), [](char c) {
    return static_cast<unsigned char>(c) <= ' ' || c == '-' || c == '\'';
  });
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
  std::map<std::string, double> words;
  for (const std::string& form : *forms) {
    const std::string latin1 = dixit::text::to_latin1_lower(form);
    if (is_word(latin1)) words.try_emplace(latin1, kUnseenForm);
  }
  for (int i = 5; i < argc; ++i) {
    std::ifstream list(argv[i]);
    for (std::string line; std::getline(list, line);) {
      if (line.starts_with('#')) continue;
      line.resize(std::min(line.find('\t'), line.size()));
      for (const auto& span : dixit::text::words(line, dixit::text::Language::kSpanish)) {
        const std::string latin1 = dixit::text::to_latin1_lower(line.substr(span.begin, span.end - span.begin));
        if (latin1.size() > 2 && is_word(latin1)) {
          double& count = words[latin1];
          count = std::max(count, kUnseenName);
        }
      }
    }
  }
  std::ifstream counts(argv[4]);
  if (!counts) {
    std::fprintf(stderr, "dixit-make-lexicon: cannot read %s\n", argv[4]);
    return 2;
  }
  std::map<std::pair<std::string, std::string>, double> pairs;
  double total = 0;
  for (std::string line; std::getline(counts, line);) {
    const std::size_t tab = line.find('\t');
    if (line.starts_with('#') || tab == std::string::npos) continue;
    const double count = std::stod(line.substr(tab + 1));
    const std::size_t space = line.find(' ');
    if (space < tab) {
      pairs[{line.substr(0, space), line.substr(space + 1, tab - space - 1)}] = count;
      continue;
    }
    total += count;
    const std::string word = line.substr(0, tab);
    const std::string latin1 = dixit::text::to_latin1_lower(word);
    if (word.starts_with('<') || !is_word(latin1)) continue;
    // Other words of the counts are trusted from three occurrences on: names and loans that dictionaries lack.
    const auto known = words.find(latin1);
    if (known != words.end())
      known->second += count;
    else if (count >= 3)
      words[latin1] = count;
  }
  std::vector<std::string> sorted;
  for (const auto& [word, count] : words) sorted.push_back(word), total += count;
  std::sort(sorted.begin(), sorted.end());
  const std::vector<dixit::text::WordGraph::Edge> edges = dixit::text::make_word_graph(sorted);
  std::vector<std::uint8_t> costs;
  for (const std::string& word : sorted) costs.push_back(quantised(words[word] / total));
  const auto number = [&](const std::string& word) -> std::uint32_t {
    if (word == "<s>") return dixit::text::kSentenceStart;
    if (word == "<n>") return dixit::text::kAnyNumber;
    const std::string latin1 = dixit::text::to_latin1_lower(word);
    const auto at = std::lower_bound(sorted.begin(), sorted.end(), latin1);
    return at != sorted.end() && *at == latin1 ? static_cast<std::uint32_t>(at - sorted.begin()) : 0xFFFFFFFFU;
  };
  std::map<std::string, double> firsts;
  for (const auto& [pair, count] : pairs) firsts[pair.first] += count;
  std::map<std::uint64_t, std::uint8_t> numbered;
  for (const auto& [pair, count] : pairs) {
    const std::uint32_t first = number(pair.first);
    const std::uint32_t second = number(pair.second);
    if (first == 0xFFFFFFFFU || second == 0xFFFFFFFFU) continue;
    numbered[static_cast<std::uint64_t>(first) << 32U | second] =
        quantised((count - kDiscount) / (firsts[pair.first] + 5));
  }
  std::vector<std::uint64_t> keys;
  std::vector<std::uint8_t> pair_costs;
  for (const auto& [key, cost] : numbered) keys.push_back(key), pair_costs.push_back(cost);
  dixit::text::LexiconHeader header;
  header.edges = edges.size();
  header.words = costs.size();
  header.pairs = keys.size();
  std::ofstream out(argv[1], std::ios::binary);
  out.write(reinterpret_cast<const char*>(&header), sizeof header);
  write(out, edges), write(out, costs), write(out, keys), write(out, pair_costs);
  out.flush();
  if (!out) {
    std::fprintf(stderr, "dixit-make-lexicon: cannot write %s\n", argv[1]);
    return 2;
  }
  std::printf("%zu words, %zu edges, %zu pairs\n", costs.size(), edges.size(), keys.size());
  return 0;
}
