// Makes documents of texts written in a test, and knows the lists that come with the program.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/diagnostic.h"
#include "core/model/source.h"
#include "core/model/unit.h"
#include "core/text/confusion.h"
#include "indexer/clean/clean_document.h"
#include "indexer/segment/authority.h"

namespace dixit::test {

// The confusions and authority files of the source tree; loaded once a program, aborts when they are missing.
const text::ConfusionTable& confusions();
const segment::Authority& authority();

// `text` as a document called "doc": lines end at "\n", pages at "\f".
model::SourceFile source(std::string_view text);

// `text` cleaned; and cleaned and segmented, with one name a person.
clean::CleanDocument cleaned(std::string_view text);
model::Report segmented(std::string_view text, Diagnostics& found);
model::Report segmented(std::string_view text);

// The units of `report`, a line each: "kind first-last session speaker | role class | city", with "-" for what is
// empty.
std::vector<std::string> outline(const model::Report& report);

}  // namespace dixit::test
