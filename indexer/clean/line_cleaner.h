// The first pass over a document: every line cleaned, and told for body, furniture, footnote or blank.

#pragma once

#include "core/model/source.h"
#include "core/text/confusion.h"
#include "indexer/clean/clean_document.h"

namespace dixit::clean {

// One CleanLine for each line of `file`, in order; none is lost and none added. `confusions` lets running heads meet
// although OCR read each of them differently. Never fails. Thread-safe.
CleanDocument clean(const model::SourceFile& file, const text::ConfusionTable& confusions);

}  // namespace dixit::clean
