#include "benches/micro/served_index.h"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>
#include <stdexcept>
#include <string_view>
#include <system_error>
#include <utility>

#include "indexer/pipeline.h"

namespace dixit::bench {
namespace {

namespace fs = std::filesystem;

template <typename T>
T value_of(Result<T> result) {
  if (!result) throw std::runtime_error(describe(result.error()));
  return std::move(result).value();
}

// A new folder, removed with all it holds when the object goes.
class TempFolder {
 public:
  TempFolder() : path_((fs::temp_directory_path() / "dixit-bench-XXXXXX").string()) {
    if (::mkdtemp(path_.data()) == nullptr) throw std::system_error(errno, std::generic_category(), path_);
  }
  ~TempFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;

  fs::path path() const { return path_; }

 private:
  std::string path_;
};

void build_report_index(const fs::path& folder) {
  BuildOptions options;
  options.paths = {fs::path(DIXIT_SOURCE_DIR) / "corpus" / "reports"};
  options.out = folder;
  options.data = DIXIT_DATA;
  Diagnostics ignored;
  value_of(build_index(options, ignored, [](std::string_view, std::size_t, std::size_t) {}));
}

class ServedIndex {
 public:
  ServedIndex() {
    const char* named = std::getenv("DIXIT_INDEX");
    const fs::path folder = named != nullptr ? fs::path(named) : made_.emplace().path();
    if (made_) build_report_index(folder);
    value_of(generations_.emplace(std::vector{folder}, search::Generations::Events(), DIXIT_DATA).refresh());
  }

  search::Generations& generations() { return *generations_; }

 private:
  std::optional<TempFolder> made_;
  std::optional<search::Generations> generations_;  // goes before the files that it has open
};

}  // namespace

search::Generations& served() {
  static ServedIndex index;
  return index.generations();
}

search::Lease lend() {
  return value_of(served().borrow());
}

const std::vector<std::string>& questions() {
  static const std::vector<std::string> all = [] {
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(DIXIT_SOURCE_DIR "/tests/data/relevance")) {
      if (entry.path().extension() == ".json") files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    std::vector<std::string> texts;
    for (const fs::path& file : files) {
      std::ifstream in(file);
      for (const nlohmann::json& question : nlohmann::json::parse(in)) texts.push_back(question.at("query"));
    }
    return texts;
  }();
  return all;
}

const std::vector<search::Question>& understood() {
  static const std::vector<search::Question> all = [] {
    search::Lease lease = lend();
    std::vector<search::Question> made;
    for (const std::string& text : questions()) made.push_back(search::understand(text, as_usual(), lease));
    return made;
  }();
  return all;
}

search::Understanding as_usual() {
  static const query::Ranking ranking;
  return {ranking};
}

}  // namespace dixit::bench
