// bench-searchd: the parts of dixit-searchd one by one, on the index of the reports or on the one that DIXIT_INDEX
// names in the environment. What they read of it is in memory, unless their names say that it comes from the index.

#include <benchmark/benchmark.h>

#include <cstdio>
#include <exception>
#include <string>

#include "benches/micro/served_index.h"

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  try {
    benchmark::AddCustomContext("units", std::to_string(dixit::bench::served().current()->meta().units));
    benchmark::AddCustomContext("questions", std::to_string(dixit::bench::questions().size()));
    benchmark::RunSpecifiedBenchmarks();
  } catch (const std::exception& error) {
    std::fprintf(stderr, "bench-searchd: %s\n", error.what());
    return 2;
  }
  return 0;
}
