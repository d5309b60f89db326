// Reads a text file, such as the output of an OCR program, into pages of lines.

#pragma once

#include <filesystem>
#include <optional>

#include "core/base/diagnostic.h"
#include "core/base/result.h"
#include "core/model/source.h"

namespace dixit::ingest {

// Larger files are refused: they are not reports, and every step holds the document in memory.
inline constexpr std::uintmax_t kMaxFileBytes = 512ULL << 20U;

// Reads the text file at `path`. Its id is the file's stem, its lines keep their numbers.
//
// Pages end at form feeds. Some converters lose these and leave a mark: a line that begins with a single space, or
// three and more blank lines on end. In a file without form feeds those marks count, provided that indented lines are
// rare in it (below one in twenty).
//
// A line that is not UTF-8 is read as Windows-1252, with one warning `ingest.not-utf8` for the file. What cannot be a
// report is rejected with an error in `found` (`ingest.empty`, `ingest.binary`, `ingest.too-large`) that says what to
// do, and gives nothing. Fails where the file cannot be read (kInputMissing, kInputUnreadable).
Result<std::optional<model::SourceFile>> read_plain_text(const std::filesystem::path& path, Diagnostics& found);

}  // namespace dixit::ingest
