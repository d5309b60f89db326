// Reads any bytes as the files that people edit and the ones that the index holds: a diagnostic or an error, never
// more.

#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>

#include "core/base/check.h"
#include "core/schema/stored_doc.h"
#include "core/text/confusion.h"
#include "core/text/lexicon.h"
#include "core/text/noisy_channel.h"
#include "tests/fuzz/target.h"

namespace {

// Deleted when the program ends.
struct Folder {
  std::filesystem::path path =
      std::filesystem::temp_directory_path() / ("dixit-lists-fuzz-" + std::to_string(getpid()));
  Folder() { std::filesystem::create_directories(path); }
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path, ignored);
  }
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace dixit;
  static const Folder folder;
  const std::filesystem::path file = folder.path / "es.lex";
  std::ofstream(file, std::ios::binary).write(reinterpret_cast<const char*>(bytes), static_cast<std::streamsize>(size));
  Diagnostics found;
  if (const auto channel = text::NoisyChannel::load(file, found)) {
    DIXIT_CHECK((*channel)->size() > 0);
    static const std::string kWord = "estratedia";
    (*channel)->readings(kWord, text::WordGraph{}, text::Accents::kLost, 20, 1);
  }
  static_cast<void>(text::Lexicon::open(file));
  static_cast<void>(schema::decode({reinterpret_cast<const char*>(bytes), size}));
  return 0;
}
