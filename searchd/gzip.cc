#include "searchd/gzip.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <utility>

namespace dixit {
namespace {

// Of zlib; 6 is its own choice.
int level_of(Packing packing) {
  return packing == Packing::kSmall ? 9 : 1;
}

struct Deflater {
  Deflater() {
    constexpr int kGzipWindow = 15 + 16;  // 16 asks for gzip's frame
    constexpr int kMemory = 8;
    is_ready =
        deflateInit2(&stream, level_of(Packing::kQuick), Z_DEFLATED, kGzipWindow, kMemory, Z_DEFAULT_STRATEGY) == Z_OK;
  }
  ~Deflater() {
    if (is_ready) deflateEnd(&stream);
  }
  Deflater(const Deflater&) = delete;
  Deflater& operator=(const Deflater&) = delete;

  z_stream stream = {};
  bool is_ready = false;
};

// What `deflater` has to give once it has read `piece`, which may be nothing yet.
std::string deflate_piece(Deflater& deflater, std::string piece, bool is_last) {
  z_stream& stream = deflater.stream;
  stream.next_in = reinterpret_cast<Bytef*>(piece.data());
  stream.avail_in = static_cast<uInt>(piece.size());
  std::string packed;
  std::array<char, 16'384> room = {};
  do {
    stream.next_out = reinterpret_cast<Bytef*>(room.data());
    stream.avail_out = static_cast<uInt>(room.size());
    deflate(&stream, is_last ? Z_FINISH : Z_NO_FLUSH);
    packed.append(room.data(), room.size() - stream.avail_out);
  } while (stream.avail_out == 0);
  return packed;
}

}  // namespace

bool takes_gzip(std::string_view accept_encoding) {
  constexpr std::string_view kName = "gzip";
  const std::size_t at = accept_encoding.find(kName);
  if (at == std::string_view::npos) return false;
  // "gzip;q=0" is a refusal.
  const std::string_view rest = accept_encoding.substr(at + kName.size());
  const std::string_view weight = rest.substr(0, rest.find(','));
  const std::size_t equals = weight.find("q=");
  return equals == std::string_view::npos || weight.find_first_of("123456789", equals) != std::string_view::npos;
}

bool pays_to_pack(std::string_view content_type, std::size_t bytes) {
  constexpr std::size_t kMinBytes = 1024;  // with its headers it fills a packet
  constexpr std::array<std::string_view, 7> kTexts = {"text/", "json",   "xml",          "javascript",
                                                      "svg",   "bibtex", "research-info"};
  return bytes >= kMinBytes && std::any_of(kTexts.begin(), kTexts.end(), [&](std::string_view text) {
           return content_type.find(text) != std::string_view::npos;
         });
}

struct Gzip::State : Deflater {};

Gzip::Gzip() : state_(std::make_unique<State>()) {}
Gzip::~Gzip() = default;

std::string Gzip::pack(std::string_view body, Packing packing) {
  z_stream& stream = state_->stream;
  if (!state_->is_ready || deflateReset(&stream) != Z_OK) return {};
  if (deflateParams(&stream, level_of(packing), Z_DEFAULT_STRATEGY) != Z_OK) return {};
  std::string packed(deflateBound(&stream, body.size()), '\0');
  // zlib reads through a pointer that is not const, and writes nothing there.
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(body.data()));
  stream.avail_in = static_cast<uInt>(body.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  if (deflate(&stream, Z_FINISH) != Z_STREAM_END) return {};
  packed.resize(stream.total_out);
  return packed;
}

api::Pieces packed(api::Pieces pieces) {
  const auto deflater = std::make_shared<Deflater>();
  return [pieces = std::move(pieces), deflater, is_over = false]() mutable -> Result<std::string> {
    if (!deflater->is_ready) return Error{ErrorCode::kInternal, "there is no memory to pack an answer", {}, {}};
    std::string bytes;
    while (bytes.empty() && !is_over) {  // an empty piece would be taken for the end
      DIXIT_TRY(std::string piece, pieces());
      is_over = piece.empty();
      bytes = deflate_piece(*deflater, std::move(piece), is_over);
    }
    return bytes;
  };
}

}  // namespace dixit
