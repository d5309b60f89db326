// How fast words near a word are found in an index of 100,000 forms: four in five of them words of the Spanish lexicon,
// the others such words damaged as the channel damages them.

#include <benchmark/benchmark.h>

#include <algorithm>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "benches/micro/spelling.h"
#include "core/text/fold.h"
#include "core/text/near_words.h"

namespace {

using namespace dixit::bench;
using namespace dixit::text;

constexpr std::size_t kForms = 100'000;

void collect(const WordGraph& graph, const WordGraph::Node& node, std::string& word, std::vector<std::string>& words) {
  graph.for_each_next(node, [&](std::uint8_t letter, const WordGraph::Node& next) {
    word.push_back(static_cast<char>(letter));
    if (next.is_word) words.push_back(word);
    collect(graph, next, word, words);
    word.pop_back();
  });
}

std::string damaged(std::string word, std::mt19937& random) {
  std::vector<std::pair<std::string, std::string>> confusions;
  channel().for_each_confusion(Accents::kLost, [&](const std::string& meant, const std::string& printed, float cost) {
    if (cost < 8 && word.find(meant) != std::string::npos) confusions.emplace_back(meant, printed);
  });
  if (confusions.empty()) return word + "x";
  const auto& [meant, printed] = confusions[random() % confusions.size()];
  return word.replace(word.find(meant), meant.size(), printed);
}

const std::vector<IndexWord>& vocabulary() {
  static const std::vector<IndexWord> words = [] {
    const WordGraph& graph = lexicons()[static_cast<std::size_t>(Language::kSpanish)]->graph();
    std::vector<std::string> listed;
    std::string word;
    collect(graph, graph.root(), word, listed);
    std::mt19937 random(9);
    std::shuffle(listed.begin(), listed.end(), random);
    std::vector<IndexWord> made;
    for (std::size_t i = 0; i < kForms; ++i) {
      const std::string& one = listed[i % listed.size()];
      const auto units = static_cast<std::uint32_t>(i % 5 == 0 ? 1 : 1 + i % 50);
      made.push_back({fold(from_latin1(i % 5 == 0 ? damaged(one, random) : one)), units, {}});
    }
    std::sort(made.begin(), made.end(), [](const auto& a, const auto& b) { return a.form < b.form; });
    made.erase(std::unique(made.begin(), made.end(), [](const auto& a, const auto& b) { return a.form == b.form; }),
               made.end());
    return made;
  }();
  return words;
}

const NearWords& near_words() {
  static const NearWords made(vocabulary(), lexicons(), channel(), {Language::kSpanish});
  return made;
}

// Every hundredth word of the index.
const std::vector<std::string>& asked() {
  static const std::vector<std::string> forms = [] {
    std::vector<std::string> some;
    for (std::size_t i = 0; i < vocabulary().size(); i += 100) some.push_back(vocabulary()[i].form);
    return some;
  }();
  return forms;
}

template <typename Find>
void find_for_each(benchmark::State& state, Find find) {
  near_words();
  std::size_t at = 0;
  std::size_t found = 0;
  for (auto _ : state) {
    const auto near = find(asked()[at++ % asked().size()]);
    found += near.size();
    benchmark::DoNotOptimize(near);
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()));
  state.counters["found"] = static_cast<double>(found) / static_cast<double>(state.iterations());
}

void build(benchmark::State& state) {
  const std::vector<IndexWord>& words = vocabulary();
  for (auto _ : state) {
    const NearWords made(words, lexicons(), channel(), {Language::kSpanish});
    state.counters["sound"] = static_cast<double>(made.sound_size());
    state.counters["stray"] = static_cast<double>(made.stray_size());
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * words.size()));
}
BENCHMARK(build)->Unit(benchmark::kMillisecond);

void is_sound(benchmark::State& state) {
  find_for_each(state, [](const std::string& form) { return std::vector<bool>(1, near_words().is_sound(form)); });
}
BENCHMARK(is_sound)->Unit(benchmark::kMicrosecond);

void misprints(benchmark::State& state) {
  find_for_each(state, [](const std::string& form) { return near_words().misprints_of(form); });
}
BENCHMARK(misprints)->Unit(benchmark::kMicrosecond);

void meant_by_print(benchmark::State& state) {
  find_for_each(state, [](const std::string& form) { return near_words().meant_by(form, NearWords::Slips::kOfPrint); });
}
BENCHMARK(meant_by_print)->Unit(benchmark::kMicrosecond);

void meant_by_hand(benchmark::State& state) {
  find_for_each(state, [](const std::string& form) { return near_words().meant_by(form, NearWords::Slips::kOfHand); });
}
BENCHMARK(meant_by_hand)->Unit(benchmark::kMicrosecond);

void meant_by_two_slips(benchmark::State& state) {
  find_for_each(state,
                [](const std::string& form) { return near_words().meant_by(form, NearWords::Slips::kTwoOfHand); });
}
BENCHMARK(meant_by_two_slips)->Unit(benchmark::kMicrosecond);

void listed_words_meant_by_hand(benchmark::State& state) {
  find_for_each(state, [](const std::string& form) {
    return near_words().listed_words_meant_by(form, NearWords::Slips::kOfHand);
  });
}
BENCHMARK(listed_words_meant_by_hand)->Unit(benchmark::kMicrosecond);

}  // namespace

BENCHMARK_MAIN();
