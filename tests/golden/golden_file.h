// Golden files: expected output too long for a test's source, kept in tests/data/golden and read in review.

#pragma once

#include <string>
#include <string_view>

namespace dixit::test {

// Compares `actual` with the golden file `name`; the test fails with the first lines that differ. With the environment
// variable DIXIT_UPDATE_GOLDEN=1 the file is written anew instead: look at the difference before it is committed.
void expect_golden(std::string_view name, const std::string& actual);

// The lines in which two texts differ, as `- line N: …` and `+ line N: …`, at most `most` of each; empty where they
// are equal.
std::string difference(const std::string& expected, const std::string& actual, std::size_t most = 12);

}  // namespace dixit::test
