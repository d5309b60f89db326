// How fast text is analysed: the report over and over, with a new analyzer each time (cold) and with one that has seen
// its words (warm), and the steps by themselves. Bytes a second are bytes of the report.

#include <benchmark/benchmark.h>

#include <fstream>
#include <iterator>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "core/text/analyzer.h"
#include "core/text/confusion.h"
#include "core/text/fold.h"
#include "core/text/normalize.h"
#include "core/text/stemmer.h"
#include "core/text/tokenizer.h"

namespace {

using namespace dixit;
using namespace dixit::text;

const std::string& report() {
  static const std::string text = [] {
    std::ifstream in(DIXIT_SOURCE_DIR "/corpus/reports/amb-2016-seminario.txt");
    return std::string((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  }();
  return text;
}

std::shared_ptr<const LanguagePacks> packs() {
  static const auto loaded = [] {
    Diagnostics diagnostics;
    return LanguagePacks::load(DIXIT_SOURCE_DIR "/core/lang", diagnostics).value();
  }();
  return loaded;
}

std::vector<std::string> folded_words() {
  std::vector<std::string> out;
  for (const WordSpan& span : words(report(), Language::kSpanish)) {
    out.push_back(fold(std::string_view(report()).substr(span.begin, span.end - span.begin)));
  }
  return out;
}

void count_bytes(benchmark::State& state) {
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) * static_cast<std::int64_t>(report().size()));
}

void analyze_cold(benchmark::State& state) {
  for (auto _ : state) {
    Analyzer analyzer(packs());
    benchmark::DoNotOptimize(analyzer.analyze(report(), Language::kSpanish));
  }
  count_bytes(state);
}
BENCHMARK(analyze_cold);

// In pieces of the size of an intervention, as a result list highlights them.
void analyze_warm(benchmark::State& state) {
  constexpr std::size_t kPieceBytes = 2000;
  Analyzer analyzer(packs());
  std::size_t tokens = 0;
  for (auto _ : state) {
    for (std::size_t at = 0; at < report().size(); at += kPieceBytes) {
      tokens += analyzer.analyze(std::string_view(report()).substr(at, kPieceBytes), Language::kSpanish).size();
    }
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(tokens));
  count_bytes(state);
}
BENCHMARK(analyze_warm);

// With damaged words read, the report being its own collection; the first round meets each word for the first time.
void read_damaged(benchmark::State& state) {
  Diagnostics diagnostics;
  const auto repair = OcrRepair::load(DIXIT_DATA "/lexicon", DIXIT_DATA "/lang", packs(), diagnostics).value();
  Analyzer analyzer(packs(), repair);
  CollectionWords collection;
  collection.add(analyzer.analyze(report(), Language::kSpanish));
  repair->find_own_words(collection);
  if (state.range(0) != 0) benchmark::DoNotOptimize(analyzer.analyze(report(), Language::kSpanish, &collection));
  for (auto _ : state) {
    if (state.range(0) == 0) analyzer = Analyzer(packs(), repair);
    benchmark::DoNotOptimize(analyzer.analyze(report(), Language::kSpanish, &collection));
  }
  count_bytes(state);
}
BENCHMARK(read_damaged)->ArgName("warm")->DenseRange(0, 1);

void find_words(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(words(report(), Language::kSpanish));
  count_bytes(state);
}
BENCHMARK(find_words);

void fold_text(benchmark::State& state) {
  std::string out;
  for (auto _ : state) {
    out.clear();
    append_folded(out, report());
    benchmark::DoNotOptimize(out);
  }
  count_bytes(state);
}
BENCHMARK(fold_text);

void normalize_lines(benchmark::State& state) {
  std::vector<std::string> lines;
  std::istringstream in(report());
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  for (auto _ : state) {
    for (const std::string& line : lines) benchmark::DoNotOptimize(normalize(line));
  }
  count_bytes(state);
}
BENCHMARK(normalize_lines);

void stem_words(benchmark::State& state) {
  const auto language = static_cast<Language>(state.range(0));
  const Stemmer stemmer(packs()->pack(language));
  const std::vector<std::string> forms = folded_words();
  for (auto _ : state) {
    for (const std::string& form : forms) benchmark::DoNotOptimize(stemmer.stem(form));
  }
  state.SetLabel(std::string(code(language)));
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * forms.size()));
}
BENCHMARK(stem_words)->DenseRange(0, 2);

void detect_language(benchmark::State& state) {
  const std::string_view text = std::string_view(report()).substr(report().size() / 2, 2000);
  for (auto _ : state) benchmark::DoNotOptimize(packs()->detect(text));
}
BENCHMARK(detect_language);

void confusion_distance(benchmark::State& state) {
  Diagnostics diagnostics;
  const auto table = ConfusionTable::load(DIXIT_SOURCE_DIR "/core/lang/es/confusions.tsv", diagnostics).value();
  for (auto _ : state) {
    benchmark::DoNotOptimize(table.distance("Johannesburgo", "Johannesburdo", 1));
    benchmark::DoNotOptimize(table.distance("Barcelona", "Johannesburdo", 1));
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * 2));
}
BENCHMARK(confusion_distance);

void confusion_undo(benchmark::State& state) {
  Diagnostics diagnostics;
  const auto table = ConfusionTable::load(DIXIT_SOURCE_DIR "/core/lang/es/confusions.tsv", diagnostics).value();
  for (auto _ : state) benchmark::DoNotOptimize(table.undo("estratedias", 0.6));
}
BENCHMARK(confusion_undo);

}  // namespace

BENCHMARK_MAIN();
