// Words that are printed in two pieces: "CONSIDER ACIÓN", "estra-" at a line's end and "tegia" on the next.

#pragma once

#include <string_view>
#include <vector>

#include "core/text/candidates.h"
#include "core/text/surroundings.h"
#include "core/text/token.h"

namespace dixit::text {

// Makes one token of two neighbours that are likelier the pieces of one word than two words: with a hyphen at a line's
// end between them, and with nothing but a space where one piece is a word of no language and the whole is a word of
// the passage. Such a token spans both pieces and what stands between them; its `reading` is the whole as
// printed, its `how` kJoined. Positions are numbered anew.
//
// `words` are those of `tokens`, as seen, with facts of `known`. Returns whether any were joined; `words` no longer fit
// then.
bool join_pieces(std::string_view text, std::vector<Token>& tokens, const std::vector<SeenWord>& words,
                 KnownWords& known, CandidateFinder& finder, const CollectionWords* collection);

}  // namespace dixit::text
