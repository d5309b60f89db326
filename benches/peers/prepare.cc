// dixit-prepare-peers: what all engines are to index and to be asked, out of records as JSON Lines.
//
//   dixit-prepare-peers RECORDS OUT [--questions N] [--seed N]
//
// Writes OUT/records.tsv and OUT/questions.tsv, both as engine.h has them. Words are folded here, so that all engines
// see the same ones. Questions are made of words that stand together in some record, so that every one has an answer.

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <stdexcept>
#include <string>
#include <unordered_map>
#include <vector>

#include "benches/records/random.h"
#include "core/text/fold.h"

namespace {

using dixit::bench::Random;
using Words = std::vector<std::string>;

// Shares of all records. Nobody searches for words that are in more than the first (de, la, que).
constexpr double kTooFrequent = 0.35;
constexpr double kFrequentLeast = 0.02;  // T1
constexpr double kFacetsLeast = 0.12;    // FF: a fifth of all records or so
constexpr double kFacetsMost = 0.30;
constexpr double kWordLeast = 0.001;  // words of A2, O3 and F
constexpr std::size_t kShortest = 3;  // letters of a word that is asked for

// Runs of a-z and 0-9, one space between them.
std::string plain(const std::string& text) {
  std::string made;
  for (const char c : dixit::text::fold(text)) {
    const bool is_part = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (is_part) {
      made += c;
    } else if (!made.empty() && made.back() != ' ') {
      made += ' ';
    }
  }
  if (!made.empty() && made.back() == ' ') made.pop_back();
  return made;
}

Words split(const std::string& text) {
  Words words;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find(' ', begin), text.size());
    words.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return words;
}

std::string field(const nlohmann::json& record, const char* name) {
  return record.contains(name) && record[name].is_string() ? record[name].get<std::string>() : "-";
}

class Collection {
 public:
  void read(const std::filesystem::path& file, std::ofstream& out) {
    std::ifstream in(file);
    if (!in) throw std::runtime_error(file.string() + " cannot be read");
    for (std::string line; std::getline(in, line);) {
      const nlohmann::json record = nlohmann::json::parse(line);
      const std::string text = plain(record.at("text"));
      if (text.empty()) continue;
      out << field(record, "city") << '\t' << field(record, "role_class") << '\t'
          << (record["session"].is_object() ? field(record["session"], "id") : "-") << '\t' << text << '\n';
      Words words = split(text);
      const std::set<std::string> different(words.begin(), words.end());
      for (const std::string& word : different) ++records_of_[word];
      texts_.push_back(text);
    }
    if (texts_.empty()) throw std::runtime_error(file.string() + " holds no records");
  }

  // The part of all records that has `word`.
  double share(const std::string& word) const {
    const auto at = records_of_.find(word);
    return at == records_of_.end() ? 0 : at->second / static_cast<double>(texts_.size());
  }

  bool may_ask(const std::string& word, double least, double most) const {
    const bool is_number = word.find_first_of("0123456789") != std::string::npos;
    return !is_number && word.size() >= kShortest && share(word) >= least && share(word) <= most;
  }

  // Different words of some record, each as its questions may have them; empty where the record has too few.
  Words some(std::size_t count, double least, double most, Random& random) const {
    const Words all = split(texts_[random.below(texts_.size())]);
    std::set<std::string> chosen;
    for (std::size_t tries = 0; tries < all.size() && chosen.size() < count; ++tries) {
      const std::string& word = all[random.below(all.size())];
      if (may_ask(word, least, most)) chosen.insert(word);
    }
    return chosen.size() < count ? Words() : Words(chosen.begin(), chosen.end());
  }

  // Two words that follow each other, one of them worth asking for.
  Words phrase(Random& random) const {
    const Words all = split(texts_[random.below(texts_.size())]);
    if (all.size() < 2) return {};
    const std::size_t at = random.below(all.size() - 1);
    const bool is_worth = may_ask(all[at], kWordLeast, kTooFrequent) || may_ask(all[at + 1], kWordLeast, kTooFrequent);
    return is_worth && share(all[at]) >= kWordLeast && share(all[at + 1]) >= kWordLeast ? Words{all[at], all[at + 1]}
                                                                                        : Words();
  }

 private:
  std::vector<std::string> texts_;
  std::unordered_map<std::string, double> records_of_;
};

// Up to `count` different questions of `kind` as `make` has them; fewer where there are not as many.
template <typename Make>
std::vector<Words> ask(const char* kind, std::size_t count, std::ofstream& out, Make&& make) {
  constexpr std::size_t kTriesOfOne = 200;
  std::set<Words> seen;
  std::vector<Words> asked;
  for (std::size_t tries = 0; asked.size() < count && tries < count * kTriesOfOne; ++tries) {
    Words words = make();
    if (!words.empty() && seen.insert(words).second) asked.push_back(std::move(words));
  }
  for (const Words& words : asked) {
    out << kind << '\t';
    for (std::size_t i = 0; i < words.size(); ++i) out << (i == 0 ? "" : " ") << words[i];
    out << '\n';
  }
  return asked;
}

void prepare(const std::filesystem::path& records, const std::filesystem::path& folder, std::size_t count,
             std::uint64_t seed) {
  std::filesystem::create_directories(folder);
  std::ofstream plain_records(folder / "records.tsv");
  Collection collection;
  collection.read(records, plain_records);

  std::ofstream out(folder / "questions.tsv");
  Random random(seed);
  ask("T1", count, out, [&] { return collection.some(1, kFrequentLeast, kTooFrequent, random); });
  const auto pairs = ask("A2", count, out, [&] { return collection.some(2, kWordLeast, kTooFrequent, random); });
  ask("O3", count, out, [&] { return collection.some(3, kWordLeast, kTooFrequent, random); });
  ask("P2", count, out, [&] { return collection.phrase(random); });
  auto pair = pairs.begin();
  ask("F", pairs.size(), out, [&] { return *pair++; });
  ask("FF", count, out, [&] { return collection.some(1, kFacetsLeast, kFacetsMost, random); });
  if (!plain_records.flush() || !out.flush()) throw std::runtime_error(folder.string() + " cannot be written");
}

}  // namespace

int main(int argc, char** argv) {
  std::string records;
  std::string folder;
  std::size_t questions = 100;
  std::uint64_t seed = 7;
  CLI::App app("Writes what all engines are to index and to be asked");
  app.add_option("RECORDS", records, "JSON Lines")->required();
  app.add_option("OUT", folder, "Folder for records.tsv and questions.tsv")->required();
  app.add_option("--questions", questions, "Most questions of a kind")->capture_default_str();
  app.add_option("--seed", seed, "Another seed, other questions")->capture_default_str();
  CLI11_PARSE(app, argc, argv);
  try {
    prepare(records, folder, questions, seed);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "dixit-prepare-peers: %s\n", error.what());
    return 2;
  }
  return 0;
}
