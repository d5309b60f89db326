#include "indexer/ingest/plain_text.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <memory>
#include <string>
#include <string_view>

#include "core/base/hash.h"
#include "core/base/utf8.h"

namespace dixit::ingest {
namespace {

namespace fs = std::filesystem;

Result<std::string> read_bytes(const fs::path& path) {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rb"), &std::fclose);
  if (!file) return system_error(errno, "read", path.string());
  std::string bytes;
  std::array<char, 1 << 16> buffer{};
  while (const std::size_t count = std::fread(buffer.data(), 1, buffer.size(), file.get())) {
    bytes.append(buffer.data(), count);
    if (bytes.size() > kMaxFileBytes) break;
  }
  if (std::ferror(file.get()) != 0) return system_error(errno, "read", path.string());
  return bytes;
}

// Why `bytes` cannot be a report, or nothing.
std::optional<Diagnostic> objection(std::string_view bytes, const fs::path& path) {
  const auto reject = [&](std::string code, std::string message, std::string hint) {
    return Diagnostic{Severity::kError, std::move(code), path.string(), 0, 0, std::move(message), {}, std::move(hint)};
  };
  if (bytes.size() > kMaxFileBytes) {
    return reject("ingest.too-large", "the file is larger than 512 MiB", "split it into one file a report");
  }
  const bool blank = std::all_of(bytes.begin(), bytes.end(), [](unsigned char c) { return c <= ' ' || c == 0x7F; });
  if (blank && bytes.find('\0') == std::string_view::npos) {
    return reject("ingest.empty", "the file holds no text", "run the OCR again, or leave the file out");
  }
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) {
    return reject("ingest.binary", "the file is UTF-16", "convert it: iconv -f UTF-16 -t UTF-8 FILE > NEW");
  }
  if (bytes.starts_with("%PDF-")) {
    return reject("ingest.binary", "the file is a PDF, not its text", "extract the text first: pdftotext FILE.pdf");
  }
  // What no text holds: zero bytes, or control characters in more than one byte of fifty.
  const auto controls = std::count_if(bytes.begin(), bytes.end(), [](unsigned char c) {
    return c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != '\v';
  });
  if (bytes.find('\0') != std::string_view::npos || static_cast<std::size_t>(controls) * 50 > bytes.size()) {
    return reject("ingest.binary", "the file is not text", "give its text, as an OCR program writes it");
  }
  return std::nullopt;
}

// The characters that Windows-1252 puts at 0x80 to 0x9F; 0 where it has none.
constexpr std::array<char16_t, 32> kWindows1252 = {0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                   0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
                                                   0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                   0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

std::string from_windows_1252(std::string_view line) {
  std::string text;
  for (const char c : line) {
    const auto byte = static_cast<unsigned char>(c);
    char32_t point = byte;
    if (byte >= 0x80 && byte < 0xA0) point = kWindows1252[byte - 0x80U];
    append_utf8(text, point == 0 ? kReplacementCharacter : point);
  }
  return text;
}

// The lines of `bytes`, ended by LF, CR LF or CR. A form feed begins a line's text or stands alone.
std::vector<std::string_view> split_lines(std::string_view bytes) {
  std::vector<std::string_view> lines;
  while (!bytes.empty()) {
    const std::size_t end = bytes.find_first_of("\r\n");
    lines.push_back(bytes.substr(0, end));
    if (end == std::string_view::npos) break;
    bytes.remove_prefix(end + (bytes.substr(end).starts_with("\r\n") ? 2 : 1));
  }
  return lines;
}

bool is_blank(std::string_view line) {
  return line.find_first_not_of(" \t\v\f") == std::string_view::npos;
}

bool is_indented_once(std::string_view line) {
  return line.size() > 1 && line[0] == ' ' && line[1] > ' ';
}

// For each line whether a page begins with it.
std::vector<bool> page_starts(const std::vector<std::string_view>& lines) {
  std::vector<bool> starts(lines.size(), false);
  const bool has_form_feeds =
      std::any_of(lines.begin(), lines.end(), [](std::string_view l) { return l.find('\f') != l.npos; });
  const auto printed = std::count_if(lines.begin(), lines.end(), [](std::string_view l) { return !is_blank(l); });
  const auto indented = std::count_if(lines.begin(), lines.end(), is_indented_once);
  const bool marks_count = !has_form_feeds && indented * 20 < printed;
  std::size_t blanks = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (has_form_feeds) starts[i] = lines[i].find('\f') != std::string_view::npos;
    if (marks_count && !is_blank(lines[i])) starts[i] = is_indented_once(lines[i]) || blanks >= 3;
    blanks = is_blank(lines[i]) ? blanks + 1 : 0;
  }
  return starts;
}

}  // namespace

Result<std::optional<model::SourceFile>> read_plain_text(const fs::path& path, Diagnostics& found) {
  DIXIT_TRY(std::string bytes, read_bytes(path));
  if (std::optional<Diagnostic> reason = objection(bytes, path)) {
    found.add(*std::move(reason));
    return std::optional<model::SourceFile>();
  }
  model::SourceFile file;
  file.id = path.stem().string();
  file.path = path.string();
  file.checksum = hex(hash_bytes(bytes));
  const std::vector<std::string_view> lines = split_lines(bytes);
  const std::vector<bool> starts = page_starts(lines);
  std::size_t foreign = 0;
  std::size_t first_foreign = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (file.pages.empty() || starts[i]) file.pages.push_back({static_cast<std::uint32_t>(file.pages.size() + 1), {}});
    const auto number = static_cast<std::uint32_t>(i + 1);
    if (!find_invalid_utf8(lines[i])) {
      file.pages.back().lines.push_back({std::string(lines[i]), number});
      continue;
    }
    file.pages.back().lines.push_back({from_windows_1252(lines[i]), number});
    if (foreign++ == 0) first_foreign = i + 1;
  }
  if (foreign > 0) {
    found.add({Severity::kWarning,
               "ingest.not-utf8",
               path.string(),
               first_foreign,
               0,
               std::to_string(foreign) + " lines are not UTF-8 and were read as Windows-1252",
               {},
               "if letters look wrong, convert the file first: iconv -f ENCODING -t UTF-8 FILE > NEW"});
  }
  return std::optional<model::SourceFile>(std::move(file));
}

}  // namespace dixit::ingest
