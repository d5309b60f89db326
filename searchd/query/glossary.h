// Words of one language that stand for words of the texts' language.

#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/text/analyzer.h"

namespace dixit::query {

// By stem, what each word stands for, as written.
using Glossary = std::map<std::string, std::vector<std::string>, std::less<>>;

// Reads `<lang_dir>/<code>/glossary.tsv`: a word of `language` and what it stands for, parted by a tab, of several by
// "|";
// "#" begins a comment. Without the file, and for lines that make no sense, there is nothing. Fails where it cannot be
// read.
Result<Glossary> load_glossary(const std::filesystem::path& lang_dir, text::Language language,
                               text::Analyzer& analyzer);

}  // namespace dixit::query
