// Runs real programs, each test in a folder of its own.

#pragma once

#include <sys/types.h>

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace dixit::test {

// A new empty folder, removed with all it holds when the object goes.
class TempDir {
 public:
  TempDir();
  ~TempDir();
  TempDir(const TempDir&) = delete;
  TempDir& operator=(const TempDir&) = delete;

  const std::filesystem::path& path() const { return path_; }
  std::string operator/(std::string_view name) const { return (path_ / name).string(); }

  // Writes `bytes` as the file `name` below the folder, creating folders on the way; returns its path.
  std::string write(std::string_view name, std::string_view bytes) const;

 private:
  std::filesystem::path path_;
};

std::string read_file(const std::filesystem::path& path);

// The lines of `text`, without their ends; a last empty one does not count.
std::vector<std::string> lines_of(std::string_view text);

struct Invocation {
  std::string program;  // a path
  std::vector<std::string> arguments;
  std::string input = {};                     // on stdin
  std::vector<std::string> environment = {};  // "NAME=value", beside the test's own without any DIXIT_…
  std::string folder = {};                    // to run in; empty: the test's own
  std::string output = {};                    // stdout goes to this file instead of `Outcome::out`
  std::function<bool()> prepare = {};         // called in the child before the program; false ends it with 125
};

struct Outcome {
  int status = -1;  // exit status, or 128 and the signal that ended it, as a shell says it
  std::string out;
  std::string err;
};

// A program that was started and runs. Killed and waited for when the object goes.
class Running {
 public:
  explicit Running(const Invocation& invocation);
  ~Running();
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;

  pid_t pid() const { return pid_; }
  Outcome wait();

 private:
  pid_t pid_ = -1;
  std::FILE* input_ = nullptr;
  std::FILE* out_ = nullptr;
  std::FILE* err_ = nullptr;
};

// Runs `invocation` to its end.
Outcome run(const Invocation& invocation);

// For `Invocation::prepare`: makes permissions count for root too, who otherwise reads and writes everything. The
// program keeps its user, so that it still finds its own files wherever they are.
bool obey_permissions();

// Waits until `condition` holds, asking every millisecond; false after `seconds`.
bool wait_until(const std::function<bool()>& condition, double seconds = 100);

}  // namespace dixit::test
