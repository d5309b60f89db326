#include "benches/records/word_chain.h"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <functional>
#include <iterator>
#include <utility>

#include "core/text/lexicon.h"

namespace dixit::bench {
namespace {

constexpr double kLeastPair = 8;  // pairs less frequent than this are not in the counts

Error missing(const std::filesystem::path& file) {
  return Error{ErrorCode::kInputMissing, file.string() + " cannot be read", {}, {}};
}

bool is_letter(unsigned char c) {
  return (c >= 'a' && c <= 'z') || c >= 0xDF;
}
bool is_digit(unsigned char c) {
  return c >= '0' && c <= '9';
}
bool ends_sentence(unsigned char c) {
  return c == '.' || c == '?' || c == '!';
}

std::string without_accents(std::string latin1) {
  for (char& c : latin1) c = static_cast<char>(text::bare_letter(static_cast<unsigned char>(c)));
  return latin1;
}

// The words of `graph` in order.
void collect(const text::WordGraph& graph, const text::WordGraph::Node& node, std::string& word,
             const std::function<void(const std::string&)>& visit) {
  graph.for_each_next(node, [&](std::uint8_t letter, const text::WordGraph::Node& next) {
    word.push_back(static_cast<char>(letter));
    if (next.is_word) visit(word);
    collect(graph, next, word, visit);
    word.pop_back();
  });
}

}  // namespace

Result<std::shared_ptr<const WordChain>> WordChain::load(const Sources& sources) {
  auto chain = std::make_shared<WordChain>();
  for (const char* name : {"<s>", "<n>"}) chain->number_of(name);
  if (Status read = chain->add_counts(sources.counts); !read) return read.error();
  if (Status read = chain->add_report(sources.report); !read) return read.error();
  chain->finish();
  if (Status read = chain->add_rare_words(sources.lexicon); !read) return read.error();
  return std::shared_ptr<const WordChain>(std::move(chain));
}

WordChain::Number WordChain::number_of(const std::string& latin1) {
  const auto [at, is_new] = numbers_.try_emplace(latin1, static_cast<Number>(words_.size()));
  if (is_new) {
    words_.push_back(latin1);
    counts_.push_back(0);
    following_.emplace_back();
  }
  return at->second;
}

void WordChain::add(Number before, Number word, double weight) {
  following_[before][word] += weight;
}

Status WordChain::add_counts(const std::filesystem::path& file) {
  std::ifstream in(file);
  if (!in) return missing(file);
  for (std::string line; std::getline(in, line);) {
    const std::size_t tab = line.find('\t');
    if (line.starts_with('#') || tab == std::string::npos) continue;
    double count = 0;
    std::from_chars(line.data() + tab + 1, line.data() + line.size(), count);
    const std::string words = text::to_latin1_lower(std::string_view(line).substr(0, tab));
    if (words.find('\x01') != std::string::npos) continue;  // a letter that Latin-1 does not have
    const std::size_t space = words.find(' ');
    if (space == std::string::npos) {
      counts_[number_of(words)] += count;
    } else {
      add(number_of(words.substr(0, space)), number_of(words.substr(space + 1)), count);
    }
  }
  if (words_.size() < 3) return Error{ErrorCode::kInputMissing, file.string() + " holds no counts", {}, {}};
  return Done{};
}

Status WordChain::add_report(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return missing(file);
  const std::string text =
      text::to_latin1_lower(std::string(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()));

  // OCR lost the report's accents: a word is taken for the most frequent of those that differ in nothing else.
  std::unordered_map<std::string, Number> likeliest;
  for (Number number = kDigits + 1; number < counted(); ++number) {
    const auto [at, is_new] = likeliest.try_emplace(without_accents(words_[number]), number);
    if (!is_new && counts_[at->second] < counts_[number]) at->second = number;
  }

  std::vector<Number> said;  // kStart where a sentence begins or a word is missing
  for (std::size_t i = 0; i < text.size();) {
    const auto c = static_cast<unsigned char>(text[i]);
    const std::size_t begin = i++;
    if (is_letter(c)) {
      while (i < text.size() && is_letter(static_cast<unsigned char>(text[i]))) ++i;
      const auto known = likeliest.find(without_accents(text.substr(begin, i - begin)));
      said.push_back(known == likeliest.end() ? kStart : known->second);
    } else if (is_digit(c)) {
      while (i < text.size() && is_digit(static_cast<unsigned char>(text[i]))) ++i;
      said.push_back(kDigits);
    } else if (ends_sentence(c)) {
      said.push_back(kStart);
    }
  }
  const auto words = std::count_if(said.begin(), said.end(), [](Number word) { return word != kStart; });
  if (words == 0) return Error{ErrorCode::kInputMissing, file.string() + " holds no words", {}, {}};

  double total = 0;
  for (const double count : counts_) total += count;
  const double weight = total * kReportShare / (1 - kReportShare) / static_cast<double>(words);
  Number before = kStart;
  for (const Number word : said) {
    if (word != kStart) {
      counts_[word] += weight;
      add(before, word, weight);
    }
    before = word;
  }
  return Done{};
}

void WordChain::finish() {
  for (const double count : counts_) any_.add(count);
  followers_.resize(words_.size());
  for (Number before = 0; before < counted(); ++before) {
    // In the order of their numbers: that of a hash map differs between libraries.
    std::vector<std::pair<Number, double>> sorted(following_[before].begin(), following_[before].end());
    std::sort(sorted.begin(), sorted.end());
    Followers& followers = followers_[before];
    for (const auto& [word, weight] : sorted) {
      followers.words.push_back(word);
      followers.weights.add(weight);
    }
    followers.rest = before == kStart ? 0 : std::max(kLeastPair, counts_[before] - followers.weights.total());
  }
  following_ = {};
}

Status WordChain::add_rare_words(const std::filesystem::path& file) {
  auto lexicon = text::Lexicon::open(file);
  if (!lexicon) return lexicon.error();
  const text::WordGraph& graph = (*lexicon)->graph();
  std::string word;
  collect(graph, graph.root(), word, [this](const std::string& found) {
    if (!numbers_.contains(found)) words_.push_back(found);
  });
  numbers_ = {};
  return Done{};
}

WordChain::Number WordChain::next(Number before, Random& random) const {
  const std::size_t rare = words_.size() - counts_.size();
  if (rare > 0 && random.chance(kRareShare)) return static_cast<Number>(counts_.size() + random.below(rare));
  if (before < followers_.size()) {
    const Followers& followers = followers_[before];
    const double known = followers.weights.total();
    if (known > 0 && random.unit() * (known + followers.rest) < known) {
      return followers.words[followers.weights.pick(random)];
    }
  }
  return static_cast<Number>(any_.pick(random));
}

}  // namespace dixit::bench
