// Runs a fuzz target without a fuzzer: on each file given, and on so many damaged copies of each, always the same ones.
//
//   <target> COPIES FILE...

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <random>
#include <string>

#include "tests/fuzz/target.h"

namespace {

constexpr std::size_t kLongest = 4096;

void run(const std::string& bytes) {
  LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
}

// A stretch of `whole` with a few bytes changed, doubled, dropped or thrown in.
std::string damaged(const std::string& whole, std::mt19937& random) {
  if (whole.empty()) return whole;
  std::string bytes = whole.substr(random() % whole.size(), 1 + random() % kLongest);
  for (unsigned edits = random() % 8; edits > 0 && !bytes.empty(); --edits) {
    const std::size_t at = random() % bytes.size();
    const std::size_t size = 1 + random() % 16;
    switch (random() % 5) {
      case 0: bytes[at] = static_cast<char>(random()); break;
      case 1: bytes.insert(at, bytes.substr(random() % bytes.size(), size)); break;
      case 2: bytes.erase(at, size); break;
      case 3: bytes.insert(at, size, static_cast<char>(random())); break;
      default: bytes.insert(at, whole.substr(random() % whole.size(), size)); break;
    }
  }
  return bytes;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fputs("usage: <target> COPIES FILE...\n", stderr);
    return 2;
  }
  std::mt19937 random(20160707);
  for (int i = 2; i < argc; ++i) {
    std::ifstream in(argv[i], std::ios::binary);
    if (!in) {
      std::fprintf(stderr, "cannot read %s\n", argv[i]);
      return 2;
    }
    const std::string whole{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    run(whole);
    for (long copies = std::atol(argv[1]); copies > 0; --copies) run(damaged(whole, random));
  }
  return 0;
}
