#include "tests/golden/golden_file.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <vector>

namespace dixit::test {
namespace {

std::vector<std::string> lines_of(const std::string& text) {
  std::istringstream in(text);
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

// The lines [begin, end) of one side.
std::string shown(char sign, const std::vector<std::string>& lines, std::size_t begin, std::size_t end,
                  std::size_t most) {
  std::string text;
  for (std::size_t i = begin; i < std::min(end, begin + most); ++i) {
    text += std::string(1, sign) + " line " + std::to_string(i + 1) + ": " + lines[i] + "\n";
  }
  if (end > begin + most) text += std::string(1, sign) + " … and " + std::to_string(end - begin - most) + " more\n";
  return text;
}

}  // namespace

std::string difference(const std::string& expected, const std::string& actual, std::size_t most) {
  if (expected == actual) return {};
  const std::vector<std::string> before = lines_of(expected);
  const std::vector<std::string> after = lines_of(actual);
  const auto [first, first_after] = std::mismatch(before.begin(), before.end(), after.begin(), after.end());
  const auto begin = static_cast<std::size_t>(first - before.begin());
  std::size_t end = before.size();
  std::size_t end_after = after.size();
  while (end > begin && end_after > begin && before[end - 1] == after[end_after - 1]) --end, --end_after;
  if (begin == end && begin == end_after) return "they differ in line ends only\n";
  // Single lines that changed here and there are shown in pairs, anything else as two blocks.
  if (end - begin != end_after - begin) {
    return shown('-', before, begin, end, most) + shown('+', after, begin, end_after, most);
  }
  std::string text;
  std::size_t differing = 0;
  for (std::size_t i = begin; i < end; ++i) {
    if (before[i] == after[i] || ++differing > most) continue;
    text += shown('-', before, i, i + 1, 1) + shown('+', after, i, i + 1, 1);
  }
  if (differing > most) text += "… and " + std::to_string(differing - most) + " more lines\n";
  return text;
}

void expect_golden(std::string_view name, const std::string& actual) {
  const std::filesystem::path path = std::filesystem::path(DIXIT_SOURCE_DIR "/tests/data/golden") / name;
  if (const char* update = std::getenv("DIXIT_UPDATE_GOLDEN"); update != nullptr && std::string_view(update) == "1") {
    std::ofstream out(path, std::ios::binary);
    out << actual;
    out.close();
    ASSERT_TRUE(out) << "cannot write " << path;
    return;
  }
  std::ifstream in(path, std::ios::binary);
  ASSERT_TRUE(in) << "cannot read " << path << "; DIXIT_UPDATE_GOLDEN=1 writes it";
  const std::string expected{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  EXPECT_EQ(difference(expected, actual), "") << path << "; DIXIT_UPDATE_GOLDEN=1 writes it anew";
}

}  // namespace dixit::test
