// What a file is, told from its content.

#pragma once

#include <filesystem>

namespace dixit::ingest {

enum class InputFormat {
  kPlainText,  // a report (plain_text.h)
  kRecords,    // JSON Lines, a unit a line (unit_record.h)
};

// Records where half of the lines and more that the file begins with begin as JSON objects do; plain text otherwise,
// also where the file cannot be read: its reader says why. A single bad line at the top does not hide what a file is.
InputFormat detect_format(const std::filesystem::path& path);

}  // namespace dixit::ingest
