#include "engine/image/png_chunks.h"

#include <memory>
#include <string>

#include <libdeflate.h>

namespace banxin {
namespace {

constexpr std::size_t kSignature = 8, kChunkFrame = 12;
// Deflate cannot expand more than this (RFC 1951: 258 bytes for two bits), so that the length of
// the compressed data bounds the picture before memory is taken for it.
constexpr std::uint64_t kDeflateRatio = 1032;

std::uint32_t big_endian(std::string_view bytes, std::size_t at) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
  }
  return value;
}

struct Chunk {
  std::string_view type, body;
};

// Calls visit(chunk) for every complete chunk until it returns false.
template <class Visit>
void each_chunk(std::string_view file, Visit visit) {
  std::size_t at = kSignature;
  while (file.size() >= at + kChunkFrame) {
    const std::uint64_t length = big_endian(file, at);
    if (length > file.size() - at - kChunkFrame) {
      return;
    }
    const auto size = static_cast<std::size_t>(length);
    if (!visit(Chunk{file.substr(at + 4, 4), file.substr(at + 8, size)})) {
      return;
    }
    at += size + kChunkFrame;
  }
}

std::uint64_t row_bytes_of(const PngOutline& outline) {
  constexpr unsigned kChannels[] = {1, 1, 3, 1, 2, 1, 4};
  const std::uint64_t channels = outline.type < 7 ? kChannels[outline.type] : 1;
  return (outline.width * channels * outline.depth + 7) / 8;
}

struct FreeDecompressor {
  void operator()(libdeflate_decompressor* at) const { libdeflate_free_decompressor(at); }
};

// The zlib stream's length if it unpacks to `rows` rows with a valid filter byte each; else 0.
std::size_t checked_length(std::string_view data, std::size_t rows, std::size_t row_bytes) {
  const std::unique_ptr<libdeflate_decompressor, FreeDecompressor> decompressor(
      libdeflate_alloc_decompressor());
  const std::size_t size = rows * row_bytes;
  const std::unique_ptr<char[]> out(new char[size]);  // not zeroed: every byte is written
  std::size_t used = 0;
  const libdeflate_result result = libdeflate_zlib_decompress_ex(
      decompressor.get(), data.data(), data.size(), out.get(), size, &used, nullptr);
  if (result != LIBDEFLATE_SUCCESS) {
    return 0;
  }
  for (std::size_t row = 0; row < rows; ++row) {
    if (static_cast<unsigned char>(out[row * row_bytes]) > 4) {
      return 0;
    }
  }
  return used;
}

}  // namespace

PngOutline outline_png(std::string_view file) {
  PngOutline outline;
  bool ended = false;
  each_chunk(file, [&](const Chunk& chunk) {
    const bool first = outline.depth == 0;
    if (first != (chunk.type == "IHDR") || (first && chunk.body.size() != 13)) {
      outline.problem = "IHDR";
      return false;
    }
    if (first) {
      outline.width = big_endian(chunk.body, 0);
      outline.height = big_endian(chunk.body, 4);
      outline.depth = static_cast<unsigned char>(chunk.body[8]);
      outline.type = static_cast<unsigned char>(chunk.body[9]);
      outline.problem = outline.depth == 0 ? "IHDR" : "";
    } else if (chunk.type == "IDAT") {
      outline.compressed += chunk.body.size();
    }
    ended = chunk.type == "IEND";
    return !ended && outline.problem.empty();
  });
  if (outline.problem.empty() && !ended) {
    outline.problem = "no IEND";
  }
  // A quotient, since width times height of a hostile header can be anything.
  if (outline.problem.empty() && outline.height > 0 &&
      row_bytes_of(outline) > outline.compressed * kDeflateRatio / outline.height) {
    outline.problem = "IDAT: too short";
  }
  return outline;
}

Bytes packed_rows(const Bytes& file, const PngOutline& outline) {
  std::string joined;
  std::string_view only;
  int chunks = 0;
  each_chunk(file.view(), [&](const Chunk& chunk) {
    if (chunk.type == "IDAT" && ++chunks == 1) {
      only = chunk.body;
    } else if (chunk.type == "IDAT") {
      joined.append(chunks == 2 ? only : std::string_view()).append(chunk.body);
    }
    return chunk.type != "IEND";
  });
  const std::string_view data = chunks == 1 ? only : std::string_view(joined);
  const std::size_t length =
      checked_length(data, outline.height, static_cast<std::size_t>(row_bytes_of(outline)) + 1);
  if (length == 0) {
    return {};
  }
  if (chunks == 1) {
    return Bytes(std::make_shared<const Bytes>(file), data.data(), length);
  }
  joined.resize(length);
  return Bytes(std::move(joined));
}

}  // namespace banxin
