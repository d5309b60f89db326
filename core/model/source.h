// A document as it was received: pages of lines, each line still where its file has it.

#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace dixit::model {

// One line of the source file, without its line end.
struct Line {
  std::string text;          // valid UTF-8 as printed; bytes that were not valid are U+FFFD
  std::uint32_t number = 0;  // in the raw file, from 1, so that any finding can be opened in an editor
};

struct Page {
  std::uint32_t number = 0;  // place in the file, from 1; not what is printed on the page
  std::vector<Line> lines;   // in reading order; blank ones included
};

// Immutable once read. Every line of the file is on exactly one page.
struct SourceFile {
  std::string id;           // the document's id: its file's stem unless the file carries one
  std::string path;         // as the user named it, for messages
  std::string title;        // as the file says it; empty where it does not
  std::string checksum;     // 16 hexadecimal digits over the file's bytes; tells whether it changed
  std::vector<Page> pages;  // never empty
};

}  // namespace dixit::model
