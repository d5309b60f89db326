#include "tests/support/program.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <linux/capability.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <thread>
#include <utility>

extern char** environ;

namespace dixit::test {
namespace {

namespace fs = std::filesystem;

constexpr int kNotPrepared = 125;
constexpr int kNotStarted = 127;

std::string read_all(std::FILE* file) {
  std::rewind(file);
  std::string text;
  char buffer[1 << 14];
  while (const std::size_t count = std::fread(buffer, 1, sizeof buffer, file)) text.append(buffer, count);
  return text;
}

std::vector<std::string> environment_of(const Invocation& invocation) {
  std::vector<std::string> variables = invocation.environment;
  const auto is_set = [&](std::string_view name) {
    return std::any_of(invocation.environment.begin(), invocation.environment.end(),
                       [&](std::string_view variable) { return variable.starts_with(std::string(name) + "="); });
  };
  for (char** at = environ; *at != nullptr; ++at) {
    const std::string_view variable(*at);
    if (!variable.starts_with("DIXIT_") && !is_set(variable.substr(0, variable.find('=')))) {
      variables.emplace_back(variable);
    }
  }
  return variables;
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> all;
  for (std::string& text : texts) all.push_back(text.data());
  all.push_back(nullptr);
  return all;
}

}  // namespace

TempDir::TempDir() {
  std::string pattern = (fs::temp_directory_path() / "dixit-test-XXXXXX").string();
  if (::mkdtemp(pattern.data()) == nullptr) ADD_FAILURE() << "no folder could be made at " << pattern;
  path_ = pattern;
}

TempDir::~TempDir() {
  std::error_code ignored;  // what the system cannot remove it keeps below its folder for temporary files
  fs::remove_all(path_, ignored);
}

std::string TempDir::write(std::string_view name, std::string_view bytes) const {
  const fs::path file = path_ / name;
  fs::create_directories(file.parent_path());
  std::ofstream out(file, std::ios::binary);
  out << bytes;
  out.close();
  if (!out) ADD_FAILURE() << "cannot write " << file;
  return file.string();
}

std::string read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) ADD_FAILURE() << "cannot read " << path;
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return lines;
}

Running::Running(const Invocation& invocation) : input_(std::tmpfile()), out_(std::tmpfile()), err_(std::tmpfile()) {
  std::fwrite(invocation.input.data(), 1, invocation.input.size(), input_);
  std::rewind(input_);
  std::vector<std::string> words = invocation.arguments;
  words.insert(words.begin(), invocation.program);
  std::vector<std::string> variables = environment_of(invocation);
  const std::vector<char*> arguments = pointers(words);
  const std::vector<char*> environment = pointers(variables);
  pid_ = ::fork();
  if (pid_ != 0) return;
  int out = ::fileno(out_);
  if (!invocation.output.empty()) out = ::open(invocation.output.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0644);
  ::dup2(::fileno(input_), STDIN_FILENO);
  ::dup2(out, STDOUT_FILENO);
  ::dup2(::fileno(err_), STDERR_FILENO);
  if (!invocation.folder.empty() && ::chdir(invocation.folder.c_str()) != 0) ::_exit(kNotPrepared);
  if (invocation.prepare && !invocation.prepare()) ::_exit(kNotPrepared);
  ::execve(invocation.program.c_str(), arguments.data(), environment.data());
  ::_exit(kNotStarted);
}

Running::~Running() {
  if (pid_ > 0) {
    ::kill(pid_, SIGKILL);
    wait();
  }
  for (std::FILE* file : {input_, out_, err_}) std::fclose(file);
}

Outcome Running::wait() {
  int state = 0;
  ::waitpid(std::exchange(pid_, -1), &state, 0);
  Outcome outcome;
  outcome.status = WIFEXITED(state) ? WEXITSTATUS(state) : 128 + WTERMSIG(state);
  outcome.out = read_all(out_);
  outcome.err = read_all(err_);
  return outcome;
}

Outcome run(const Invocation& invocation) {
  return Running(invocation).wait();
}

bool obey_permissions() {
  return ::geteuid() != 0 ||
         (::prctl(PR_CAPBSET_DROP, CAP_DAC_OVERRIDE) == 0 && ::prctl(PR_CAPBSET_DROP, CAP_DAC_READ_SEARCH) == 0);
}

bool wait_until(const std::function<bool()>& condition, double seconds) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::duration<double>(seconds);
  while (std::chrono::steady_clock::now() < end) {
    if (condition()) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  return condition();
}

}  // namespace dixit::test
