// All answers to a question as a file, made while it is sent.

#pragma once

#include <cstddef>
#include <memory>
#include <sstream>
#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/export/unit_writer.h"
#include "searchd/api/params.h"
#include "searchd/search/answers.h"

namespace dixit::api {

// Bytes of a piece, as far as units do not stand out of it: what is held of a file at a time.
inline constexpr std::size_t kPieceBytes = 65'536;

// Exports at a time: each keeps a generation open and holds four bytes a unit.
inline constexpr unsigned kMaxExports = 16;

// A file of `answers` in one format. JSON Lines and CSV are those of core/export. For one thread at a time.
class Export {
 public:
  // `site` is the address that links of citations begin with ("https://example.org"); empty: they have none.
  Export(search::Answers answers, ExportFormat format, std::string site);
  Export(const Export&) = delete;
  Export& operator=(const Export&) = delete;

  // The next piece; empty once all was given. Fails with kIndexBroken where a unit cannot be read.
  Result<std::string> next();

  // Whether the last piece was the last one that holds anything.
  bool is_done() const { return is_done_; }

 private:
  search::Answers answers_;
  std::ostringstream out_;
  std::unique_ptr<exporting::UnitWriter> writer_;
  bool has_begun_ = false;
  bool is_done_ = false;
};

// Media type with its charset, and what file names end in.
std::string_view media_type(ExportFormat format);
std::string_view extension(ExportFormat format);

// "dixit-marca-ciudad.csv": a name for a file of answers to `question`, of ASCII letters, digits and hyphens.
std::string file_name(std::string_view question, ExportFormat format);

}  // namespace dixit::api
