// Beyond the answers: units that speak of the same as the best of them.

#pragma once

#include "searchd/search/question.h"

namespace dixit::search {

// Adds units alike where few answer, or where answers need not have all that was asked: then what they share with the
// best counts for their order too, and those alike stand among them. Questions that ask for very words, without any or
// for very much are left as they are. Throws what the database throws.
void add_alike(Question& question, const Understanding& how, Lease& lease);

}  // namespace dixit::search
