#include "searchd/gzip.h"

#include <gtest/gtest.h>
#include <zlib.h>

#include <string>
#include <vector>

namespace dixit {
namespace {

// Gives `all`, then `end`.
api::Pieces pieces(std::vector<std::string> all, Result<std::string> end = std::string()) {
  return [all = std::move(all), end, at = std::size_t{0}]() mutable -> Result<std::string> {
    return at < all.size() ? all[at++] : end;
  };
}

// All that `pieces` give until they end, or "<failed>" behind it.
std::string whole(const api::Pieces& pieces) {
  std::string bytes;
  for (;;) {
    const Result<std::string> piece = pieces();
    if (!piece) return bytes + "<failed>";
    if (piece->empty()) return bytes;
    bytes += *piece;
  }
}

// `packed` as it was; ends with "<cut>" where its end is missing.
std::string unpacked(std::string packed) {
  z_stream stream = {};
  EXPECT_EQ(inflateInit2(&stream, 15 + 16), Z_OK);
  stream.next_in = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_in = static_cast<uInt>(packed.size());
  std::string text;
  int state = Z_OK;
  while (state == Z_OK) {
    char room[4096];
    stream.next_out = reinterpret_cast<Bytef*>(room);
    stream.avail_out = sizeof room;
    state = inflate(&stream, Z_NO_FLUSH);
    text.append(room, sizeof room - stream.avail_out);
  }
  inflateEnd(&stream);
  return state == Z_STREAM_END ? text : text + "<cut>";
}

TEST(PackedPieces, AreOneFile) {
  std::vector<std::string> all;
  std::string expected;
  for (int i = 0; i < 5000; ++i) {
    all.push_back("línea " + std::to_string(i * i) + "\n");
    expected += all.back();
  }
  const std::string bytes = whole(packed(pieces(all)));
  EXPECT_LT(bytes.size(), expected.size() / 2);
  EXPECT_EQ(unpacked(bytes), expected);
}

TEST(PackedPieces, OfNothingAreAnEmptyFile) {
  EXPECT_EQ(unpacked(whole(packed(pieces({})))), "");
}

TEST(PackedPieces, ThatFailLackTheirEnd) {
  const Error gone{ErrorCode::kIndexBroken, "the disk is gone", {}, {}};
  std::string bytes = whole(packed(pieces({"hola"}, gone)));
  ASSERT_TRUE(bytes.ends_with("<failed>"));
  bytes.resize(bytes.size() - std::string("<failed>").size());
  EXPECT_TRUE(unpacked(bytes).ends_with("<cut>")) << "a client would take it for whole";
}

}  // namespace
}  // namespace dixit
