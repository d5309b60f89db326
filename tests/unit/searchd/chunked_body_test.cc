#include "searchd/chunked_body.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace dixit {
namespace {

// Gives `all`, then what a body ends with.
api::Pieces pieces(std::vector<std::string> all, Result<std::string> end = std::string()) {
  return [all = std::move(all), end, at = std::size_t{0}]() mutable -> Result<std::string> {
    return at < all.size() ? all[at++] : end;
  };
}

std::string whole(ChunkedBody& body) {
  std::string bytes;
  for (;;) {
    const Result<std::string> part = body.next();
    if (!part) return bytes + "<failed>";
    if (part->empty()) return bytes;
    bytes += *part;
  }
}

TEST(ChunkedBody, FramesEachPieceAndTheEnd) {
  ChunkedBody body(pieces({"hola", std::string(26, 'x')}), {});
  EXPECT_EQ(whole(body), "4\r\nhola\r\n1a\r\nxxxxxxxxxxxxxxxxxxxxxxxxxx\r\n0\r\n\r\n");
}

TEST(ChunkedBody, OfNothingIsItsEnd) {
  ChunkedBody chunked(pieces({}), {});
  EXPECT_EQ(whole(chunked), "0\r\n\r\n");
  ChunkedBody plain(pieces({}), {.is_chunked = false});
  EXPECT_EQ(whole(plain), "");
}

TEST(ChunkedBody, WithoutFramesIsThePiecesThemselves) {
  ChunkedBody body(pieces({"hola ", "mundo"}), {.is_chunked = false});
  EXPECT_EQ(whole(body), "hola mundo");
}

TEST(ChunkedBody, ThatFailsHasNoEnd) {
  const Error gone{ErrorCode::kIndexBroken, "the disk is gone", {}, {}};
  for (const bool packs : {false, true}) {
    ChunkedBody body(pieces({"hola"}, gone), {.packs = packs});
    const std::string bytes = whole(body);
    EXPECT_TRUE(bytes.ends_with("<failed>"));
    EXPECT_EQ(bytes.find("\r\n0\r\n"), std::string::npos) << "a client would take it for whole";
  }
}

}  // namespace
}  // namespace dixit
