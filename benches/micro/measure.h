// Measures one step on all that it is done to.

#pragma once

#include <benchmark/benchmark.h>

#include <cstdint>

namespace dixit::bench {

// Times `step` on each of `items`, always on all of them, so that none counts more than another however few rounds
// there is time for. Figures are of one item.
template <typename Items, typename Step>
void measure(benchmark::State& state, const Items& items, Step step) {
  while (state.KeepRunningBatch(static_cast<benchmark::IterationCount>(items.size()))) {
    for (const auto& item : items) benchmark::DoNotOptimize(step(item));
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()));
}

}  // namespace dixit::bench
