// The files that pages need beside themselves, ours and those of other sites: styles, scripts, pictures. Read once;
// nothing else is ever served.

#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>

#include "core/base/result.h"

namespace dixit::api {

struct StaticFile {
  std::string_view type;  // for Content-Type
  std::string body;
  std::string tag;  // for ETag, in its quotes
};

// Immutable once loaded.
class StaticFiles {
 public:
  // Reads the files of `web_dir`, to be served as /static/NAME, and of `web_dir`/embed, as /embed/NAME; no other
  // folders, and only files whose ending is known (css, js, svg, png, ico, woff2). Fails with kInputMissing or
  // kInputUnreadable.
  static Result<StaticFiles> load(const std::filesystem::path& web_dir);

  // The file served at `path`, compared byte by byte; null when there is none.
  const StaticFile* find(std::string_view path) const;

  // Changes whenever a file of the folder changes, those in folders (templates, messages) included.
  const std::string& revision() const { return revision_; }

 private:
  std::map<std::string, StaticFile, std::less<>> files_;
  std::string revision_;
};

}  // namespace dixit::api
